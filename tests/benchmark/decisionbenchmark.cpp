// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"
#include "rowsfile.h"

#include <pipeline/importjob.h>

#include <QFile>
#include <QThread>

#include <fcntl.h>
#include <unistd.h>

namespace touchstone::benchmark {

namespace {

constexpr double BudgetMs = 20;
constexpr int Decisions = 400;

/// What Enter on the review page keeps: an outcome and four scores of either side.
Step submission(const Item &item, AnnotatorId annotator, int number)
{
    Decision decision;
    decision.prompt = item.prompt.id;
    decision.annotator = annotator;
    decision.outcome = number % 2 == 0 ? Outcome::Left : Outcome::Tie;
    decision.left = item.responses.front().id;
    decision.durationMs = 1000 + number;
    Step step;
    step.edits.emplace_back(SetDecision{item.prompt.id, annotator, decision});
    for (const Response &response : item.responses) {
        for (const char *criterion : {"correctness", "clarity", "completeness", "conciseness"})
            step.edits.emplace_back(SetScore{response.id, annotator, criterion, 1 + number % 5});
    }
    return step;
}

Result<std::vector<double>> decide(Store &store, const std::vector<PromptId> &ids)
{
    std::vector<double> milliseconds;
    for (std::size_t i = 0; i < Decisions; ++i) {
        TRY_ASSIGN(const Item item, store.item(ids[i % ids.size()]));
        const Step step = submission(item, store.annotator(), static_cast<int>(i));
        const Stopwatch watch;
        TRY(store.perform(step));
        milliseconds.push_back(1000 * watch.elapsed().wall);
    }
    return milliseconds;
}

/// What the disk itself takes for 8 kB appended and made durable.
Result<std::vector<double>> bareSyncs(const QString &path)
{
    const int file = ::open(path.toUtf8().constData(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    const std::string page(8192, 'x');
    std::vector<double> milliseconds;
    bool fine = file >= 0;
    for (int i = 0; i < Decisions && fine; ++i) {
        const Stopwatch watch;
        fine = ::write(file, page.data(), page.size()) == static_cast<ssize_t>(page.size())
               && ::fdatasync(file) == 0;
        milliseconds.push_back(1000 * watch.elapsed().wall);
    }
    ::close(file);
    QFile::remove(path);
    if (!fine)
        return wrong(QStringLiteral("The disk refused a write."));
    return milliseconds;
}

void report(Setting &setting, const std::string &name, const std::vector<double> &milliseconds)
{
    const double p99 = percentile(milliseconds, 99);
    const double most = spreadOf(milliseconds).most;
    Figure figure{"decision", name + ", median (min–max)", "ms", spreadOf(milliseconds)};
    figure.budget = BudgetMs;
    setting.report->add(figure);
    setting.report->add({"decision", name + ", 99 of 100", "ms", {p99, p99, most}});
}

} // namespace

Result<> measureDecisions(Setting &setting)
{
    TRY_ASSIGN(const std::unique_ptr<Store> store, openProject(setting.project));
    TRY_ASSIGN(const std::vector<PromptId> ids, store->promptIds({}, Decisions));
    TRY_ASSIGN(const std::vector<double> syncs, bareSyncs(setting.path("sync.out")));
    report(setting, "8 kB appended and synced by a bare program", syncs);
    TRY_ASSIGN(const std::vector<double> alone, decide(*store, ids));
    report(setting, "a decision with eight scores, kept", alone);

    const QString more = setting.path("more.jsonl");
    TRY(writeRows(more, setting.rows, std::max<std::int64_t>(setting.rows, 20'000)));
    Progress progress;
    Result<> imported;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        Store::Options options;
        options.mode = Store::Mode::Sibling;
        auto own = Store::open(setting.project, options);
        ImportPlan plan;
        plan.path = more;
        ImportJob job(plan);
        imported = own ? job.run(**own, progress) : own.error();
    }));
    thread->start();
    const auto beside = decide(*store, ids);
    const bool wasRunning = thread->isRunning();
    progress.cancel();
    thread->wait();
    QFile::remove(more);
    TRY(beside);
    if (!imported && imported.error().code != Error::Code::Cancelled)
        return imported;
    report(setting,
           wasRunning ? "the same while an import runs" : "the same beside an import that ended",
           *beside);
    return {};
}

} // namespace touchstone::benchmark
