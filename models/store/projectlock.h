// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>

namespace touchstone::projectlock {

/// The lock of a project, or null with the reason in a sentence for people. It is a file beside the
/// project, ".NAME.lock"; one whose process is gone counts for nothing.
std::unique_ptr<QLockFile> take(const QString &projectPath, QString &reason);
/// True where another window, or another program, has the project open for writing.
bool isTaken(const QString &projectPath);

} // namespace touchstone::projectlock
