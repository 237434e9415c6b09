// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"
#include "questions.h"
#include "stopwatch.h"

#include <pipeline/verifyjob.h>

#include <algorithm>
#include <thread>

namespace touchstone::benchmark {

namespace {

/// Every hundredth prompt's first response, up to ten thousand, called wrong by a person.
Result<> overruleSome(Store &store)
{
    TRY_ASSIGN(const std::vector<PromptId> ids, store.promptIds({}));
    Step step;
    for (std::size_t i = 0; i < ids.size() && step.edits.size() < 10'000; i += 100) {
        TRY_ASSIGN(const Item item, store.item(ids[i]));
        if (!item.responses.empty())
            step.edits.emplace_back(
                SetOverrule{item.responses.front().id, store.annotator(),
                            Overrule{item.responses.front().id, Standing::Wrong, "seen"}});
    }
    return store.perform(step);
}

} // namespace

Result<> measureVerdicts(Setting &setting)
{
    TRY_ASSIGN(const std::unique_ptr<Store> store, openProject(setting.project));
    VerifyPlan plan;
    plan.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    plan.exclusive = true;
    for (const char *name : {"every response", "again, nothing changed"}) {
        VerifyJob job(plan);
        Progress progress;
        const Stopwatch watch;
        TRY(job.run(*store, progress));
        const Cost cost = watch.elapsed();
        Figure figure{"verify", name, "s", {cost.wall, cost.wall, cost.wall}};
        figure.cpu = {cost.cpu, cost.cpu, cost.cpu};
        figure.note = std::to_string(job.report().checked) + " checked";
        setting.report->add(figure);
    }
    TRY(overruleSome(*store));
    TRY_ASSIGN(const std::vector<Question> questions,
               questionsOf({"verdict:correct", "verdict:wrong", "verdict:human:correct",
                            "verdict:teacher:wrong", "verdict:unit-differs", "verdict:cannot-tell",
                            "verdict:no-answer", "verdict:skip", "verdict:any", "verdict:overruled",
                            "-verdict:correct", "-verdict:any", "verdict:wrong state:open"}));
    return measureAll(setting, "filter", *store, questions);
}

} // namespace touchstone::benchmark
