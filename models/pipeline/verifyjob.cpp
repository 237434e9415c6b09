// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "verifyjob.h"

#include "checkpool.h"

#include <base/text.h>
#include <store/store.h>
#include <store/verdictwriter.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::VerifyJob", text);
}

Result<SourceId> sourceNamed(const Store &store, const std::string &name)
{
    if (name.empty())
        return SourceId{};
    TRY_ASSIGN(const std::vector<Source> sources, store.sources());
    for (const Source &source : sources) {
        if (source.name == name)
            return source.id;
    }
    return Error{Error::Code::NotFound, tr("The project has no source %1.").arg(toQString(name))};
}

/// Names of the sources of responses that are on their way.
std::map<ResponseId, std::string> namesOf(const std::vector<CheckTask> &tasks)
{
    std::map<ResponseId, std::string> names;
    for (const CheckTask &task : tasks)
        names[task.response] = task.source.name;
    return names;
}

} // namespace

void Standings::add(Standing standing, std::int64_t count)
{
    counts.at(static_cast<std::size_t>(standing)) += count;
    total += count;
}

std::optional<double> Standings::accuracy() const
{
    const std::int64_t judged = total - of(Standing::Skip);
    if (judged == 0)
        return {};
    return static_cast<double>(of(Standing::Correct)) / static_cast<double>(judged);
}

VerifyJob::VerifyJob(VerifyPlan plan)
    : m_plan(std::move(plan))
{}

QString VerifyJob::title() const
{
    return m_plan.source.empty() ? tr("Verify") : tr("Verify %1").arg(toQString(m_plan.source));
}

Result<> VerifyJob::run(Store &store, Progress &progress)
{
    m_report = {};
    Store::CheckScope scope;
    scope.query = m_plan.query;
    TRY_ASSIGN(scope.source, sourceNamed(store, m_plan.source));
    scope.label = labelOf(m_plan.rules);
    scope.version = versionOf(m_plan.rules);
    scope.rules = textOf(m_plan.rules);
    scope.again = m_plan.again;
    scope.exclusive = m_plan.exclusive;
    TRY_ASSIGN(const std::unique_ptr<CheckPool> pool,
               CheckPool::make(m_plan.rules, m_plan.threads));
    TRY_ASSIGN(VerdictWriter writer, store.beginVerdicts(scope));
    progress.setStage(title(), writer.prompts());

    std::vector<CheckTask> tasks;
    TRY_ASSIGN(bool more, writer.read(tasks));
    while (more) {
        const std::map<ResponseId, std::string> names = namesOf(tasks);
        const std::int64_t read = writer.promptsRead();
        pool->start(std::move(tasks));
        // The next ones are read while these are checked.
        auto next = writer.read(tasks);
        const std::vector<ResponseVerdict> verdicts = pool->finish(progress);
        TRY(next);
        more = *next;
        const bool none = verdicts.empty() && m_report.checked == 0 && writer.standing().empty();
        if (pool->failures() > 0 && none)
            return *pool->firstFailure(); // a rule that fails for all is wrong itself
        TRY(writer.keep(verdicts));
        m_report.failed += static_cast<std::int64_t>(pool->failures());
        if (m_report.failure.isEmpty() && pool->firstFailure())
            m_report.failure = pool->firstFailure()->message;
        m_report.trouble = pool->trouble();
        m_report.checked += static_cast<std::int64_t>(verdicts.size());
        for (const ResponseVerdict &verdict : verdicts)
            m_report.sources[names.at(verdict.response)].add(standingOf(verdict.verdict), 1);
        TRY(progress.advance(read));
    }
    TRY_ASSIGN(const std::vector<Source> sources, store.sources());
    for (const Source &source : sources) {
        const auto found = writer.standing().find(source.id);
        if (found == writer.standing().end())
            continue;
        for (const auto &[standing, count] : found->second)
            m_report.sources[source.name].add(standing, count);
    }
    return {};
}

} // namespace touchstone
