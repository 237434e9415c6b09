// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <cstdint>

namespace touchstone {

class StorePrivate;

/// What an import brought to prompts that other imports had made: kept in a table of its own, so
/// that taking the import back, or removing one that did not finish, takes back just that.
namespace brought {

enum Kind : int {
    Reference = 0, ///< for a prompt that had none
    Tag = 1,       ///< that the prompt did not have
    Itself = 2,    ///< the prompt, whose own import is taken back or at work
};

/// Shows what a finishing import brought, in short transactions, before it counts as finished.
Result<> settle(StorePrivate &store, std::int64_t batch);
/// Marks an import as ended without finishing and removes all that it wrote, in short transactions.
/// Where that is broken off, removeAbandoned() goes on; till then it stays hidden.
Result<> abandon(StorePrivate &store, std::int64_t batch);
/// Removes imports that ended without finishing: those of at most `mostRows` rows.
Result<> removeAbandoned(StorePrivate &store, std::int64_t mostRows);
/// Hides or shows all that an import brought; in the caller's transaction. What then shows depends
/// only on which imports stand, so that the opposite call restores it.
Result<> setActive(StorePrivate &store, std::int64_t batch, bool active);

} // namespace brought

} // namespace touchstone
