// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <exchange/row.h>
#include <record/incoming.h>
#include <record/response.h>
#include <store/importdigests.h>

#include <optional>
#include <vector>

namespace touchstone {

class ImportFormat;

/// One row of a file, ready for the store: understood, its thinking told from its answers, the
/// final answers found.
struct ReadyRow
{
    IncomingRow row;
    std::vector<Response> responses; ///< of row.responses, whose texts they took over
    ImportDigests digests;
    std::optional<RefusedRow> refused; ///< why it is none; the rest then says nothing
    std::int64_t position = 0;         ///< bytes of the file up to its end, for progress

    /// Everything but `position` from a row that was read. `format` null: no row can be understood.
    void make(const Row &read, const ImportFormat *format);
};

} // namespace touchstone
