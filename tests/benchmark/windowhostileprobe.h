// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>

namespace touchstone::benchmark {

/// Shows each of test::hostileTexts() in a pane, scrolls to its end and makes the pane narrower:
/// how long the longest of these steps, or of the pieces of work between them, took. Milliseconds
/// by name.
Json longestPauses(int less);

} // namespace touchstone::benchmark
