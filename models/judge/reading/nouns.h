// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string_view>

namespace touchstone::reading {

/// The noun in the singular where `lower` is a thing that word problems count, in singular or
/// plural ("apples": "apple"); empty where it is not on the list. No noun that is itself a number
/// of things (pair, dozen, score) stands on it.
std::string_view countedNoun(std::string_view lower);

} // namespace touchstone::reading
