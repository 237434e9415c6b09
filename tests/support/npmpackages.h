// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

namespace touchstone::test {

/// What tests/peer/package-lock.json pins, in the build tree.
QString npmFolder();
/// Fetches it where it is not there yet. Empty, or why it is not there.
QString fetchNpmPackages();

} // namespace touchstone::test
