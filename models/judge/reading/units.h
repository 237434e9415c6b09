// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../exact/expression.h"

#include <map>
#include <optional>
#include <string>

namespace touchstone::reading {

/// What a number counts or measures.
struct Unit
{
    enum class Sort {
        None,
        Percent,
        Degree, ///< of an angle
        Count,  ///< things: 72 clips
        Money,
        Measure,
    };
    Sort sort = Sort::None;
    std::map<std::string, int> powers; ///< of base quantities: {"metre": 1, "second": -1}
    exact::Expression factor;          ///< times the base quantity; empty: 1
    std::string shown;                 ///< as written

    bool operator==(const Unit &) const = default;
};

/// A unit by its word or symbol: "cm", "dollars", "apples". Symbols keep their case, words do not.
/// Nothing where the word is not on the list: words are never dropped.
std::optional<Unit> unitNamed(std::string_view word);

/// `left` times `right` to the power of `exponent`.
Unit multiplied(const Unit &left, const Unit &right, int exponent);

} // namespace touchstone::reading
