// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../dialect.h"
#include "replyheaders.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace touchstone {

/// How far a request came before its connection failed.
struct Progressed
{
    bool left = false;  ///< bytes of it were handed to the system
    bool began = false; ///< the reply's status line came
};

/// What libcurl's `code` (a CURLcode) means for a request to `host`; `detail` in libcurl's words.
Fault faultOfConnection(int code,
                        const std::string &host,
                        std::string_view detail,
                        const Progressed &progressed);
/// A stream of HTTP/2 that the server did not look at.
Fault faultOfRefusal(const std::string &host);
/// What a status other than 2xx means. `now` as in ReplyHeaders::retryAfter().
Fault faultOfStatus(const ReplyHeaders &headers,
                    const Dialect::ServerError &error,
                    const std::string &host,
                    std::int64_t now);
/// A reply of status 2xx that has another content type than `wanted`; `body` is its beginning.
Fault faultOfType(const ReplyHeaders &headers,
                  std::string_view wanted,
                  std::string_view body,
                  const std::string &host);
Fault faultOfStall(const std::string &host,
                   std::chrono::milliseconds silence,
                   const Progressed &progressed);
Fault faultOfLength(const std::string &host, std::int64_t mostBytes);
Fault faultOfRedirect(const std::string &host, int status, const std::string &location);
/// A person gave it up.
Fault faultOfCancel(const std::string &host, const Progressed &progressed);

} // namespace touchstone
