// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "expression.h"
#include "truth.h"

namespace touchstone::exact {

/// What is known of two expressions as functions of their symbols.
struct FunctionTruth
{
    Truth same = Truth::Unknown;
    bool onlySymbols =
        false; ///< both are rational functions of their symbols, nothing else in them
};

/// Whether two expressions are one function. They are taken as fractions of polynomials whose
/// unknowns are the symbols and everything that is no rational function of them, such as roots,
/// logarithms, sines; those obey s^q = u, i^2 = -1, sin^2 + cos^2 = 1, and roots, powers and
/// logarithms of numbers go by their primes. True is a proof where both are defined; False is one
/// only where onlySymbols.
FunctionTruth sameFunction(const Expression &left, const Expression &right, bool realRoots);

/// Whether the equations left = 0 and right = 0 are one: a constant times the other. Both must be
/// polynomials in their symbols, and no mere numbers: 1 < 2 and 1 < 3 are not one. False only of
/// two linear ones. `positive`: the constant must be positive, as for inequalities.
Truth sameEquation(const Expression &left, const Expression &right, bool positive);

} // namespace touchstone::exact
