// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "bitsor.h"

#include <sqlite3.h>

namespace touchstone::sql {

namespace {

void addRow(sqlite3_context *context, int, sqlite3_value **values)
{
    void *bits = sqlite3_aggregate_context(context, sizeof(sqlite3_int64));
    if (bits)
        *static_cast<sqlite3_int64 *>(bits) |= sqlite3_value_int64(values[0]);
    else
        sqlite3_result_error_nomem(context);
}

void endGroup(sqlite3_context *context)
{
    const void *bits = sqlite3_aggregate_context(context, 0);
    sqlite3_result_int64(context, bits ? *static_cast<const sqlite3_int64 *>(bits) : 0);
}

} // namespace

int addBitsOr(sqlite3 *handle)
{
    // Not for a stranger's schema: only our own statements may call it.
    return sqlite3_create_function_v2(handle, "bits_or", 1,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                      nullptr, nullptr, addRow, endGroup, nullptr);
}

} // namespace touchstone::sql
