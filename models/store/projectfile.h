// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sql/database.h"

#include <memory>

namespace touchstone::projectfile {

/// What the first 100 bytes of a file say, before SQLite is let near it: NotFound, BadInput for
/// what is no project, Newer, Damaged for one that was cut off. The error names the file.
Result<> look(const QString &path);
/// Opens a project whose first bytes are right, having compared all that is in it with the schema
/// of its version; carries an older one forward after a copy beside it.
Result<std::unique_ptr<sql::Database>> open(const QString &path, bool readOnly);
/// An Error that names the file.
Error unreadable(const QString &path, Error::Code code, const QString &why);

} // namespace touchstone::projectfile
