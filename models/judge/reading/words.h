// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string_view>

namespace touchstone::reading {

/// True of the names of functions and constants that stand without a backslash in plain text.
bool isFunctionName(std::string_view lower);

/// Words of two or three letters that are never a product of symbols.
bool isShortWord(std::string_view lower);

/// 12 for dozen, 1000000 for million…; 0: the word multiplies nothing. As a power of ten where
/// there is one: `exponent`.
struct Multiplier
{
    std::string_view digits;
    int exponent = 0;
};
bool multiplierOf(std::string_view lower, Multiplier &found);

} // namespace touchstone::reading
