// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "comparedtext.h"

#include <record/response.h>

#include <algorithm>

namespace touchstone {

ComparedText::ComparedText(const Response &response, bool raw)
{
    if (raw && !response.raw.empty()) {
        add(TextPart::Raw, response.raw);
        return;
    }
    m_text.reserve(response.reasoning.size() + response.answer.size() + 2);
    add(TextPart::Reasoning, response.reasoning);
    add(TextPart::Answer, response.answer);
}

void ComparedText::add(TextPart part, const std::string &words)
{
    if (words.empty())
        return;
    if (!m_text.empty())
        m_text += "\n\n";
    m_sections.push_back({part, m_text.size(), m_text.size() + words.size()});
    m_text += words;
}

std::string_view ComparedText::steppedText() const
{
    if (m_sections.empty() || m_sections.front().part == TextPart::Raw)
        return {};
    const Section &first = m_sections.front();
    return std::string_view(m_text).substr(first.begin, first.end - first.begin);
}

std::optional<std::size_t> ComparedText::byteOf(const SourceMap::Place &place) const
{
    for (const Section &each : m_sections) {
        if (each.part == place.part)
            return std::min(each.begin + place.offset, each.end);
    }
    return std::nullopt;
}

SourcePiece ComparedText::spanOf(const ByteRange &bytes) const
{
    const auto behind =
        std::find_if(m_sections.begin(), m_sections.end(), [&](const Section &each) {
            return bytes.begin < each.end || (bytes.isEmpty() && bytes.begin == each.end);
        });
    if (behind == m_sections.end())
        return {};
    const std::size_t begin = std::max(bytes.begin, behind->begin);
    const std::size_t end = std::clamp(bytes.end, begin, behind->end);
    return {behind->part, begin - behind->begin, end - behind->begin};
}

} // namespace touchstone
