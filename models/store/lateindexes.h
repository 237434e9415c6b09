// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <string>
#include <vector>

namespace touchstone {

namespace sql {
class Database;
}

/// The indexes of prompts that a first import can do without, made from all its rows at once: one
/// sort takes a fraction of what a million insertions all over an index take. Only within one
/// transaction, so that no project is ever without them.
class LateIndexes final
{
public:
    /// Drops them where the project has no prompt yet. Within a transaction.
    Result<> drop(sql::Database &database);
    /// Makes again what drop() took, in the same transaction.
    Result<> make(sql::Database &database);
    /// Whether prompts can be found by their key only, and the transaction must not end.
    [[nodiscard]] bool isDue() const { return !m_texts.empty(); }

private:
    std::vector<std::string> m_texts; ///< the statements that make them, as the schema has them
};

} // namespace touchstone
