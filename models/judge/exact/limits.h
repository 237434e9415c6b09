// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

namespace touchstone::exact {

/// Sizes that are looked at before a library is called, because nothing stops one afterwards: an
/// overflow in GMP ends the program, and factoring a large radicand takes half a minute.
constexpr int MostNodes = 600;
constexpr int MostDigits = 5000;
constexpr int LargestDecimalExponent = 10000;
constexpr int MostBits = 40000;        ///< of a rational number
constexpr int LargestFactorial = 3000; ///< and binomial
constexpr int MostRadicandBits = 128;
constexpr int MostFactoredBits = 64;
constexpr int LargestRootIndex = 64;
constexpr int LargestIrrationalExponent = 200;
constexpr int MostTerms = 5000; ///< of a polynomial that a product or power may have

/// Bits of balls, by the height of the numbers in them.
constexpr long LowestPrecision = 256;
constexpr long HighestPrecision = 8192;

} // namespace touchstone::exact
