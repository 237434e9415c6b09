// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "answerserver.h"
#include "benchmarks.h"
#include "rowsfile.h"

#include <base/heap.h>
#include <base/text.h>
#include <base/version.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>

#ifdef TOUCHSTONE_BENCHMARK_WINDOW
#include "windowprobe.h"
#endif

namespace {

using namespace touchstone;
using namespace touchstone::benchmark;

struct Group
{
    const char *name;
    Result<> (*measure)(Setting &);
    bool needsProject;
};

constexpr Group Groups[] = {
    {"import", &measureImport, false},     {"export", &measureExport, true},
#ifdef TOUCHSTONE_BENCHMARK_WINDOW
    {"start", &measureStart, true},        {"next", &measureNext, false},
    {"long", &measureLong, false},         {"hostile", &measureHostile, false},
#endif
    {"queries", &measureQueries, true},    {"verdicts", &measureVerdicts, true},
    {"decision", &measureDecisions, true}, {"reasoning", &measureReasoning, false},
    {"checks", &measureChecks, false},     {"pairs", &measurePairs, false},
    {"generate", &measureGenerate, false},
};

Result<> measure(Setting &setting, const QStringList &only)
{
    if (setting.input.isEmpty()) {
        setting.input = setting.path("rows.jsonl");
        TRY(writeRows(setting.input, 0, setting.rows));
    }
    setting.project = setting.path("study.touchstone");
    setting.report->say("rows", setting.rows);
    setting.report->say("input", std::to_string(QFileInfo(setting.input).size()) + " bytes");
    setting.report->say("version", Version);
    setting.report->say("processors", QThread::idealThreadCount());
    setting.report->say("rounds", setting.rounds);
    for (const Group &group : Groups) {
        if (!only.isEmpty() && !only.contains(QLatin1String(group.name)))
            continue;
        if (group.needsProject && !QFileInfo::exists(setting.project))
            TRY(importInto(setting.project, setting, &RowReader::open));
        TRY(group.measure(setting));
    }
    return {};
}

int run(const QCommandLineParser &parser)
{
    QStringList known;
    for (const Group &group : Groups)
        known << QLatin1String(group.name);
    const QStringList only = parser.values(QStringLiteral("only"));
    for (const QString &name : only) {
        if (!known.contains(name)) {
            std::fprintf(stderr, "There is no group %s; there are %s.\n", qPrintable(name),
                         qPrintable(known.join(QStringLiteral(", "))));
            return 2;
        }
    }
    Setting setting;
    setting.rows = parser.value(QStringLiteral("rows")).toLongLong();
    setting.rounds = parser.value(QStringLiteral("rounds")).toInt();
    setting.presses = parser.value(QStringLiteral("presses")).toInt();
    setting.seed = parser.value(QStringLiteral("seed")).toUInt();
    setting.input = parser.value(QStringLiteral("input"));
    if (setting.rows < 100 || setting.rounds < 1 || setting.presses < 1) {
        std::fputs("At least 100 rows, one round and one press are needed.\n", stderr);
        return 2;
    }
    const QTemporaryDir folder(parser.value(QStringLiteral("folder"))
                               + QStringLiteral("/touchstone-benchmark-XXXXXX"));
    if (!folder.isValid()) {
        std::fprintf(stderr, "%s\n", qPrintable(folder.errorString()));
        return 2;
    }
    setting.folder = folder.path();
    Report report(parser.isSet(QStringLiteral("json")));
    setting.report = &report;
    const auto done = measure(setting, only);
    report.finish();
    if (!done) {
        std::fprintf(stderr, "touchstone-benchmark: %s %s\n", qPrintable(done.error().message),
                     qPrintable(done.error().detail));
        return 1;
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    if (const auto status = runAnswerServer(argc, argv))
        return *status;
#ifdef TOUCHSTONE_BENCHMARK_WINDOW
    if (const auto status = runWindowProbe(argc, argv))
        return *status;
#endif
    keepFreedMemory(); // as both programs do
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("touchstone-benchmark"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Measures the program against its budgets and against bare programs that do the same work "
        "in the same run. Exit status 1: something is wrong; slow is not wrong."));
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("rows"), QStringLiteral("Rows to import."), QStringLiteral("N"),
          QStringLiteral("100000")},
         {QStringLiteral("rounds"), QStringLiteral("Rounds of each rival."), QStringLiteral("N"),
          QStringLiteral("3")},
         {QStringLiteral("presses"),
          QStringLiteral("Presses of the key for the next item, and as many with pauses."),
          QStringLiteral("N"), QStringLiteral("120")},
         {QStringLiteral("seed"),
          QStringLiteral("Of the random expressions; another one each night finds more."),
          QStringLiteral("N"), QStringLiteral("1")},
         {QStringLiteral("only"), QStringLiteral("Only this group; may be given again."),
          QStringLiteral("NAME")},
         {QStringLiteral("input"),
          QStringLiteral("A file of N rows as the benchmark writes them, instead of making it."),
          QStringLiteral("FILE")},
         {QStringLiteral("folder"), QStringLiteral("Where the large files go for a while."),
          QStringLiteral("DIR"), QDir::tempPath()},
         {QStringLiteral("json"), QStringLiteral("Prints one JSON object.")}});
    parser.process(application);
    return run(parser);
}
