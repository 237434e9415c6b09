// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generatejob.h"

#include "generationmeter.h"
#include "generationrunner.h"

#include <base/text.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <atomic>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::GenerateJob", text);
}

} // namespace

struct GenerateJob::Private
{
    GeneratePlan plan;
    GenerationControls controls;
    Report report;

    Result<> run(Store &store, Progress &progress);
};

GenerateJob::GenerateJob(GeneratePlan plan)
    : d(std::make_unique<Private>())
{
    d->plan = std::move(plan);
}

GenerateJob::~GenerateJob() = default;

QString GenerateJob::title() const
{
    return tr("Generate with %1").arg(toQString(d->plan.settings.model));
}

Result<> GenerateJob::run(Store &store, Progress &progress)
{
    QElapsedTimer time;
    time.start();
    d->report = {};
    const Result<> done = d->run(store, progress);
    if (!done && done.error().code == Error::Code::Cancelled)
        d->report.end = End::Cancelled;
    d->report.seconds = static_cast<double>(time.nsecsElapsed()) / 1e9;
    return done;
}

Result<> GenerateJob::Private::run(Store &store, Progress &progress)
{
    progress.setStage(tr("Counting what is missing"));
    TRY_ASSIGN(const MissingSamples missing, missingSamples(store, plan));
    TRY(progress.advance(0));
    report.planned = missing.samples;
    if (missing.samples == 0) {
        report.end = End::Done;
        return {};
    }
    TRY_ASSIGN(const ExpectedUsage expected, expectedUsage(store, plan, missing));
    progress.setStage(tr("Generate with %1").arg(toQString(plan.settings.model)), missing.samples);
    TRY_ASSIGN(const std::unique_ptr<GenerationRunner> runner,
               GenerationRunner::begin(store, plan, missing, expected.usage, controls, report));
    return runner->run(progress);
}

void GenerateJob::setPaused(bool paused)
{
    d->controls.paused = paused;
}

bool GenerateJob::isPaused() const
{
    return d->controls.paused;
}

std::shared_ptr<const LiveGeneration> GenerateJob::live() const
{
    d->controls.watched = true;
    return d->controls.meter.live();
}

const GenerateJob::Report &GenerateJob::report() const
{
    return d->report;
}

} // namespace touchstone
