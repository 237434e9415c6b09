// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <cstdint>

namespace touchstone {

namespace sql {
class Database;
}

/// "TST1": marks a file as ours (PRAGMA application_id).
constexpr std::int64_t ApplicationId = 0x54535431;
/// Goes up only with a migration and a fixture project of the version before.
constexpr std::int64_t SchemaVersion = 1;

/// Indexes that only sorting wants: made by Store::buildSearchIndex, so that an import does
/// without.
struct OptionalIndex
{
    const char *name;
    const char *create;
};
constexpr OptionalIndex SortIndexes[] = {
    {"prompt_words", "CREATE INDEX prompt_words ON prompt(words)"},
    {"prompt_human_words", "CREATE INDEX prompt_human_words ON prompt(human_words)"},
    {"prompt_teacher_words", "CREATE INDEX prompt_teacher_words ON prompt(teacher_words)"},
};

/// Makes an empty file a project.
Result<> createSchema(sql::Database &database);
/// Fails with Damaged where the file has any table, index, view or trigger that its version has
/// not, or lacks one. Must come before any other statement: a plain trigger would run with ours.
Result<> verifySchema(sql::Database &database);

} // namespace touchstone
