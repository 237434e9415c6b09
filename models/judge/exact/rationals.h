// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "expression.h"
#include "flint.h"

#include <optional>

namespace touchstone::exact {

/// The values of those nodes of an expression that are rational numbers, found by exact
/// arithmetic; nothing for the others, for what is too large and for what is not defined.
std::vector<std::optional<Fraction>> rationalValues(const Expression &expression);

} // namespace touchstone::exact
