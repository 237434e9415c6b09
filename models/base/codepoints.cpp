// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "codepoints.h"

#include <QChar>

namespace touchstone {

std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto isTail = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
    if (at >= text.size())
        return 0;
    const unsigned lead = byte(at);
    const unsigned second = byte(at + 1);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return isTail(at + 1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const bool secondFits = lead == 0xe0   ? second >= 0xa0 && second <= 0xbf
                                : lead == 0xed ? second >= 0x80 && second <= 0x9f
                                               : isTail(at + 1);
        return secondFits && isTail(at + 2) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const bool secondFits = lead == 0xf0   ? second >= 0x90 && second <= 0xbf
                                : lead == 0xf4 ? second >= 0x80 && second <= 0x8f
                                               : isTail(at + 1);
        return secondFits && isTail(at + 2) && isTail(at + 3) ? 4 : 0;
    }
    return 0;
}

CodePoint codePointAt(std::string_view text, std::size_t at)
{
    const std::size_t length = sequenceLength(text, at);
    const auto lead = static_cast<unsigned char>(text[at]);
    if (length <= 1)
        return {length == 1 ? char32_t{lead} : U'\xfffd', 1};
    // The lead byte of n bytes has n ones, a zero and the value's highest bits.
    char32_t value = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i)
        value = (value << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    return {value, length};
}

bool isWordLetter(char32_t c)
{
    if (c < 0x80)
        return isAsciiLetter(static_cast<char>(c)) || isAsciiDigit(static_cast<char>(c));
    return QChar::isLetterOrNumber(c) || QChar::isMark(c);
}

bool isWordByItself(char32_t c)
{
    if (c < 0xe00)
        return false;
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
        return true;
    default:
        return false;
    }
}

bool isSpaceLetter(char32_t c)
{
    return c < 0x80 ? isAsciiSpace(static_cast<char>(c)) : QChar::isSpace(c);
}

} // namespace touchstone
