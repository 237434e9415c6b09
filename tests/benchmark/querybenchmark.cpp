// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"
#include "questions.h"
#include "rowsfile.h"

#include <base/text.h>
#include <pipeline/indexjob.h>

#include <algorithm>

namespace touchstone::benchmark {

namespace {

/// A hundredth of the prompts decided in every way, some tagged and flagged, so that every term
/// finds something.
Result<> decideSome(Store &store, std::int64_t rows)
{
    TRY_ASSIGN(const std::vector<PromptId> ids, store.promptIds({}));
    Step step;
    const std::int64_t stride = std::max<std::int64_t>(rows / 10'000, 3);
    for (std::size_t i = 0; i < ids.size(); i += static_cast<std::size_t>(stride)) {
        const auto turn = i / static_cast<std::size_t>(stride);
        Decision decision;
        decision.prompt = ids[i];
        decision.annotator = store.annotator();
        decision.outcome = static_cast<Outcome>(turn % 8);
        step.edits.emplace_back(SetDecision{ids[i], store.annotator(), decision});
        if (turn % 3 == 0)
            step.edits.emplace_back(SetTag{ids[i], "odd", true});
        if (turn % 5 == 0)
            step.edits.emplace_back(SetFlag{ids[i], true});
    }
    return store.perform(step);
}

Result<std::vector<Question>> filterQuestions()
{
    return questionsOf({"",
                        "state:open",
                        "state:drafted",
                        "state:skipped",
                        "state:decided",
                        "decision:left",
                        "decision:right",
                        "decision:human",
                        "decision:teacher",
                        "decision:tie",
                        "decision:neither",
                        "decision:skip",
                        "decision:bad",
                        "decision:reference",
                        "decision:any",
                        "source:human",
                        "tag:odd",
                        "key:gsm8k-00001",
                        "flag:yes",
                        "has:reference",
                        "has:both",
                        "has:edit",
                        "has:truncated",
                        "has:unterminated",
                        "has:empty",
                        "words>100",
                        "words<20",
                        "words:0",
                        "words>100000",
                        "-state:open",
                        "-tag:odd",
                        "-source:human",
                        "-has:reference",
                        "tag:odd state:decided flag:yes"});
}

std::vector<Question> sortQuestions()
{
    using Sort = Query::Sort;
    std::vector<Question> questions;
    for (const auto &[name, sort] : {std::pair{"import", Sort::Import},
                                     {"key", Sort::Key},
                                     {"state", Sort::State},
                                     {"prompt words", Sort::PromptWords},
                                     {"human words", Sort::HumanWords},
                                     {"teacher words", Sort::TeacherWords},
                                     {"time of decision", Sort::Decided}}) {
        for (const bool descending : {false, true}) {
            Query query;
            query.sort = sort;
            query.descending = descending;
            questions.push_back(
                {std::string("by ") + name + (descending ? ", descending" : ""), query});
        }
    }
    return questions;
}

Result<std::vector<Question>> searchQuestions(std::int64_t rows)
{
    char rare[24];
    std::snprintf(rare, sizeof rare, "%07lld", static_cast<long long>(rows / 2));
    TRY_ASSIGN(const std::vector<BaseRow> base, baseRows());
    const std::string &text = base.front().question;
    const std::size_t third = text.find(' ', text.find(' ', text.find(' ') + 1) + 1);
    const std::string phrase = '"' + text.substr(0, third) + '"';
    std::vector<Question> questions;
    for (const auto &[name, words] : {std::pair<std::string, std::string>{"a rare word", rare},
                                      {"a frequent word", "the"},
                                      {"two frequent words", "the and"},
                                      {"a word that is not there", "quxzyqux"},
                                      {"a phrase", phrase},
                                      {"without a frequent word", "-the"},
                                      {"a frequent word, decided", "the state:decided"},
                                      {"a rare word, open", std::string(rare) + " state:open"}}) {
        TRY_ASSIGN(const Query query, parseQuery(words));
        questions.push_back({name, query});
    }
    Query sorted = questions[1].query;
    sorted.sort = Query::Sort::Key;
    questions.push_back({"a frequent word, by key", sorted});
    return questions;
}

} // namespace

Result<> measureQueries(Setting &setting)
{
    TRY_ASSIGN(const std::unique_ptr<Store> store, openProject(setting.project));
    TRY(decideSome(*store, setting.rows));
    const Stopwatch counting;
    TRY_ASSIGN(const Accounting sum, store->accounting());
    const double ms = 1000 * counting.elapsed().wall;
    if (sum.imported != setting.rows
        || sum.imported != sum.decided + sum.skipped + sum.drafted + sum.open)
        return wrong(QStringLiteral("The accounting does not add up."));
    Figure accounting{"filter", "the accounting line", "ms", {ms, ms, ms}};
    accounting.budget = BudgetMs;
    setting.report->add(accounting);
    TRY_ASSIGN(const std::vector<Question> filters, filterQuestions());
    TRY(measureAll(setting, "filter", *store, filters));
    Question byLength{"by teacher words", {}};
    byLength.query.sort = Query::Sort::TeacherWords;
    TRY_ASSIGN(const std::vector<Question> searches, searchQuestions(setting.rows));
    // All rows are read for each, so one of a kind and one time must do.
    TRY(measureAll(setting, "before the index is there", *store, {byLength, searches.front()}, 1));
    const Stopwatch indexing;
    Progress progress;
    IndexJob job;
    TRY(job.run(*store, progress));
    const Cost cost = indexing.elapsed();
    Figure index{"index", "the index job", "s", {cost.wall, cost.wall, cost.wall}};
    index.cpu = {cost.cpu, cost.cpu, cost.cpu};
    index.note = "in the background, after the import";
    setting.report->add(index);
    TRY_ASSIGN(const bool current, store->searchIndexIsCurrent());
    if (!current)
        return wrong(QStringLiteral("The index job left the index behind."));
    TRY(measureAll(setting, "sort", *store, sortQuestions()));
    return measureAll(setting, "search", *store, searches);
}

} // namespace touchstone::benchmark
