// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "sourcemap.h"

#include <algorithm>

namespace touchstone {
namespace {

/// How long one letter is in UTF-8 and in UTF-16.
struct Letter
{
    std::size_t bytes = 1;
    int units = 1;

    bool operator==(const Letter &) const = default;
};

Letter letterAt(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xC0)
        return {1, 1};
    if (lead < 0xE0)
        return {2, 1};
    return lead < 0xF0 ? Letter{3, 1} : Letter{4, 2};
}

int positionIn(const SourceRun &run, std::size_t offset)
{
    const std::size_t into = offset - run.source;
    return run.document
           + static_cast<int>(into * static_cast<std::size_t>(run.length) / run.sourceLength);
}

/// Behind the letter that has the byte before `offset`.
int endIn(const SourceRun &run, std::size_t offset)
{
    const std::size_t into = (offset - run.source) * static_cast<std::size_t>(run.length);
    return run.document + static_cast<int>((into + run.sourceLength - 1) / run.sourceLength);
}

} // namespace

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
    Order &order = m_bySource.at(static_cast<std::size_t>(run.part));
    const auto place = std::upper_bound(
        order.begin(), order.end(), run.source,
        [this](std::size_t at, std::size_t each) { return at < m_runs[each].source; });
    order.insert(place, m_runs.size() - 1);
}

void SourceMap::addLetters(int document,
                           TextPart part,
                           std::size_t source,
                           std::string_view letters)
{
    for (std::size_t from = 0; from < letters.size();) {
        const Letter first = letterAt(letters, from);
        std::size_t end = from;
        int length = 0;
        while (end < letters.size() && letterAt(letters, end) == first) {
            end += first.bytes;
            length += first.units;
        }
        end = std::min(end, letters.size());
        add({document, length, part, source + from, end - from});
        document += length;
        from = end;
    }
}

SourceMap::Place SourceMap::sourceOf(int position) const
{
    const auto run =
        std::partition_point(m_runs.begin(), m_runs.end(), [position](const SourceRun &each) {
            return each.document + each.length <= position;
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

SourceMap::Order::const_iterator SourceMap::firstBehind(TextPart part, std::size_t offset) const
{
    const Order &order = orderOf(part);
    return std::partition_point(order.begin(), order.end(), [this, offset](std::size_t each) {
        return m_runs[each].source + m_runs[each].sourceLength <= offset;
    });
}

int SourceMap::positionOf(TextPart part, std::size_t offset) const
{
    const auto found = firstBehind(part, offset);
    if (found == orderOf(part).end() || offset < m_runs[*found].source)
        return -1;
    return positionIn(m_runs[*found], offset);
}

std::optional<DocumentSpan> SourceMap::spanOf(const SourcePiece &span) const
{
    if (span.begin == span.end) {
        const auto before =
            span.begin == 0 ? std::nullopt : spanOf({span.part, span.begin - 1, span.begin});
        const int position = before ? before->end : positionOf(span.part, span.begin);
        return position < 0 ? std::nullopt : std::optional(DocumentSpan{position, position});
    }
    const Order &order = orderOf(span.part);
    const auto first = firstBehind(span.part, span.begin);
    if (first == order.end() || m_runs[*first].source >= span.end)
        return std::nullopt;
    const auto behind = std::partition_point(first, order.end(), [this, &span](std::size_t each) {
        return m_runs[each].source < span.end;
    });
    const SourceRun &last = m_runs[*std::prev(behind)];
    const SourceRun &begin = m_runs[*first];
    return DocumentSpan{positionIn(begin, std::max(begin.source, span.begin)),
                        endIn(last, std::min(last.source + last.sourceLength, span.end))};
}

} // namespace touchstone
