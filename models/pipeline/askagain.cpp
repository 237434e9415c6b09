// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "askagain.h"

#include <generate/teachers.h>
#include <store/store.h>

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace touchstone {

namespace {

/// The run of this number, or the newest.
Result<GenerationRun> runOf(const Store &store, GenerationId id)
{
    TRY_ASSIGN(const std::vector<GenerationRun> runs, store.generations());
    const auto found = std::find_if(runs.rbegin(), runs.rend(), [id](const GenerationRun &run) {
        return id.isNull() || run.id == id;
    });
    if (found == runs.rend())
        return Error{Error::Code::NotFound,
                     QCoreApplication::translate("touchstone::GenerateJob",
                                                 "The project has no run of generating yet.")};
    return *found;
}

Result<GeneratePlan> planOf(const GenerationRun &run)
{
    GeneratePlan plan;
    TRY_ASSIGN(plan.settings, generationSettingsFromText(run.settings));
    plan.exactly.emplace();
    return plan;
}

} // namespace

Result<GeneratePlan> retryPlan(const Store &store, GenerationId run)
{
    TRY_ASSIGN(const GenerationRun found, runOf(store, run));
    TRY_ASSIGN(GeneratePlan plan, planOf(found));
    TRY_ASSIGN(const std::vector<LedgerEntry> failed, store.failedRequests(found.id));
    for (const LedgerEntry &entry : failed)
        plan.exactly->push_back({entry.prompt, entry.sample});
    return plan;
}

Result<std::vector<GeneratePlan>> askAgainPlans(const Store &store,
                                                std::span<const UnknownRequest> requests)
{
    std::map<GenerationId, GeneratePlan> byRun;
    for (const UnknownRequest &request : requests) {
        auto at = byRun.find(request.generation);
        if (at == byRun.end()) {
            TRY_ASSIGN(const GenerationRun run, runOf(store, request.generation));
            TRY_ASSIGN(GeneratePlan plan, planOf(run));
            at = byRun.emplace(request.generation, std::move(plan)).first;
        }
        at->second.exactly->push_back({request.entry.prompt, request.entry.sample});
    }
    std::vector<GeneratePlan> plans;
    for (auto &[run, plan] : byRun)
        plans.push_back(std::move(plan));
    return plans;
}

} // namespace touchstone
