// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "row.h"

#include <base/result.h>
#include <record/incoming.h>

#include <QString>

#include <memory>
#include <variant>

namespace touchstone {

/// Reads JSON lines, a JSON array (or an object that holds one array of objects, such as
/// "examples"), CSV or TSV, plain or gzipped, by what stands in the file; its name decides only
/// where that is neither an object nor a list. A stream: memory does not grow with the file but for
/// a single JSON array that simdjson must see whole. Hostile input is expected: a row that cannot
/// be read is a RefusedRow and reading goes on after it.
class RowReader
{
public:
    /// The end of the file.
    struct End
    {};
    using Next = std::variant<const Row *, RefusedRow, End>;

    static Result<std::unique_ptr<RowReader>> open(const QString &path);
    virtual ~RowReader() = default;

    /// An Error only where reading cannot go on (the disk fails, the gzip stream is broken, the
    /// file changed while it was read). The row lives until the next call.
    virtual Result<Next> next() = 0;
    /// Bytes of the file behind us and in all, for progress.
    [[nodiscard]] virtual std::int64_t position() const = 0;
    [[nodiscard]] virtual std::int64_t size() const = 0;
    /// "jsonl", "json", "csv", "tsv", with ".gz" where it is compressed.
    [[nodiscard]] virtual std::string container() const = 0;
    /// SHA-256 of the file's bytes in hexadecimal digits; once, after the end.
    virtual Result<std::string> sha256() = 0;
};

} // namespace touchstone
