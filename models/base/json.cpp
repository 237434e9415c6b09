// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "json.h"

#include <QCoreApplication>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace touchstone {

namespace {

bool needsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// How many bytes from `text` on need no escape.
std::size_t plainRun(const char *text, std::size_t size)
{
    std::size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i lastControl = _mm_set1_epi8(0x1f);
    for (; i + 16 <= size; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text + i));
        const __m128i isControl = _mm_cmpeq_epi8(_mm_min_epu8(bytes, lastControl), bytes);
        const __m128i hit = _mm_or_si128(isControl, _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
                                                                 _mm_cmpeq_epi8(bytes, backslash)));
        if (const int mask = _mm_movemask_epi8(hit))
            return i + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(mask)));
    }
#endif
    while (i < size && !needsEscape(text[i]))
        ++i;
    return i;
}

void appendEscape(std::string &out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    default: {
        constexpr char Digits[] = "0123456789abcdef";
        out += "\\u00";
        out += Digits[(c >> 4) & 15];
        out += Digits[c & 15];
    }
    }
}

} // namespace

Result<Json> parseJson(std::string_view text)
{
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::exception &exception) {
        return Error{Error::Code::BadInput,
                     QCoreApplication::translate("touchstone::json", "This is not valid JSON."),
                     QString::fromUtf8(exception.what())};
    }
}

std::string dumpJson(const Json &json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

void appendJsonString(std::string &out, std::string_view text)
{
    out += '"';
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t run = plainRun(text.data() + at, text.size() - at);
        out.append(text.data() + at, run);
        at += run;
        if (at < text.size())
            appendEscape(out, text[at++]);
    }
    out += '"';
}

} // namespace touchstone
