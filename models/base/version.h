// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

namespace touchstone {

/// The program's version; CMakeLists.txt says the same, by test.
constexpr const char *Version = "0.1.0";

} // namespace touchstone
