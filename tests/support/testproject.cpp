// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "testproject.h"

namespace touchstone {

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

void TestProject::add(int prompts, bool human, bool teacher)
{
    std::vector<test::Row> rows;
    for (int i = 1; i <= prompts; ++i) {
        const std::string number = std::to_string(i);
        test::Row row = {"p" + number, "Problem " + number + " of pears"};
        row.reference = number;
        if (human)
            row.replies.push_back({"human label", SourceKind::Human, number, pears(1 + i % 50)});
        if (teacher)
            row.replies.push_back({"teacher-r1", SourceKind::Teacher, number, pears(59 - i % 50)});
        rows.push_back(std::move(row));
    }
    Store::ImportOptions options;
    options.exclusive = true;
    must(test::import(store(), rows, options));
}

PromptId TestProject::prompt(const std::string &key)
{
    return must(store().promptByKey(key));
}

void TestProject::decide(PromptId prompt, Outcome outcome)
{
    const Item item = must(store().item(prompt));
    Decision decision;
    decision.prompt = prompt;
    decision.annotator = store().annotator();
    decision.outcome = outcome;
    if (!item.responses.empty()) {
        decision.left = item.responses.front().id;
        decision.right = item.responses.back().id;
    }
    must(store().perform(Step{{SetDecision{prompt, store().annotator(), decision}}}));
}

} // namespace touchstone
