// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"
#include "exportfloor.h"

#include <pipeline/exportjob.h>

#include <QFile>

namespace touchstone::benchmark {

namespace {

constexpr double Budget = 1.5;

using BareExport = Result<> (*)(const QString &project, const QString &out);

Result<bool> sameBytes(const QString &one, const QString &other)
{
    constexpr qint64 BlockSize = 1 << 20;
    QFile first(one);
    QFile second(other);
    if (!first.open(QIODevice::ReadOnly) || !second.open(QIODevice::ReadOnly))
        return wrong(QStringLiteral("An export is not there."));
    if (first.size() != second.size())
        return false;
    while (!first.atEnd()) {
        if (first.read(BlockSize) != second.read(BlockSize))
            return false;
    }
    return true;
}

Result<> measureFormat(const Setting &setting, const std::string &format, BareExport bare)
{
    const QString ours = setting.path("export.out");
    const QString floors = setting.path("floor.out");
    const Round product = [&]() -> Result<Cost> {
        QFile::remove(ours);
        const Stopwatch watch;
        TRY_ASSIGN(const std::unique_ptr<Store> store, openProject(setting.project));
        ExportPlan plan;
        plan.format = format;
        plan.take = ExportPlan::Take::Human;
        plan.out = ours;
        ExportJob job(plan);
        Progress progress;
        TRY(job.run(*store, progress));
        if (job.report().files.front().rows != setting.rows)
            return wrong(QStringLiteral("The export does not have all rows."));
        return watch.elapsed();
    };
    const Round floor = [&]() -> Result<Cost> {
        QFile::remove(floors);
        const Stopwatch watch;
        TRY(bare(setting.project, floors));
        return watch.elapsed();
    };
    TRY_ASSIGN(const Duel costs, duel(setting.rounds, product, floor));
    TRY_ASSIGN(const bool same, sameBytes(ours, floors));
    if (!same)
        return wrong(QStringLiteral("The product and the bare program wrote different bytes."));
    QFile::remove(ours);
    QFile::remove(floors);
    Figure figure{"export", format, "s"};
    figure.budget = Budget;
    addDuel(*setting.report, figure, format + ", bare program that writes the same bytes", costs);
    return {};
}

} // namespace

Result<> measureExport(Setting &setting)
{
    TRY(measureFormat(setting, "messages", &bareMessages));
    return measureFormat(setting, "csv", &bareCsv);
}

} // namespace touchstone::benchmark
