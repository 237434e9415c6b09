// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "ssereader.h"

namespace touchstone {

/// Copies what must outlive the piece at hand, or be joined with what follows.
void SseReader::keep()
{
    if (!m_hasView)
        return;
    m_data = m_view;
    m_hasView = false;
    m_hasData = true;
}

void SseReader::take(std::string_view line)
{
    if (m_isFirst) {
        m_isFirst = false;
        if (constexpr std::string_view Mark = "\xEF\xBB\xBF"; line.starts_with(Mark))
            line.remove_prefix(Mark.size());
    }
    constexpr std::string_view Field = "data";
    if (!line.starts_with(Field))
        return;
    line.remove_prefix(Field.size());
    if (!line.empty() && line.front() != ':')
        return;
    line.remove_prefix(line.empty() ? 0 : 1);
    if (line.starts_with(' '))
        line.remove_prefix(1);
    keep();
    if (!m_hasData) {
        m_view = line;
        m_hasView = true;
    } else if (m_data.size() + line.size() >= m_most) {
        m_tooLong = true;
    } else {
        m_data.append("\n").append(line);
    }
}

std::optional<std::string_view> SseReader::next()
{
    if (m_isDataGiven) {
        m_data.clear();
        m_isDataGiven = m_hasData = false;
    }
    while (!m_tooLong) {
        if (m_lines.holdsLine())
            keep(); // the view is of that line, which goes now
        const auto line = m_lines.next();
        if (!line)
            break;
        if (!line->empty()) {
            take(*line);
        } else if (m_hasView) {
            m_hasView = false;
            return m_view;
        } else if (m_hasData) {
            m_isDataGiven = true;
            return m_data;
        }
    }
    keep();
    return {};
}

std::optional<std::string_view> SseReader::last()
{
    if (!isTooLong() && !m_lines.rest().empty())
        take(m_lines.rest());
    if (m_isDataGiven)
        return {};
    keep();
    return m_hasData ? std::optional<std::string_view>(m_data) : std::nullopt;
}

} // namespace touchstone
