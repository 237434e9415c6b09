// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// Lines of bytes that come in pieces. A line ends in \n, \r\n or \r. Copies only a line that comes
/// in more than one piece.
class LineReader final
{
public:
    explicit LineReader(std::size_t mostBytes)
        : m_most(mostBytes)
    {}

    /// The next piece; it must stay until next() has nothing more.
    void feed(std::string_view bytes);
    /// The next whole line without its end, valid until the next call; nothing: more bytes are
    /// needed.
    std::optional<std::string_view> next();
    /// The line given last lies here, and goes with the next call of next().
    [[nodiscard]] bool holdsLine() const { return m_isBegunGiven; }
    /// What stands behind the last line's end.
    [[nodiscard]] std::string_view rest() const { return m_begun; }
    /// A line has more than the most bytes; nothing more comes.
    [[nodiscard]] bool isTooLong() const { return m_tooLong; }

private:
    std::size_t lineEnd();

    std::size_t m_most;
    std::string_view m_bytes;
    std::size_t m_at = 0;
    std::size_t m_newline = 0; ///< the first \n from m_at on, where it was looked for
    std::string m_begun;       ///< the beginning of a line whose end has not come
    bool m_isBegunGiven = false;
    bool m_afterReturn = false; ///< a \n that comes now belongs to the \r before it
    bool m_tooLong = false;
};

} // namespace touchstone
