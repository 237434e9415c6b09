// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "chunkpattern.h"

#include <simdjson.h>

namespace touchstone {

namespace {

constexpr int MostInVain = 4;
constexpr std::size_t LongestChunk = 4096;

/// True of what means itself between the quotes of a JSON string.
bool isVerbatim(std::string_view text)
{
    bool isAscii = true;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '\\')
            return false;
        isAscii = isAscii && byte < 0x80;
    }
    return isAscii || simdjson::validate_utf8(text);
}

} // namespace

bool ChunkPattern::learn(std::string_view json, std::string_view text, const Question &isText)
{
    if (m_inVain >= MostInVain || json.size() > LongestChunk || !isVerbatim(text))
        return false;
    const std::string quoted = '"' + std::string(text) + '"';
    const std::size_t at = json.find(quoted);
    if (at == std::string_view::npos || json.find(quoted, at + 1) != std::string_view::npos)
        return false;
    m_inVain = m_hasServed ? 0 : m_inVain + 1;
    m_hasServed = false;
    m_before = json.substr(0, at + 1);
    m_after = json.substr(at + 1 + text.size());
    // What stands there once may still be another member: another text there must be the chunk's.
    constexpr std::string_view Another = "another text, as no chunk has it";
    m_isKnown = isText(m_before + std::string(Another) + m_after, Another);
    return true;
}

std::optional<std::string_view> ChunkPattern::textOf(std::string_view json)
{
    if (!m_isKnown || json.size() <= m_before.size() + m_after.size() || !json.starts_with(m_before)
        || !json.ends_with(m_after))
        return {};
    const std::string_view text =
        json.substr(m_before.size(), json.size() - m_before.size() - m_after.size());
    if (!isVerbatim(text))
        return {};
    m_hasServed = true;
    return text;
}

} // namespace touchstone
