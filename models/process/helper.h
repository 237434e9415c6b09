// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

namespace touchstone {

/// The path of a program that belongs to this one and that nobody starts by hand: beside the
/// running program, in the build tree's bin/, or where the installation keeps such programs. Of the
/// first kind where it is nowhere, so that the error of starting it names a place to look at. Needs
/// a QCoreApplication.
QString pathOfHelper(const QString &name);

} // namespace touchstone
