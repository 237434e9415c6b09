// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "row.h"

#include <base/result.h>
#include <record/incoming.h>

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// One shape of file, known by its columns: how a row of it becomes a prompt and responses.
class ImportFormat
{
public:
    virtual ~ImportFormat() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;  ///< "gsm8k": for --format
    [[nodiscard]] virtual std::string_view title() const = 0; ///< one line for people
    /// How sure it is that rows with these columns are its own: 0 not at all; the most specific
    /// format gives the highest number. `rows`: the first of the file, at least one.
    [[nodiscard]] virtual int match(const std::set<std::string, std::less<>> &columns,
                                    const std::vector<Row> &rows) const = 0;
    /// Who makes the responses of such files where neither the row nor a person says.
    [[nodiscard]] virtual SourceKind usualKind() const { return SourceKind::Human; }
    /// The file is about one model and its rows do not name it: its file name then does.
    [[nodiscard]] virtual bool fileNamesSource() const { return false; }
    /// Fills `out` (cleared by the caller). The Error's message says what is missing in this row.
    virtual Result<> read(const Row &row, IncomingRow &out) const = 0;
};

/// All formats, the most specific first. The objects live as long as the program.
std::span<const ImportFormat *const> importFormats();
const ImportFormat *importFormat(std::string_view name);
/// The format of the first rows of a file (about 100), or null: then columns must be mapped.
const ImportFormat *recognise(const std::vector<Row> &firstRows);

} // namespace touchstone
