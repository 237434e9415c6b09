// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

namespace touchstone {

/// Starts the window program and returns its exit status.
int runWindow(int argc, char *argv[]);

} // namespace touchstone
