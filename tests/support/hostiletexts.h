// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string>
#include <vector>

namespace touchstone::test {

/// A text made to hold a program that shows it.
struct HostileText
{
    const char *name;
    std::string text;
};

/// Of about a megabyte each where it is the length that hurts, divided by `less`.
std::vector<HostileText> hostileTexts(int less = 1);

} // namespace touchstone::test
