// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <reasoning/byterange.h>

#include <string_view>
#include <vector>

namespace touchstone {

/// Where a text without an end (a model that repeats itself, a line of a megabyte) is cut so that
/// it can be written a portion at a time: Qt takes a minute for one block of a megabyte without a
/// space. A portion is at most MostPortion bytes, and one behind the other they are the text. The
/// cuts are behind a line's end, else behind a space, else behind a letter; not in a formula,
/// unless it is longer than a portion. A text of up to LeastCut bytes is one portion.
std::vector<ByteRange> portionsOf(std::string_view text);

constexpr std::size_t LeastCut = 16'000;
constexpr std::size_t MostPortion = 6'000;

} // namespace touchstone
