// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "markplaces.h"

#include <base/codepoints.h>

#include <algorithm>
#include <string_view>

namespace touchstone {
namespace {

std::string_view textOf(const Response &response, const SourceRun &run)
{
    const std::string &text = run.part == TextPart::Answer ? response.answer : response.reasoning;
    return std::string_view(text).substr(std::min(run.source, text.size()), run.sourceLength);
}

/// A letter's end in both counts: bytes of UTF-8 and units of UTF-16.
struct Letter
{
    std::size_t bytes = 0;
    int units = 0;
};

/// Goes on by one letter.
Letter after(std::string_view text, const Letter &letter)
{
    const CodePoint next = codePointAt(text, letter.bytes);
    return {letter.bytes + next.length, letter.units + (next.value > 0xffff ? 2 : 1)};
}

/// A run that does not show its letters as they are, such as a formula, is one piece.
bool isLetters(std::string_view text, const SourceRun &run)
{
    Letter end;
    while (end.bytes < text.size())
        end = after(text, end);
    return end.units == run.length;
}

/// The bytes of a run's own text from the letter that has the unit `first` to the one that has the
/// unit before `last`.
std::pair<std::size_t, std::size_t>
bytesIn(std::string_view text, const SourceRun &run, int first, int last)
{
    if (!isLetters(text, run))
        return {0, text.size()};
    Letter begin;
    for (Letter next; next.bytes < text.size() && next.units <= first; next = after(text, next))
        begin = next;
    Letter end = begin;
    while (end.bytes < text.size() && end.units < last)
        end = after(text, end);
    return {begin.bytes, end.bytes};
}

} // namespace

std::optional<SourcePiece>
pieceShown(const SourceMap &map, const Response &response, int begin, int end)
{
    std::optional<SourcePiece> piece;
    for (const SourceRun &run : map.runs()) {
        if (run.document >= end)
            break;
        if (run.document + run.length <= begin || run.part == TextPart::Raw)
            continue;
        if (piece && piece->part != run.part)
            break;
        const auto [first, last] =
            bytesIn(textOf(response, run), run, std::max(0, begin - run.document),
                    std::min(run.length, end - run.document));
        if (!piece)
            piece = SourcePiece{run.part, run.source + first, run.source + last};
        piece->begin = std::min(piece->begin, run.source + first);
        piece->end = std::max(piece->end, run.source + last);
    }
    return piece;
}

} // namespace touchstone
