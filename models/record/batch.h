// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>

#include <cstdint>
#include <string>

namespace touchstone {

/// One import of one file. Taking it back hides what it brought; nothing is erased.
struct Batch
{
    BatchId id;
    Uid uid;
    std::string path;    ///< as it was given
    std::string sha256;  ///< of the file's bytes, 64 hexadecimal digits
    std::string format;  ///< "gsm8k", "mapping"…
    std::string mapping; ///< JSON of the column mapping; empty for a recognised format
    std::int64_t startedUs = 0;
    std::int64_t rows = 0;
    std::int64_t promptsNew = 0;
    std::int64_t responsesNew = 0;
    std::int64_t refused = 0;
    bool active = true; ///< false: taken back

    bool operator==(const Batch &) const = default;
};

} // namespace touchstone
