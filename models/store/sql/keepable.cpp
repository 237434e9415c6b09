// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "keepable.h"

#include <base/text.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace touchstone::sql {

namespace {

/// Every row of an import comes through here, so plain ASCII is looked at in blocks.
bool isPlainAscii(std::string_view text)
{
    constexpr std::uint64_t High = 0x8080808080808080ULL;
    constexpr std::uint64_t Ones = 0x0101010101010101ULL;
    std::size_t at = 0;
    std::uint64_t odd = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        odd |= (eight | (eight - Ones)) & High;
    }
    for (; at < text.size(); ++at)
        odd |= text[at] <= 0 ? High : 0;
    return odd == 0;
}

} // namespace

std::optional<std::size_t> firstUnkeepable(std::string_view text)
{
    if (isPlainAscii(text))
        return {};
    const std::optional<std::size_t> invalid = firstInvalidUtf8(text);
    const std::size_t nul = text.find('\0');
    if (nul == std::string_view::npos)
        return invalid;
    return std::min(nul, invalid.value_or(nul));
}

} // namespace touchstone::sql
