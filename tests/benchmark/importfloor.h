// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QString>

namespace touchstone::benchmark {

/// The bare program that an import is held against: reads the lines in blocks, parses each with
/// simdjson and inserts it by prepared statements into a new SQLite file that is as durable as a
/// project (WAL, NORMAL while it runs and FULL at the end, as large transactions, folded into one
/// file). It keeps every text of the row once and recognises, normalises, counts, hashes and
/// refuses nothing.
///
/// FourTables: short columns and long texts apart and the keys that a project has (prompt by key,
/// response by prompt, source and sample), but no other index. OneTable: a row a line, and its key.
enum class FloorShape { FourTables, OneTable };

/// How many rows it inserted.
Result<std::int64_t> bareImport(const QString &input, const QString &path, FloorShape shape);

} // namespace touchstone::benchmark
