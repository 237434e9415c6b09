// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "rising.h"

#include <algorithm>
#include <iterator>

namespace touchstone {

std::vector<std::size_t> longestRising(std::span<const std::size_t> values)
{
    // lowest[n]: of the rising choices of n + 1 values, the last index of the one that ends lowest.
    std::vector<std::size_t> lowest;
    std::vector<std::size_t> before(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto place = std::lower_bound(
            lowest.begin(), lowest.end(), values[i],
            [&](std::size_t index, std::size_t value) { return values[index] < value; });
        before[i] = place == lowest.begin() ? i : *std::prev(place);
        if (place == lowest.end())
            lowest.push_back(i);
        else
            *place = i;
    }
    std::vector<std::size_t> rising(lowest.size());
    std::size_t at = lowest.empty() ? 0 : lowest.back();
    for (auto slot = rising.rbegin(); slot != rising.rend(); ++slot) {
        *slot = at;
        at = before[at];
    }
    return rising;
}

} // namespace touchstone
