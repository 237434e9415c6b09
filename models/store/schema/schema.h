// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <cstdint>
#include <string>
#include <vector>

namespace touchstone {

namespace sql {
class Database;
}

/// "TST1": marks a file as ours (PRAGMA application_id).
constexpr std::int64_t ApplicationId = 0x54535431;

/// What is in a project, version for version. A version is never changed once it was released: the
/// next is a step, and a fixture project of the one before stays in tests/data/projects.
struct Schema
{
    std::string first;              ///< makes version 1
    std::vector<std::string> steps; ///< from version 1 to 2, from 2 to 3…

    [[nodiscard]] int version() const { return 1 + static_cast<int>(steps.size()); }
};

/// The schema of this program.
const Schema &projectSchema();

/// Indexes that only sorting wants: made by Store::buildSearchIndex, so that an import does
/// without. Each holds all that filters ask, so that a filter that finds nothing reads only it.
struct OptionalIndex
{
    const char *name;
    const char *create;
};
constexpr OptionalIndex SortIndexes[] = {
    {"sort_key", "CREATE INDEX sort_key ON prompt(key, visible, marks, human_words, teacher_words, "
                 "batch_id)"},
    {"sort_words", "CREATE INDEX sort_words ON prompt(words, id, visible, marks, human_words, "
                   "teacher_words, batch_id)"},
    {"sort_human_words", "CREATE INDEX sort_human_words ON prompt(human_words, id, visible, marks, "
                         "teacher_words, batch_id)"},
    {"sort_teacher_words", "CREATE INDEX sort_teacher_words ON prompt(teacher_words, id, visible, "
                           "marks, human_words, batch_id)"},
};

/// Makes an empty file a project of `version`.
Result<> createSchema(sql::Database &database, const Schema &schema, int version);
/// Fails with Damaged where the file has any table, index, view or trigger that `version` has not,
/// or lacks one. Must come before any other statement: a plain trigger would run with ours.
Result<> verifySchema(sql::Database &database, const Schema &schema, int version);

} // namespace touchstone
