// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "project.h"

#include <base/text.h>

namespace touchstone::test {

namespace {

/// A test that cannot even make its project has nothing to say.
void must(const Result<> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
}

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return std::move(*result);
}

std::string pears(int words)
{
    std::string text;
    for (int i = 0; i < words; ++i)
        text += "pear ";
    return text;
}

} // namespace

IncomingRow incoming(const Row &row, std::int64_t line)
{
    IncomingRow made;
    made.line = line;
    made.key = row.key;
    made.text = row.text;
    made.reference = row.reference;
    made.tags = row.tags;
    for (const Reply &reply : row.replies) {
        IncomingResponse response;
        response.source = reply.source;
        response.kind = reply.kind;
        made.responses.push_back(response);
    }
    return made;
}

std::vector<Response> responsesOf(const Row &row)
{
    std::vector<Response> made;
    for (const Reply &reply : row.replies) {
        Response response;
        response.answer = reply.answer;
        response.reasoning = reply.reasoning;
        response.flags = reply.flags;
        response.answerWords = countWords(reply.answer);
        response.reasoningWords = countWords(reply.reasoning);
        made.push_back(response);
    }
    return made;
}

Result<> add(ImportWriter &writer, const std::vector<Row> &rows)
{
    std::int64_t line = 0;
    for (const Row &row : rows) {
        const std::vector<Response> responses = responsesOf(row);
        TRY(writer.add(incoming(row, ++line), responses));
    }
    return {};
}

Result<ImportWriter::Counts>
import(Store &store, const std::vector<Row> &rows, const Store::ImportOptions &options)
{
    Batch batch;
    batch.path = "rows.jsonl";
    TRY_ASSIGN(const std::unique_ptr<ImportWriter> writer, store.beginImport(batch, options));
    TRY(add(*writer, rows));
    return writer->finish("sum");
}

Result<> fill(Store &store, int count)
{
    for (const bool human : {true, false}) {
        std::vector<Row> rows;
        for (int i = 1; i <= count; ++i) {
            const std::string number = std::to_string(i);
            rows.push_back(
                {"p" + number,
                 "What is " + number + " plus 1?",
                 {{human ? "people" : "model", human ? SourceKind::Human : SourceKind::Teacher,
                   human ? "by hand" : "by model", human ? "" : "count up"}}});
        }
        TRY(import(store, rows));
    }
    return {};
}

Result<Snapshot> snapshotOf(const Store &store)
{
    Snapshot made;
    TRY(store.forEachItem(Query{}, [&made](const Item &item) {
        made.items.push_back(item);
        return Result<>{};
    }));
    for (const char *text :
         {"", "state:open", "state:decided", "state:drafted", "state:skipped", "has:human",
          "has:teacher", "has:both", "has:edit", "has:reference", "has:truncated", "has:empty",
          "source:people", "source:model", "flag:yes", "tag:hard", "words>2", "-has:both"}) {
        TRY_ASSIGN(const Query query, parseQuery(text));
        TRY_ASSIGN(std::vector<PromptId> ids, store.promptIds(query));
        made.filtered.push_back(std::move(ids));
    }
    TRY_ASSIGN(made.batches, store.batches());
    TRY_ASSIGN(made.rubric, store.rubric());
    TRY_ASSIGN(made.accounting, store.accounting());
    return made;
}

Project::Project()
{
    if (auto made = Store::create(path(), options()))
        m_store = std::move(*made);
    else
        qFatal("%s", qPrintable(made.error().message));
}

Store::Options Project::options() const
{
    Store::Options options;
    options.annotator = "ines";
    options.clock = [now = std::int64_t{1'700'000'000'000'000}]() mutable { return ++now; };
    return options;
}

void Project::addProblems(int prompts, bool human, bool teacher)
{
    std::vector<Row> rows;
    for (int i = 1; i <= prompts; ++i) {
        const std::string number = std::to_string(i);
        Row row = {"p" + number, "Problem " + number + " of pears"};
        row.reference = number;
        if (human)
            row.replies.push_back({"human label", SourceKind::Human, number, pears(1 + i % 50)});
        if (teacher)
            row.replies.push_back({"teacher-r1", SourceKind::Teacher, number, pears(59 - i % 50)});
        rows.push_back(std::move(row));
    }
    Store::ImportOptions options;
    options.exclusive = true;
    must(import(*m_store, rows, options));
}

PromptId Project::prompt(const std::string &key) const
{
    return must(m_store->promptByKey(key));
}

void Project::decide(PromptId prompt, Outcome outcome)
{
    const Item item = must(m_store->item(prompt));
    Decision decision;
    decision.prompt = prompt;
    decision.annotator = m_store->annotator();
    decision.outcome = outcome;
    if (!item.responses.empty()) {
        decision.left = item.responses.front().id;
        decision.right = item.responses.back().id;
    }
    must(m_store->perform(Step{{SetDecision{prompt, m_store->annotator(), decision}}}));
}

Result<> Project::reopen()
{
    close();
    TRY_ASSIGN(m_store, Store::open(path(), options()));
    return {};
}

std::string Project::complaints() const
{
    Progress progress;
    const auto wrong = m_store->check(progress);
    if (!wrong)
        return toUtf8(wrong.error().message);
    std::string text;
    for (const std::string &line : *wrong)
        text += line + "\n";
    return text;
}

} // namespace touchstone::test
