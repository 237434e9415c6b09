// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../exact/expression.h"
#include "choices.h"
#include "units.h"

#include <string>
#include <vector>

namespace touchstone::reading {

/// A piece of the real line.
struct Interval
{
    exact::Expression low; ///< infinity with its sign where there is no end
    exact::Expression high;
    bool lowClosed = false;
    bool highClosed = false;

    bool operator==(const Interval &) const = default;
};

/// What an answer means, by one reading.
struct Answer
{
    enum class Kind {
        Scalar,     ///< value, unit
        Tuple,      ///< items in order
        List,       ///< items that stand side by side: 1, 2 and 3
        Set,        ///< items in braces
        Chain,      ///< items that are said to be equal: 2+3 = 5
        Reals,      ///< pieces
        Equation,   ///< value = 0
        Inequality, ///< value < 0, or <= 0 where `closed`
        Matrix,     ///< items row by row, `columns` of them
        Ratio,      ///< items
        Clock,      ///< text "16:30", "4:30 am"
        Numeral,    ///< of another base: text "1011_2"
        Choice,     ///< an option's letter in text
        Truth,      ///< "yes", "no", "true", "false" in text
        Text,       ///< words, small letters
    };
    Kind kind = Kind::Scalar;
    exact::Expression value;
    Unit unit;
    std::vector<Answer> items;
    std::vector<Interval> pieces;
    std::string text;
    std::string label; ///< what it is said to be: the x of x = 5; the symbol of an inequality
    std::size_t columns = 0;
    bool closed = false;
    bool pairRead = false; ///< an interval that could be a point, or the other way round

    bool operator==(const Answer &) const = default;
};

/// One way to read a text.
struct Reading
{
    Answer answer;
    std::uint32_t chosen = 0;
    std::uint32_t met = 0;
};

/// All ways to read `text`: the likely ones first, each once. Empty: it is not understood.
std::vector<Reading> readingsOf(std::string_view text);

/// For people.
std::string shown(const Answer &answer);

} // namespace touchstone::reading
