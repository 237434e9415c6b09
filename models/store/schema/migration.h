// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "schema.h"

#include <QString>

namespace touchstone {

/// Carries an open project of an older version to the newest: a copy of it is made beside `path`
/// first ("NAME.v1.touchstone"), then each step is one transaction with its version number, so that
/// a program killed between two steps goes on with the next. Does nothing where it is the newest.
Result<> migrate(sql::Database &database, const Schema &schema, const QString &path);

} // namespace touchstone
