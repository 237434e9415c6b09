// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../client.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// A span as servers write it: "12ms", "1s", "6m0s", "1h2m3.5s"; without a unit, seconds. At most
/// a day; nothing where it is none.
std::optional<std::chrono::milliseconds> spanOf(std::string_view text);

/// The headers of one reply.
class ReplyHeaders final
{
public:
    /// A line as it came. A status line begins anew, since 100 may come before the reply.
    void add(std::string_view line);
    void clear();

    /// 0: no reply began.
    [[nodiscard]] int status() const { return m_status; }
    /// In lower case, without parameters.
    [[nodiscard]] std::string contentType() const;
    [[nodiscard]] std::string location() const { return value("location"); }
    /// The server's name for the request; empty: it gave none.
    [[nodiscard]] std::string requestId() const;

    /// How long the server wants to be left alone: retry-after-ms, retry-after in seconds or as a
    /// date, and where it has neither, when the limit that was reached begins anew. `now` in
    /// seconds since 1970, for a date without the server's own clock beside it.
    [[nodiscard]] std::optional<std::chrono::milliseconds> retryAfter(std::int64_t now) const;
    /// Nothing where no header speaks of limits.
    [[nodiscard]] std::optional<TeacherClient::ServerLimits> limits(std::int64_t now) const;

private:
    [[nodiscard]] const std::string &value(std::string_view name) const;
    [[nodiscard]] std::string firstOf(std::initializer_list<const char *> names) const;
    [[nodiscard]] std::int64_t clock(std::int64_t now) const;
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    resetOf(std::initializer_list<const char *> names, std::int64_t now) const;

    int m_status = 0;
    std::map<std::string, std::string, std::less<>> m_values; ///< by names in lower case
};

} // namespace touchstone
