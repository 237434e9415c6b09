// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"
#include "importfloor.h"
#include "nlohmannreader.h"

#include <QFile>

namespace touchstone::benchmark {

namespace {

constexpr double Budget = 1.5;

Round productRound(const Setting &setting, const OpenRows &open)
{
    return [&setting, open]() -> Result<Cost> {
        removeProject(setting.project);
        const Stopwatch watch;
        TRY(importInto(setting.project, setting, open));
        return watch.elapsed();
    };
}

Round floorRound(const Setting &setting, FloorShape shape)
{
    return [&setting, shape]() -> Result<Cost> {
        const QString path = setting.path("floor.sqlite");
        removeProject(path);
        const Stopwatch watch;
        TRY_ASSIGN(const std::int64_t rows, bareImport(setting.input, path, shape));
        const Cost cost = watch.elapsed();
        removeProject(path);
        if (rows != setting.rows)
            return wrong(QStringLiteral("The bare program inserted %1 rows.").arg(rows));
        return cost;
    };
}

/// Reading alone, so that the readers can be told apart where the writing covers them.
Round readRound(const Setting &setting, const OpenRows &open)
{
    return [&setting, open]() -> Result<Cost> {
        const Stopwatch watch;
        TRY_ASSIGN(const std::unique_ptr<RowReader> reader, open(setting.input));
        std::int64_t rows = 0;
        while (true) {
            TRY_ASSIGN(const RowReader::Next next, reader->next());
            if (std::holds_alternative<RowReader::End>(next))
                break;
            ++rows;
        }
        const Cost cost = watch.elapsed();
        if (rows != setting.rows)
            return wrong(QStringLiteral("The reader read %1 rows.").arg(rows));
        return cost;
    };
}

} // namespace

Result<> measureImport(Setting &setting)
{
    const std::string group = "import";
    const Round product = productRound(setting, &RowReader::open);
    TRY_ASSIGN(const Duel tables,
               duel(setting.rounds, product, floorRound(setting, FloorShape::FourTables)));
    Figure figure{group, "import, against the bare program with the project's tables and keys",
                  "s"};
    figure.budget = Budget;
    addDuel(*setting.report, figure, "bare program, four tables", tables);

    TRY_ASSIGN(const Cost one, floorRound(setting, FloorShape::OneTable)());
    Figure bare{group, "bare program, one table and one key", "s", {one.wall, one.wall, one.wall}};
    bare.cpu = {one.cpu, one.cpu, one.cpu};
    bare.note = "for comparison, one round";
    setting.report->add(bare);

    TRY_ASSIGN(const Duel readers, duel(setting.rounds, readRound(setting, &RowReader::open),
                                        readRound(setting, &NlohmannReader::open)));
    addDuel(*setting.report, {group, "rows read by simdjson (with SHA-256 of the file)", "s"},
            "the same by nlohmann/json", readers);
    TRY_ASSIGN(const Cost nlohmann, productRound(setting, &NlohmannReader::open)());
    Figure slow{group,
                "import with nlohmann/json as the reader",
                "s",
                {nlohmann.wall, nlohmann.wall, nlohmann.wall}};
    slow.cpu = {nlohmann.cpu, nlohmann.cpu, nlohmann.cpu};
    slow.note = "one round";
    setting.report->add(slow);
    const double megabytes = static_cast<double>(QFile(setting.project).size()) / 1e6;
    setting.report->add({group, "project on the disk", "MB", {megabytes, megabytes, megabytes}});
    return {};
}

} // namespace touchstone::benchmark
