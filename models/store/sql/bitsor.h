// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

struct sqlite3;

namespace touchstone::sql {

/// Gives a connection the aggregate bits_or(number): all bits of a group together, 0 for none.
/// SQLite has no such, and to add up distinct powers of two takes a sort for every group. A code of
/// SQLite's.
int addBitsOr(sqlite3 *handle);

} // namespace touchstone::sql
