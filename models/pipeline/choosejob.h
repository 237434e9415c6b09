// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "bestof.h"
#include "job.h"

#include <record/choice.h>
#include <record/query.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace touchstone {

struct ChoosePlan
{
    BestOfRule rule;
    Query query;            ///< the responses to these prompts
    bool exclusive = false; ///< nobody else has the project open: larger transactions
};

/// The rule as a choice and a manifest keep it: {"rule":"shortest","n":1,"seed":0,"kinds":[…],
/// "filter":"…"}.
std::string textOf(const ChoosePlan &plan);

/// Rejection sampling over a project: of each prompt the n best among the correct responses. A
/// preview only says what would be kept. Otherwise the choice is written and put in force as one
/// step that can be undone, in place of the one before.
class ChooseJob final : public Job
{
public:
    enum class Way { Preview, Choose };

    ChooseJob(Way way, ChoosePlan plan);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool isAwaited() const override { return m_way == Way::Preview; }
    Result<> run(Store &store, Progress &progress) override;

    /// One prompt as it comes out.
    struct Example
    {
        std::string key;
        std::vector<std::string> kept;    ///< "deepseek-r1, sample 2, 214 words"
        std::vector<std::string> dropped; ///< "deepseek-r1, sample 1: longer than those kept"
    };
    static constexpr std::size_t MostExamples = 100;

    struct Report
    {
        std::int64_t prompts = 0;
        std::int64_t kept = 0;                          ///< responses
        std::map<BestOfOutcome, std::int64_t> outcomes; ///< prompts
        std::map<DropReason, std::int64_t> dropped;     ///< responses
        std::vector<Example> examples;                  ///< the first prompts that have a candidate
        std::optional<Choice> choice;                   ///< what was put in force
    };
    /// Valid after run() succeeded.
    [[nodiscard]] const Report &report() const { return m_report; }

private:
    void count(const PromptFacts &facts, const BestOf &best);

    Way m_way;
    ChoosePlan m_plan;
    Report m_report;
};

} // namespace touchstone
