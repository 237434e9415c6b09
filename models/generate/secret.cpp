// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "secret.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace touchstone {

namespace {

constexpr std::string_view Mask = "[key]";
/// Somebody may have cut a text within the key: so much of its beginning is masked as well. Less of
/// it is what many keys begin with.
constexpr std::size_t LeastOfKey = 12;
/// The same in Base64.
constexpr std::size_t LeastOfPiece = 16;
/// Shorter pieces of Base64 stand in ordinary words.
constexpr std::size_t ShortestPiece = 6;

constexpr std::string_view Base64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void wipe(std::string &text)
{
    // The whole memory, since a longer text may have stood there; the compiler must not drop it.
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The byte that two hexadecimal digits at `at` stand for, or -1.
int hexByte(std::string_view text, std::size_t at)
{
    if (at + 2 > text.size())
        return -1;
    const int high = hexValue(text[at]);
    const int low = hexValue(text[at + 1]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// How many bytes of `text` at `at` stand for the character `wanted`, as it is, percent-encoded or
/// escaped as in JSON; 0: none.
std::size_t lengthOf(char wanted, std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return 0;
    const int byte = static_cast<unsigned char>(wanted);
    if (text[at] == '%' && hexByte(text, at + 1) == byte)
        return 3;
    if (text.substr(at).starts_with("\\u00") && hexByte(text, at + 4) == byte)
        return 6;
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == wanted
        && (wanted == '/' || wanted == '"' || wanted == '\\'))
        return 2;
    return text[at] == wanted ? 1 : 0;
}

/// The same for the key, or for what is there of its beginning.
std::size_t lengthOf(std::string_view key, std::string_view text, std::size_t at)
{
    std::size_t end = at;
    std::size_t found = 0;
    for (; found < key.size(); ++found) {
        const std::size_t length = lengthOf(key[found], text, end);
        if (length == 0)
            break;
        end += length;
    }
    return found >= std::min(key.size(), LeastOfKey) ? end - at : 0;
}

/// What of the Base64 of any text with the key behind `before` bytes (modulo 3) depends on the key
/// alone.
std::string base64Piece(std::string_view key, std::size_t before)
{
    std::string padded(before, '\0');
    padded += key;
    const std::size_t whole = padded.size() * 8 / 6;
    std::string piece;
    for (std::size_t digit = (before * 8 + 5) / 6; digit < whole; ++digit) {
        unsigned value = 0;
        for (std::size_t bit = digit * 6; bit < digit * 6 + 6; ++bit) {
            const unsigned byte = static_cast<unsigned char>(padded[bit / 8]);
            value = value * 2 + (byte >> (7 - bit % 8) & 1U);
        }
        piece += Base64Digits[value];
    }
    wipe(padded);
    return piece;
}

/// How much of `text` at `at` is `piece` or its beginning, in either alphabet of RFC 4648.
std::size_t lengthOfPiece(std::string_view piece, std::string_view text, std::size_t at)
{
    if (piece.size() < ShortestPiece)
        return 0;
    std::size_t found = 0;
    for (; found < piece.size() && at + found < text.size(); ++found) {
        const char there = text[at + found];
        const char plain = there == '-' ? '+' : there == '_' ? '/' : there;
        if (plain != piece[found])
            break;
    }
    return found >= std::min(piece.size(), LeastOfPiece) ? found : 0;
}

} // namespace

Secret::Secret(std::string text)
    : m_text(std::move(text))
{
    // A short text is copied by the move and stays behind.
    wipe(text);
}

Secret::~Secret()
{
    wipe(m_text);
}

Secret::Secret(Secret &&other) noexcept
    : m_text(other.m_text)
{
    wipe(other.m_text);
}

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        wipe(m_text);
        m_text = other.m_text;
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe(m_text);
        m_text.swap(other.m_text);
    }
    return *this;
}

bool Secret::isIn(std::string_view text) const
{
    const std::string_view key = m_text;
    return !key.empty() && text.find(key.substr(0, LeastOfKey)) != std::string_view::npos;
}

std::string Secret::masked(std::string_view text) const
{
    if (isEmpty())
        return std::string(text);
    std::array<std::string, 3> pieces;
    for (std::size_t before = 0; before < pieces.size(); ++before)
        pieces[before] = base64Piece(m_text, before);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = lengthOf(m_text, text, at);
        for (const std::string &piece : pieces)
            length = std::max(length, lengthOfPiece(piece, text, at));
        if (length > 0)
            out += Mask;
        else
            out += text[at];
        at += std::max<std::size_t>(length, 1);
    }
    for (std::string &piece : pieces)
        wipe(piece);
    return out;
}

} // namespace touchstone
