// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "mendedjson.h"

#include <base/text.h>

#include <charconv>
#include <optional>

namespace touchstone {

namespace {

constexpr std::string_view Replacement = "\xEF\xBF\xBD";
constexpr std::size_t EscapeLength = 6; // \ud83d

} // namespace

std::string validUtf8(std::string_view text)
{
    std::string valid;
    while (const auto bad = firstInvalidUtf8(text)) {
        valid.append(text.substr(0, *bad)).append(Replacement);
        text.remove_prefix(*bad + 1);
        // The rest of the character that is broken is no character of its own.
        while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0) == 0x80)
            text.remove_prefix(1);
    }
    return valid.append(text);
}

namespace {

/// The code unit of an escape \uXXXX at the beginning of `text`.
std::optional<unsigned> escapedUnit(std::string_view text)
{
    if (text.size() < EscapeLength || text[0] != '\\' || text[1] != 'u')
        return {};
    unsigned unit = 0;
    const char *end = text.data() + EscapeLength;
    const auto [stop, error] = std::from_chars(text.data() + 2, end, unit, 16);
    if (error != std::errc() || stop != end)
        return {};
    return unit;
}

bool isHigh(unsigned unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

bool isLow(unsigned unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

bool isNumberPart(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

class Mender final
{
public:
    explicit Mender(std::string_view json)
        : m_json(json)
    {
        m_out.reserve(json.size() + 16);
    }

    std::string mend() &&
    {
        while (m_at < m_json.size()) {
            if (m_json[m_at] == '"')
                text();
            else
                outside();
        }
        return std::move(m_out);
    }

private:
    void take(std::size_t bytes)
    {
        m_out += m_json.substr(m_at, bytes);
        m_at += bytes;
    }

    void text()
    {
        take(1);
        while (m_at < m_json.size()) {
            const char c = m_json[m_at];
            if (c == '"')
                return take(1);
            if (c == '\\')
                escape();
            else if (static_cast<unsigned char>(c) < 0x20)
                control(c);
            else if (m_json.substr(m_at).starts_with(SurrogateMark)) {
                m_out += Replacement;
                m_at += SurrogateMark.size();
            } else
                take(1);
        }
    }

    void control(char c)
    {
        constexpr std::string_view Digits = "0123456789abcdef";
        m_out += "\\u00";
        m_out += Digits[static_cast<std::size_t>(c) >> 4U];
        m_out += Digits[static_cast<std::size_t>(c) & 15U];
        ++m_at;
    }

    void escape()
    {
        const auto unit = escapedUnit(m_json.substr(m_at));
        if (!unit)
            return take(2);
        if (*unit == 0xFDD0) {
            m_out += Replacement;
            m_at += EscapeLength;
        } else if (isHigh(*unit)
                   && isLow(escapedUnit(m_json.substr(m_at + EscapeLength)).value_or(0))) {
            take(2 * EscapeLength);
        } else if (isHigh(*unit) || isLow(*unit)) {
            m_out.append(SurrogateMark).append(m_json.substr(m_at + 2, EscapeLength - 2));
            m_at += EscapeLength;
        } else {
            take(EscapeLength);
        }
    }

    void outside()
    {
        const std::string_view rest = m_json.substr(m_at);
        for (const std::string_view word : {"-Infinity", "Infinity", "NaN"}) {
            if (rest.starts_with(word)) {
                m_out += "null";
                m_at += word.size();
                return;
            }
        }
        std::size_t digits = 0;
        while (digits < rest.size() && isNumberPart(rest[digits]))
            ++digits;
        const std::string_view number = rest.substr(0, digits);
        if (digits > 18 && number.find_first_of(".eE") == std::string_view::npos) {
            m_out += '0';
            m_at += digits;
        } else {
            take(digits > 0 ? digits : 1);
        }
    }

    std::string_view m_json;
    std::string m_out;
    std::size_t m_at = 0;
};

} // namespace

std::string mendedJson(std::string_view json)
{
    if (firstInvalidUtf8(json))
        return Mender(validUtf8(json)).mend();
    return Mender(json).mend();
}

} // namespace touchstone
