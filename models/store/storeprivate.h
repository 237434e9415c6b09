// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sql/database.h"
#include "store.h"

#include <base/json.h>

#include <QLockFile>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace touchstone {

/// What undo and redo would take next: numbers of journal rows, newest last.
struct UndoStacks
{
    std::vector<std::int64_t> undo;
    std::vector<std::int64_t> redo;
};

class StorePrivate final
{
public:
    QString path;
    Store::Options options;
    std::unique_ptr<sql::Database> database;
    std::unique_ptr<QLockFile> lock;
    QTimer checkpoint; ///< folds the log into the file soon after the last commit
    QString readOnlyReason;
    bool readOnly = false;
    AnnotatorId annotator;
    UndoStacks stacks;
    std::int64_t lastKeptUs = 0;

    [[nodiscard]] std::int64_t now() const { return options.clock(); }
    [[nodiscard]] Result<> writable() const;
    Result<sql::Statement *> run(const std::string &text) const
    {
        return database->statement(text);
    }
    /// " AND ALIAS.batch_id NOT IN (…)" for imports that are at work; mostly empty.
    [[nodiscard]] Result<std::string> hideRunning(const std::string &alias) const;
    /// Recomputes the longest human and teacher response of prompts that `where` (SQL over prompt)
    /// picks.
    Result<> refreshWords(const std::string &where) const;
    /// Removes all that the batch brought; for imports that did not finish.
    Result<> removeBatch(std::int64_t batch) const;
};

namespace journal {

/// Reads the annotator's stacks; called once at opening.
Result<UndoStacks> load(sql::Database &database, AnnotatorId annotator);

/// The journal's JSON. Things are named by key, source and sample, or by uid, never by a row's
/// number.
Result<std::string> encode(StorePrivate &store, const std::vector<Edit> &edits);
Result<std::vector<Edit>> decode(StorePrivate &store, std::string_view text);
/// The prompts that an edit concerns.
Result<std::vector<PromptId>> promptsOf(StorePrivate &store, const Edit &edit);

} // namespace journal

namespace search {

Result<bool> isCurrent(StorePrivate &store);
/// Finds `expression` in what the index does not hold yet, with the index's own tokenizer; gives
/// the name of a temporary table of prompt ids. `number` keeps several tables of one query apart.
Result<std::string> scanUnindexed(StorePrivate &store, const std::string &expression, int number);

} // namespace search

/// Performs one edit inside the caller's transaction and gives the edit that flips it.
Result<Edit> performEdit(StorePrivate &store, const Edit &edit, Changes &changes);

Result<std::optional<Decision>>
readDecision(StorePrivate &store, PromptId prompt, AnnotatorId annotator);
Result<Rubric> readRubric(StorePrivate &store);
Json toJson(const Rubric &rubric);
Result<Rubric> rubricFromJson(const Json &json);

} // namespace touchstone
