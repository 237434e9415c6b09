// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "questions.h"

#include "stopwatch.h"

#include <algorithm>
#include <span>

namespace touchstone::benchmark {

namespace {

constexpr std::int64_t FirstPage = 200;  ///< as the browse table asks for
constexpr std::size_t SummaryPage = 100; ///< as it looks at

} // namespace

Result<> measureAll(Setting &setting,
                    const std::string &group,
                    const Store &store,
                    const std::vector<Question> &questions,
                    int repeats)
{
    for (const Question &question : questions) {
        std::vector<double> milliseconds;
        std::size_t found = 0;
        for (int i = 0; i < repeats; ++i) {
            const Stopwatch watch;
            TRY_ASSIGN(const std::vector<PromptId> ids, store.promptIds(question.query, FirstPage));
            TRY_ASSIGN(const std::vector<PromptSummary> page,
                       store.summaries(std::span(ids).first(std::min(ids.size(), SummaryPage))));
            milliseconds.push_back(1000 * watch.elapsed().wall);
            found = ids.size();
        }
        Figure figure{group, question.name, "ms", spreadOf(milliseconds)};
        figure.budget = BudgetMs;
        figure.note = found < FirstPage ? std::to_string(found) + " found" : "a full page";
        setting.report->add(figure);
    }
    return {};
}

Result<std::vector<Question>> questionsOf(const std::vector<const char *> &texts)
{
    std::vector<Question> questions;
    for (const char *text : texts) {
        TRY_ASSIGN(const Query query, parseQuery(text));
        questions.push_back({*text ? text : "everything", query});
    }
    return questions;
}

} // namespace touchstone::benchmark
