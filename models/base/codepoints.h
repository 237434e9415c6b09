// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <string_view>

namespace touchstone {

/// One character of a text and how many bytes it takes.
struct CodePoint
{
    char32_t value = 0;
    std::size_t length = 0;
};

/// Length of the well-formed UTF-8 sequence at `at`, or 0 where there is none (Unicode 15, table
/// 3-7). 0 at the end of the text.
std::size_t sequenceLength(std::string_view text, std::size_t at);

/// The character at `at`, which is less than the text's size. A byte that begins no well-formed
/// sequence is a U+FFFD of one byte.
CodePoint codePointAt(std::string_view text, std::size_t at);

/// A letter, digit or mark: what words are made of.
bool isWordLetter(char32_t c);

/// True of the letters of scripts that write no spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer):
/// each counts as a word of its own.
bool isWordByItself(char32_t c);

/// White space, U+00A0 and U+3000 among it.
bool isSpaceLetter(char32_t c);

/// True of a byte within a UTF-8 sequence, before which no text may be cut.
constexpr bool isContinuationByte(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

constexpr bool isAsciiSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

constexpr bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `c` as a small letter where it is one of ASCII's.
constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace touchstone
