// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>

namespace touchstone::check {

/// Bounds this process: `memory` bytes of address space (not under sanitizers, which reserve
/// terabytes), and no core file where it is exceeded.
void limitMemory(std::size_t memory);

/// Ends the process when it has worked some seconds more without this being called again. Whoever
/// asked kills it long before; this is for the time after that one has gone.
void allowSomeSeconds();

} // namespace touchstone::check
