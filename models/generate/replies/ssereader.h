// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "linereader.h"

namespace touchstone {

/// Server-sent events (WHATWG HTML, "Server-sent events") that come in pieces: the data of each.
/// Comments, and all fields but "data", are passed over; a byte order mark at the beginning too.
class SseReader final
{
public:
    explicit SseReader(std::size_t mostBytes)
        : m_lines(mostBytes)
        , m_most(mostBytes)
    {}

    /// The next piece; it must stay until next() has nothing more.
    void feed(std::string_view bytes) { m_lines.feed(bytes); }
    /// The data of the next event, valid until the next call; nothing: more bytes are needed.
    std::optional<std::string_view> next();
    /// The body is at its end: what stands there of an event whose end has not come.
    std::optional<std::string_view> last();
    [[nodiscard]] bool isTooLong() const { return m_tooLong || m_lines.isTooLong(); }

private:
    void take(std::string_view line);
    void keep();

    LineReader m_lines;
    std::size_t m_most;
    std::string_view m_view; ///< the event's data where it is one line of the piece at hand
    std::string m_data;      ///< else
    bool m_hasView = false;
    bool m_hasData = false;
    bool m_isDataGiven = false;
    bool m_isFirst = true;
    bool m_tooLong = false;
};

} // namespace touchstone
