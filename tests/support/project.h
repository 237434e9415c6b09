// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <store/importwriter.h>
#include <store/store.h>

#include <QTemporaryDir>

#include <string>
#include <vector>

namespace touchstone::test {

/// A response as a test writes it down.
struct Reply
{
    std::string source;
    SourceKind kind = SourceKind::Human;
    std::string answer;
    std::string reasoning = {};
    ResponseFlags flags = NoFlag;
};

/// A row of an import as a test writes it down.
struct Row
{
    std::string key;
    std::string text;
    std::vector<Reply> replies = {};
    std::string reference = {};
    std::vector<std::string> tags = {};
};

IncomingRow incoming(const Row &row, std::int64_t line);
std::vector<Response> responsesOf(const Row &row);
/// Adds the rows to an import that is at work.
Result<> add(ImportWriter &writer, const std::vector<Row> &rows);
/// One whole import.
Result<ImportWriter::Counts>
import(Store &store, const std::vector<Row> &rows, const Store::ImportOptions &options = {});

/// `count` prompts "p1"… with a human and a teacher response each, in two imports.
Result<> fill(Store &store, int count);

/// All that can be asked of a project, to be compared.
struct Snapshot
{
    std::vector<Item> items;
    std::vector<std::vector<PromptId>> filtered; ///< what a dozen filters give
    std::vector<Batch> batches;
    Rubric rubric;
    Accounting accounting;

    bool operator==(const Snapshot &) const = default;
};
Result<Snapshot> snapshotOf(const Store &store);

/// A new project in a folder of its own, with a clock that ticks one microsecond at each look.
class Project final
{
public:
    Project();

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("p.touchstone")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] Store::Options options() const;
    Store &operator*() { return *m_store; }
    const Store &operator*() const { return *m_store; }
    Store *operator->() { return m_store.get(); }
    const Store *operator->() const { return m_store.get(); }
    void close() { m_store.reset(); }
    /// Imports `prompts` problems, "p1" with the text "Problem 1 of pears"…, each with a human
    /// response that grows from prompt to prompt and, where wanted, a teacher's that shrinks. Those
    /// that are there already get the responses only.
    void addProblems(int prompts, bool human = true, bool teacher = true);
    [[nodiscard]] PromptId prompt(const std::string &key) const;
    /// Decides a prompt; its first response, a human's if there is one, is left, its last right.
    void decide(PromptId prompt, Outcome outcome);
    /// Closes and opens again.
    Result<> reopen();
    /// What check() complains of, in one text; empty: all is well.
    std::string complaints() const;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
};

} // namespace touchstone::test
