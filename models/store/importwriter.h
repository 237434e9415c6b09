// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "importdigests.h"

#include <base/result.h>
#include <record/incoming.h>
#include <record/response.h>

#include <QtGlobal>

#include <memory>
#include <span>
#include <string_view>

namespace touchstone {

class Store;
class ImportWriterPrivate;

/// Writes the rows of one import. What it wrote is seen when finish() returns; a writer destroyed
/// without finish(), or killed with its process, leaves nothing (the next open removes it). On the
/// Store's thread.
class ImportWriter final
{
    Q_DISABLE_COPY_MOVE(ImportWriter)

public:
    struct Counts
    {
        std::int64_t promptsNew = 0;
        std::int64_t responsesNew = 0;
        std::int64_t alreadyThere = 0; ///< rows that brought nothing new
        std::int64_t refused = 0;
    };

    ~ImportWriter();

    /// `responses` are row.responses after splitting and extraction, one for each and in their
    /// order; of row.responses only source, kind and sample are used. A row that conflicts with
    /// what is there (a key whose text differs) is refused, not an error. A response is new unless
    /// one of the same text, prompt and source stood before this import; each of those answers for
    /// one response of the file, so that samples that came out alike are all kept, and the same
    /// file again adds nothing.
    Result<> add(const IncomingRow &row, std::span<const Response> responses);
    /// The same, where another thread has taken the row's digests already.
    Result<>
    add(const IncomingRow &row, std::span<const Response> responses, const ImportDigests &digests);
    Result<> refuse(const RefusedRow &row);
    [[nodiscard]] const Counts &counts() const;
    [[nodiscard]] BatchId batch() const;
    /// Commits and says the changes through Store::changed. `sha256`: of the file's bytes, in
    /// hexadecimal digits, known only when all was read.
    Result<Counts> finish(std::string_view sha256);

private:
    friend class Store;
    explicit ImportWriter(std::unique_ptr<ImportWriterPrivate> d);
    std::unique_ptr<ImportWriterPrivate> d;
};

} // namespace touchstone
