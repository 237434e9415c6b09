// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QStringList>

namespace touchstone {

/// Runs one command of touchstone-cli; `arguments[0]` is the program. Writes to standard output and
/// standard error. The exit status: 0 done; 1 failed, nothing half-done is left; 2 the words are
/// off; 3 done, but some rows were refused.
int runCommandLine(const QStringList &arguments);

} // namespace touchstone
