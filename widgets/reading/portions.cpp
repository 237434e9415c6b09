// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "portions.h"

#include <base/text.h>
#include <reasoning/formulascanner.h>

#include <algorithm>

namespace touchstone {
namespace {

/// Behind the last line's end, space or letter of `text`, in this order; a line's end or a space
/// must be in its second half.
std::size_t lastCut(std::string_view text)
{
    for (const char separator : {'\n', ' '}) {
        const std::size_t at = text.rfind(separator);
        if (at != std::string_view::npos && at >= text.size() / 2)
            return at + 1;
    }
    return std::max<std::size_t>(headOf(text, text.size() - 1).size(), 1);
}

} // namespace

std::vector<ByteRange> portionsOf(std::string_view text)
{
    if (text.size() <= LeastCut)
        return {{0, text.size()}};
    const std::vector<Formula> formulas = scanFormulas(text);
    std::vector<ByteRange> portions;
    for (std::size_t begin = 0; begin < text.size();) {
        if (text.size() - begin <= MostPortion) {
            portions.push_back({begin, text.size()});
            break;
        }
        std::size_t end = begin + lastCut(text.substr(begin, MostPortion));
        const auto after = std::upper_bound(
            formulas.begin(), formulas.end(), end,
            [](std::size_t at, const Formula &formula) { return at < formula.end; });
        if (after != formulas.end() && after->begin < end && after->begin > begin)
            end = after->begin;
        portions.push_back({begin, end});
        begin = end;
    }
    return portions;
}

} // namespace touchstone
