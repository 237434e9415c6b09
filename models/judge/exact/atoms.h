// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "rationals.h"
#include "ring.h"

#include <functional>

namespace touchstone::exact {

/// Brings what is no rational function into a form in which equal things get equal atoms: roots,
/// powers and logarithms of numbers by their primes, powers by the terms of their exponents, sine
/// and cosine of an argument whose leading coefficient is positive.
class Atoms
{
public:
    Atoms(Ring &ring, bool realRoots)
        : m_ring(ring)
        , m_realRoots(realRoots)
    {}

    Ring::Value imaginary();
    Ring::Value root(const Ratio &of, int index);
    Ring::Value logarithm(const Ratio &of);
    Ring::Value trigonometric(Op op, const Ratio &of);
    Ring::Value power(const Ratio &base, const Ratio &exponent);

private:
    Ring::Value rootOfNumber(const Fraction &of, int index);
    Ring::Value rootOfPrime(const fmpz *prime, slong times, int index);
    Ring::Value rootAtom(const Ratio &of, int index);
    Ring::Value powerByTerms(const Ratio &base, const Ratio &exponent);
    Ring::Value powerOfTerm(const Ratio &base, const Ratio &term);
    /// The product over the primes of a positive number of what `part` makes of each.
    Ring::Value overPrimes(const Fraction &number,
                           const std::function<Ring::Value(const fmpz *, slong)> &part,
                           bool asSum);
    Ring::Value integer(slong value);

    Ring &m_ring;
    bool m_realRoots;
};

} // namespace touchstone::exact
