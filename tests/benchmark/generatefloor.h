// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <string>

namespace touchstone::benchmark {

/// What a bare program does with the replies.
enum class BareReading {
    Bytes, ///< counts them
    Json,  ///< takes the text out of each event by simdjson
};

/// Posts `body` to `url` `requests` times, `streams` at once, with libcurl's multi interface and
/// nothing else. Fails where a reply is not whole. Gives the bytes of text that came.
Result<std::int64_t> askBare(const std::string &url,
                             const std::string &body,
                             int requests,
                             int streams,
                             BareReading reading);

} // namespace touchstone::benchmark
