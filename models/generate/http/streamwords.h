// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace touchstone {

/// Where a request leaves as a stream of HTTP/2.
struct StreamPlace
{
    std::optional<std::int64_t> connection; ///< libcurl's number of it
    std::optional<std::int64_t> stream;
    /// Of the stream that it was before, on the same or another connection: whether the server
    /// said that it does not look at it (RFC 9113, 8.7), since it refused the stream or named an
    /// earlier one as the last when it went away.
    bool wasUnseen = false;
};

/// What libcurl says beside its errors, the only place where it tells which streams a server did
/// not look at. It is taken at its word alone: a version that words it in another way has such
/// requests counted as maybe charged.
class StreamWords final
{
public:
    /// A line that libcurl said of the request at `place`.
    void note(std::string_view line, StreamPlace &place);

private:
    [[nodiscard]] bool isUnseen(const StreamPlace &place) const;

    std::map<std::int64_t, std::int64_t> m_lastStreams; ///< by connection
};

} // namespace touchstone
