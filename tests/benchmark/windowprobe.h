// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <optional>

namespace touchstone::benchmark {

/// A probe's settings stand beside its project, under its name and this.
constexpr const char *SettingsSuffix = ".ini";

/// Where the arguments are "--probe PAGE PROJECT NANOSECONDS PRESSES": the program's own window in
/// this process with that project on that page ("browse" or "review"), measured from NANOSECONDS of
/// the steady clock on, or for PRESSES of a key, and printed as one JSON object; then the exit
/// status. Nothing for all other arguments.
std::optional<int> runWindowProbe(int argc, char *argv[]);

} // namespace touchstone::benchmark
