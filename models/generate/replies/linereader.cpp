// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "linereader.h"

#include <algorithm>

namespace touchstone {

void LineReader::feed(std::string_view bytes)
{
    m_bytes = bytes;
    m_at = 0;
    m_newline = bytes.find('\n');
}

/// Where the line ends that begins at m_at; the end of the bytes where no end is there.
std::size_t LineReader::lineEnd()
{
    // The place of the next \n is kept, so that lines which end in \r alone do not look for it
    // again and again.
    if (m_newline != std::string_view::npos && m_newline < m_at)
        m_newline = m_bytes.find('\n', m_at);
    const std::size_t end = std::min(m_newline, m_bytes.size());
    const std::size_t back = m_bytes.substr(m_at, end - m_at).find('\r');
    return back == std::string_view::npos ? end : m_at + back;
}

std::optional<std::string_view> LineReader::next()
{
    if (m_isBegunGiven) {
        m_begun.clear();
        m_isBegunGiven = false;
    }
    if (m_afterReturn && m_at < m_bytes.size()) {
        m_at += m_bytes[m_at] == '\n' ? 1 : 0;
        m_afterReturn = false;
    }
    if (m_tooLong || m_at >= m_bytes.size())
        return {};
    const std::size_t end = lineEnd();
    const std::string_view piece = m_bytes.substr(m_at, end - m_at);
    if (m_begun.size() + piece.size() > m_most) {
        m_tooLong = true;
        return {};
    }
    if (end == m_bytes.size()) {
        m_begun += piece;
        m_at = end;
        return {};
    }
    m_afterReturn = m_bytes[end] == '\r';
    m_at = end + 1;
    if (m_begun.empty())
        return piece;
    m_begun += piece;
    m_isBegunGiven = true;
    return m_begun;
}

} // namespace touchstone
