// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "text.h"

#include "codepoints.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace touchstone {

namespace {

bool isAllAscii(std::string_view text)
{
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + i, 8);
        if (eight & 0x8080808080808080ULL)
            return false;
    }
    for (; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) >= 0x80)
            return false;
    }
    return true;
}

std::string foldedSpaces(std::string_view text)
{
    // Never longer than the text; written in place, because every prompt of an import comes here.
    std::string folded(text.size(), '\0');
    char *end = folded.data();
    bool pendingSpace = false;
    for (const char c : text) {
        if (isAsciiSpace(c)) {
            pendingSpace = end != folded.data();
        } else {
            if (pendingSpace)
                *end++ = ' ';
            pendingSpace = false;
            *end++ = c;
        }
    }
    folded.resize(static_cast<std::size_t>(end - folded.data()));
    return folded;
}

char32_t plainForm(char32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2032:
        return U'\'';
    case 0x201c:
    case 0x201d:
    case 0x201f:
    case 0x2033:
        return U'"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return U'-';
    case 0x00a0:
    case 0x202f:
    case 0x3000:
    case 0x2028:
    case 0x2029:
    case 0x0085:
        return U' ';
    default:
        return c >= 0x2000 && c <= 0x200a ? U' ' : c;
    }
}

/// 1: a letter or digit, 2: an apostrophe, which does not end a word.
constexpr std::array<std::uint8_t, 256> wordBytes()
{
    std::array<std::uint8_t, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
        const bool letter =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        table[c] = letter ? 1 : c == '\'' ? 2 : 0;
    }
    return table;
}

int countAsciiWords(std::string_view text)
{
    // By a table and without branches, which no processor could foretell.
    static constexpr std::array<std::uint8_t, 256> Bytes = wordBytes();
    unsigned words = 0;
    unsigned inWord = 0;
    for (const char c : text) {
        const unsigned kind = Bytes[static_cast<unsigned char>(c)];
        const unsigned letter = kind & 1U;
        words += letter & (inWord ^ 1U);
        inWord = letter | (inWord & (kind >> 1U));
    }
    return static_cast<int>(words);
}

} // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t eight = 0;
        if (at + 8 <= text.size()) {
            std::memcpy(&eight, text.data() + at, 8);
            if (!(eight & 0x8080808080808080ULL)) {
                at += 8;
                continue;
            }
        }
        const std::size_t length = sequenceLength(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    return {};
}

std::string normalizedText(std::string_view text)
{
    if (isAllAscii(text))
        return foldedSpaces(text);
    const QString composed = toQString(text).normalized(QString::NormalizationForm_C);
    std::u32string plain;
    plain.reserve(static_cast<std::size_t>(composed.size()));
    for (const uint c : composed.toUcs4())
        plain.push_back(plainForm(c));
    return foldedSpaces(
        QString::fromUcs4(plain.data(), static_cast<qsizetype>(plain.size())).toStdString());
}

int countWords(std::string_view text)
{
    if (isAllAscii(text))
        return countAsciiWords(text);
    int words = 0;
    bool inWord = false;
    for (const uint c : toQString(text).toUcs4()) {
        const bool letter = isWordLetter(c);
        if (letter && isWordByItself(c)) {
            words += QChar::isMark(c) ? 0 : 1;
            inWord = false;
        } else {
            words += letter && !inWord ? 1 : 0;
            inWord = letter || (inWord && (c == '\'' || c == 0x2019));
        }
    }
    return words;
}

std::string_view headOf(std::string_view text, std::size_t maxBytes)
{
    if (text.size() <= maxBytes)
        return text;
    while (maxBytes > 0 && isContinuationByte(text[maxBytes]))
        --maxBytes;
    return text.substr(0, maxBytes);
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isAsciiSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isAsciiSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace touchstone
