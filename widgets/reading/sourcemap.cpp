// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "sourcemap.h"

#include <algorithm>

namespace touchstone {

void SourceMap::add(const SourceRun &run)
{
    if (run.length == 0)
        return;
    if (!m_runs.empty()) {
        SourceRun &last = m_runs.back();
        const bool ascii = last.sourceLength == static_cast<std::size_t>(last.length)
                           && run.sourceLength == static_cast<std::size_t>(run.length);
        if (ascii && last.part == run.part && last.document + last.length == run.document
            && last.source + last.sourceLength == run.source) {
            last.length += run.length;
            last.sourceLength += run.sourceLength;
            return;
        }
    }
    m_runs.push_back(run);
}

SourceMap::Place SourceMap::sourceOf(int position) const
{
    const auto run = std::find_if(m_runs.begin(), m_runs.end(), [position](const SourceRun &each) {
        return position < each.document + each.length;
    });
    if (run == m_runs.end()) {
        if (m_runs.empty())
            return {};
        return {m_runs.back().part, m_runs.back().source + m_runs.back().sourceLength};
    }
    const auto into = static_cast<std::size_t>(std::max(0, position - run->document));
    return {run->part,
            run->source + into * run->sourceLength / static_cast<std::size_t>(run->length)};
}

int SourceMap::positionOf(TextPart part, std::size_t offset) const
{
    for (const SourceRun &run : m_runs) {
        if (run.part != part || offset < run.source || offset >= run.source + run.sourceLength)
            continue;
        const std::size_t into = offset - run.source;
        return run.document
               + static_cast<int>(into * static_cast<std::size_t>(run.length) / run.sourceLength);
    }
    return -1;
}

} // namespace touchstone
