// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace touchstone {

/// The indices of a longest strictly rising choice of `values`, in order. Time n log n.
std::vector<std::size_t> longestRising(std::span<const std::size_t> values);

} // namespace touchstone
