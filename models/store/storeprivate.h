// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "backupkeeper.h"
#include "sql/database.h"
#include "store.h"

#include <base/json.h>

#include <QLockFile>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace touchstone {

/// What undo and redo would take next: numbers of journal rows, newest last.
struct UndoStacks
{
    std::vector<std::int64_t> undo;
    std::vector<std::int64_t> redo;
};

/// How many prompts a step moves into each State of the store's own annotator.
using StateShifts = std::array<std::int64_t, 4>;

/// The accounting as it was last counted, kept up step by step, because to count a million prompts
/// after every decision would be felt.
struct Counted
{
    /// What there was of all that can change the sum.
    struct Mark
    {
        std::int64_t lastStep = 0;
        std::int64_t batches = 0;
        std::int64_t finished = 0;
        std::int64_t active = 0;
        bool operator==(const Mark &) const = default;
    };
    Mark mark;
    Accounting sum;
};

class StorePrivate final
{
public:
    QString path;
    Store::Options options;
    std::unique_ptr<sql::Database> database;
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<BackupKeeper> backups;
    QTimer checkpoint; ///< folds the log into the file soon after the last commit
    QTimer follow;     ///< looks for what another process changed, where this one only reads
    std::int64_t dataVersion = 0;
    QString readOnlyReason;
    bool readOnly = false;
    AnnotatorId annotator;
    UndoStacks stacks;
    std::int64_t lastKeptUs = 0;
    mutable std::optional<Counted> counted;

    [[nodiscard]] std::int64_t now() const { return options.clock(); }
    [[nodiscard]] Result<> writable() const;
    Result<sql::Statement *> run(const std::string &text) const
    {
        return database->statement(text);
    }
    /// " AND …": leaves out the prompts, or responses, of imports that did not finish. Mostly
    /// empty.
    [[nodiscard]] Result<std::string> hideRunningPrompts(const std::string &alias) const;
    [[nodiscard]] Result<std::string> hideRunningResponses(const std::string &alias) const;
    [[nodiscard]] Result<std::set<std::int64_t>> unfinishedBatches() const;
    [[nodiscard]] Result<std::vector<Source>> sources() const;
    /// The source of this name; made where there is none, for `batch` (0: for a person).
    Result<Source> ensureSource(std::string_view name, SourceKind kind, BatchId batch) const;
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
/// Prompts that the index finds only by the words of responses that do not show: the name of a
/// temporary table of them; empty: there are none.
Result<std::string> scanHidden(StorePrivate &store, const std::string &expression, int number);

} // namespace search

/// Performs one edit inside the caller's transaction and gives the edit that flips it.
Result<Edit>
performEdit(StorePrivate &store, const Edit &edit, Changes &changes, StateShifts &shifts);

Result<std::optional<Decision>>
readDecision(StorePrivate &store, PromptId prompt, AnnotatorId annotator);
Result<Rubric> readRubric(StorePrivate &store);
Json toJson(const Rubric &rubric);
Result<Rubric> rubricFromJson(const Json &json);
Result<ErrorTypes> readErrorTypes(StorePrivate &store);
Result<ErrorTypes> errorTypesFromJson(const Json &json);

} // namespace touchstone
