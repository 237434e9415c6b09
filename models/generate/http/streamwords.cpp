// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "streamwords.h"

#include <charconv>

namespace touchstone {

namespace {

/// The number behind the last `before` of a line.
std::optional<std::int64_t> numberBehind(std::string_view line, std::string_view before)
{
    const std::size_t at = line.rfind(before);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view rest = line.substr(at + before.size());
    std::int64_t number = 0;
    if (std::from_chars(rest.data(), rest.data() + rest.size(), number).ec != std::errc())
        return std::nullopt;
    return number;
}

} // namespace

void StreamWords::note(std::string_view line, StreamPlace &place)
{
    if (line.starts_with("Connected to ") || line.starts_with("Re-using existing connection "))
        place = {numberBehind(line, "#"), {}, isUnseen(place)};
    else if (line.starts_with("Using Stream ID: ")) // libcurl 7.88
        place.stream = numberBehind(line, "Stream ID: ");
    else if (line.starts_with("[HTTP/2] [") && line.find("OPENED stream") != line.npos) // 8
        place.stream = numberBehind(line, "[HTTP/2] [");
    else if (line.starts_with("REFUSED_STREAM"))
        place.wasUnseen = true;
    else if (line.find("GOAWAY") != line.npos && place.connection) {
        if (const auto last = numberBehind(line, "last_stream="))
            m_lastStreams[*place.connection] = *last;
    }
}

bool StreamWords::isUnseen(const StreamPlace &place) const
{
    if (place.wasUnseen)
        return true;
    if (!place.connection || !place.stream)
        return false;
    const auto last = m_lastStreams.find(*place.connection);
    return last != m_lastStreams.end() && *place.stream > last->second;
}

} // namespace touchstone
