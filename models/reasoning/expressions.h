// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

enum class ExpressionKind { Number, Formula };

/// A number or formula where it stands in a text.
struct Expression
{
    std::size_t begin = 0; ///< bytes, a formula's delimiters included
    std::size_t end = 0;
    ExpressionKind kind = ExpressionKind::Number;
    /// Expressions with equal normal forms count as equal, on whatever side they stand. Of a
    /// number: its exact decimal value ("1,000" and "1000.0" are "1000", ".50" is "0.5"), with "%"
    /// where percent are meant. Of a formula: its TeX (normaltex.h), \boxed{…} around it taken off;
    /// a formula of one number is that number.
    std::string normal;

    bool operator==(const Expression &) const = default;
};

/// The numbers and formulas of a text, by where they begin; a formula comes before the numbers in
/// it. Digits of every script count, subscripts, exponents and digits behind a Latin letter (x1) do
/// not. Numbers are read the English way: comma for thousands, full stop for decimals. Linear.
std::vector<Expression> expressionsOf(std::string_view text);

/// The innermost expression that has this byte, or null.
const Expression *expressionAt(const std::vector<Expression> &expressions, std::size_t byte);

} // namespace touchstone
