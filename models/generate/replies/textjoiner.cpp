// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "textjoiner.h"

#include "mendedjson.h"

#include <charconv>

namespace touchstone {

namespace {

constexpr std::string_view Replacement = "\xEF\xBF\xBD";

void appendCharacter(std::string &text, unsigned high, unsigned low)
{
    const unsigned code = 0x10000U + ((high - 0xD800U) << 10U) + (low - 0xDC00U);
    text += static_cast<char>(0xF0U | (code >> 18U));
    text += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
}

} // namespace

void TextJoiner::add(unsigned unit)
{
    if (unit < 0xDC00) {
        m_text += m_high != 0 ? Replacement : std::string_view();
        m_high = unit;
        return;
    }
    if (m_high != 0)
        appendCharacter(m_text, m_high, unit);
    else
        m_text += Replacement;
    m_high = 0;
}

std::string_view TextJoiner::joined(std::string_view piece, bool isMended)
{
    constexpr std::size_t Digits = 4;
    if (piece.empty() || (m_high == 0 && !isMended && piece.find('\0') == std::string_view::npos))
        return piece;
    m_text.clear();
    std::size_t at = 0;
    while (at < piece.size()) {
        const std::string_view rest = piece.substr(at);
        if (isMended && rest.size() >= SurrogateMark.size() + Digits
            && rest.starts_with(SurrogateMark)) {
            unsigned unit = 0;
            const char *digits = rest.data() + SurrogateMark.size();
            std::from_chars(digits, digits + Digits, unit, 16);
            add(unit);
            at += SurrogateMark.size() + Digits;
            continue;
        }
        if (m_high != 0) {
            m_text += Replacement;
            m_high = 0;
        }
        if (rest.front() == '\0')
            m_text += Replacement;
        else
            m_text += rest.front();
        ++at;
    }
    return m_text;
}

std::string_view TextJoiner::last()
{
    if (m_high == 0)
        return {};
    m_high = 0;
    return Replacement;
}

} // namespace touchstone
