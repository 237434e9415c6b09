// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>

namespace touchstone {

/// The bytes [begin, end) of a text.
struct ByteRange
{
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
    [[nodiscard]] bool isEmpty() const { return begin == end; }
    bool operator==(const ByteRange &) const = default;
};

} // namespace touchstone
