// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "expression.h"
#include "flint.h"
#include "rationals.h"

#include <map>
#include <optional>

namespace touchstone::exact {

using Point = std::map<std::string, Fraction>;
using Rationals = std::vector<std::optional<Fraction>>;

/// A ball that surely holds the expression's value at `point`; nothing where it is not defined
/// there or not known to be. With `realRoots`, odd roots of negative numbers are negative;
/// otherwise they are the principal ones. `rationals` are the expression's rationalValues.
std::optional<Ball> valueAt(const Expression &expression,
                            const Rationals &rationals,
                            const Point &point,
                            slong precision,
                            bool realRoots);

/// Bits enough to tell apart what numbers of such a height, however small, add to a value.
slong precisionFor(const Rationals &rationals);

} // namespace touchstone::exact
