// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "choosejob.h"

#include <base/json.h>
#include <store/choicewriter.h>
#include <store/store.h>

#include <QCoreApplication>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::int64_t LookEvery = 256; ///< prompts

std::vector<Candidate> candidatesOf(const PromptFacts &facts)
{
    std::vector<Candidate> candidates;
    candidates.reserve(facts.responses.size());
    for (const ResponseFacts &each : facts.responses) {
        candidates.push_back({each.response, each.uid, each.kind, each.standing, each.words,
                              each.score, each.sample});
    }
    return candidates;
}

std::string nameOf(const PromptFacts &facts, ResponseId id)
{
    const auto found = std::find_if(facts.responses.begin(), facts.responses.end(),
                                    [id](const auto &each) { return each.response == id; });
    return found->source + ", sample " + std::to_string(found->sample + 1) + ", "
           + std::to_string(found->words) + " words";
}

/// The edits that put a choice in force in place of what was.
Result<std::vector<Edit>> puttingInForce(const Store &store, ChoiceId id)
{
    std::vector<Edit> edits;
    TRY_ASSIGN(const std::vector<Choice> all, store.choices());
    for (const Choice &each : all) {
        if (each.active)
            edits.emplace_back(SetChoiceActive{each.id, false});
    }
    edits.emplace_back(SetChoiceActive{id, true});
    return edits;
}

} // namespace

std::string textOf(const ChoosePlan &plan)
{
    Json kinds = Json::array();
    for (const SourceKind kind : plan.rule.kinds)
        kinds.push_back(touchstone::nameOf(kind));
    return dumpJson({{"rule", touchstone::nameOf(plan.rule.by)},
                     {"n", plan.rule.n},
                     {"seed", plan.rule.seed},
                     {"kinds", kinds},
                     {"filter", toText(plan.query)}});
}

ChooseJob::ChooseJob(Way way, ChoosePlan plan)
    : m_way(way)
    , m_plan(std::move(plan))
{}

QString ChooseJob::title() const
{
    return QCoreApplication::translate("touchstone::ChooseJob", "Choose the best responses");
}

void ChooseJob::count(const PromptFacts &facts, const BestOf &best)
{
    ++m_report.prompts;
    m_report.kept += static_cast<std::int64_t>(best.kept.size());
    ++m_report.outcomes[best.outcome];
    bool any = !best.kept.empty();
    for (const BestOf::Dropped &dropped : best.dropped) {
        ++m_report.dropped[dropped.reason];
        any = any || dropped.reason != DropReason::OtherSource;
    }
    if (!any || m_report.examples.size() == MostExamples)
        return;
    Example &example = m_report.examples.emplace_back();
    example.key = facts.key;
    for (const ResponseId id : best.kept)
        example.kept.push_back(nameOf(facts, id));
    for (const BestOf::Dropped &dropped : best.dropped) {
        if (dropped.reason != DropReason::OtherSource)
            example.dropped.push_back(nameOf(facts, dropped.response) + ": "
                                      + std::string(touchstone::nameOf(dropped.reason)));
    }
}

Result<> ChooseJob::run(Store &store, Progress &progress)
{
    m_report = {};
    std::optional<ChoiceWriter> writer;
    if (m_way == Way::Choose) {
        TRY_ASSIGN(ChoiceWriter begun, store.beginChoice(textOf(m_plan), m_plan.exclusive));
        writer.emplace(std::move(begun));
    }
    TRY_ASSIGN(const Accounting sum, store.accounting());
    progress.setStage(title(), m_plan.query.isAll() ? sum.imported : 0);
    TRY(store.forEachFacts(m_plan.query, [&](const PromptFacts &facts) -> Result<> {
        const BestOf best = bestOf(facts.uid, candidatesOf(facts), m_plan.rule);
        count(facts, best);
        if (writer)
            TRY(writer->add(best.kept));
        return m_report.prompts % LookEvery == 0 ? progress.advance(m_report.prompts) : Result<>();
    }));
    TRY(progress.advance(m_report.prompts));
    if (!writer)
        return {};
    TRY_ASSIGN(Choice made, writer->finish());
    TRY_ASSIGN(const std::vector<Edit> edits, puttingInForce(store, made.id));
    TRY(store.perform({edits}));
    made.active = true;
    m_report.choice = made;
    return {};
}

} // namespace touchstone
