// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"
#include "tracesfile.h"
#include "windowprobe.h"
#include "windowreviewprobe.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>

namespace touchstone::benchmark {

namespace {

constexpr double StartBudgetMs = 1000;
constexpr double MemoryBudgetMb = 400;
constexpr double NextBudgetMs = 16;
constexpr double NextBudget99Ms = 33;
constexpr double LargeBudgetMs = 50;
constexpr double LongFirstBudgetMs = 100;
constexpr double LongFreezeBudgetMs = 50;
constexpr double FrameBudgetMs = 1000.0 / 60;
constexpr std::size_t LongTokens = 200'000;
constexpr std::size_t BytesPerToken = 4;
constexpr double HangMs = 1000;
constexpr int MostMilliseconds = 10 * 60 * 1000;

/// The window in a process of its own, without a screen and with nobody's settings or backups.
Result<Json>
probe(const Setting &setting, const char *page, const QString &project, const char *scale = "1")
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!environment.contains(QStringLiteral("QT_QPA_PLATFORM")))
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), setting.path("home"));
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QLatin1String(scale));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--probe"), QLatin1String(page), project,
                   QString::number(steadyNs()), QString::number(setting.presses)});
    if (!process.waitForFinished(MostMilliseconds)) {
        process.kill();
        process.waitForFinished();
        return wrong(QStringLiteral("The window on page %1 did not come to an end.")
                         .arg(QLatin1String(page)));
    }
    if (process.exitCode() != 0)
        return wrong(QStringLiteral("The window did not open."));
    return parseJson(process.readAllStandardOutput().toStdString());
}

void add(Setting &setting, const Figure &figure, double budget)
{
    Figure complete = figure;
    if (budget > 0)
        complete.budget = budget;
    setting.report->add(complete);
}

} // namespace

Result<> measureStart(Setting &setting)
{
    TRY_ASSIGN(const Json first, probe(setting, "browse", setting.project));
    std::map<std::string, std::vector<double>> values;
    for (int i = 0; i < std::max(setting.rounds, 3); ++i) {
        TRY_ASSIGN(const Json said, probe(setting, "browse", setting.project));
        if (said.value("rows", std::int64_t{0}) != setting.rows)
            return wrong(QStringLiteral("The window does not show all rows."));
        for (const auto &[name, value] : said.items())
            values[name].push_back(value);
    }
    QDir(setting.path("home")).removeRecursively();
    QFile::remove(setting.project + QLatin1String(SettingsSuffix));
    const double firstMs = first.value("usable_ms", 0.0);
    add(setting,
        {"start",
         "process asked for to table painted and keys taken, while a backup is due",
         "ms",
         {firstMs, firstMs, firstMs}},
        StartBudgetMs);
    add(setting, {"start", "the same again", "ms", spreadOf(values["usable_ms"])}, StartBudgetMs);
    add(setting,
        {"start", "process asked for to all ids there", "ms", spreadOf(values["complete_ms"])}, 0);
    add(setting, {"memory", "after looking at 100 places, PSS", "MB", spreadOf(values["pss_mb"])},
        MemoryBudgetMb);
    add(setting, {"memory", "the same as RSS", "MB", spreadOf(values["rss_mb"])}, MemoryBudgetMb);
    add(setting, {"memory", "most ever, RSS", "MB", spreadOf(values["peak_mb"])}, 0);
    return {};
}

namespace {

/// What is gone through on the review page.
struct Items
{
    const char *group;
    int formulas; ///< on each side
    double budgetMs;
    double budget99Ms; ///< 0: none
};

Result<> measureItems(Setting &setting, const Items &items, const char *scale)
{
    const QString project = setting.path("traces.touchstone");
    // Anew, since the window goes on where a reader stopped.
    removeProject(project);
    QFile::remove(project + QLatin1String(SettingsSuffix));
    const int count = itemsForReview(setting.presses) + 9;
    TRY(makeTraceProject(project, setting.folder, count, items.formulas));
    TRY_ASSIGN(const Json said, probe(setting, "review", project, scale));
    const double typeset = said.value("typeset", 0) * 100.0 / setting.presses;
    add(setting,
        {items.group,
         std::string("items seen with their formulas set after a pause, scale ") + scale,
         "%",
         {typeset, typeset, typeset}},
        0);
    for (const auto &[key, words] :
         {std::pair{"warm_ms", "after a reader's pause"}, {"cold_ms", "without a pause"}}) {
        const auto times = said.at(key).get<std::vector<double>>();
        const std::string name = std::string("key to painted ") + words + ", scale " + scale;
        add(setting, {items.group, name, "ms", spreadOf(times)}, items.budgetMs);
        const double p99 = percentile(times, 99);
        add(setting, {items.group, name + ", 99 of 100", "ms", {p99, p99, p99}}, items.budget99Ms);
    }
    return {};
}

} // namespace

Result<> measureNext(Setting &setting)
{
    const Items usual{"next", 40, NextBudgetMs, NextBudget99Ms};
    // 80 kB, a little longer than the budget is stated for.
    const Items large{"next, 650 formulas a side", 650, LargeBudgetMs, 0};
    for (const Items &items : {usual, large}) {
        for (const char *scale : {"1", "2"})
            TRY(measureItems(setting, items, scale));
    }
    const QString project = setting.path("traces.touchstone");
    QDir(setting.path("home")).removeRecursively();
    removeProject(project);
    QFile::remove(project + QLatin1String(SettingsSuffix));
    return {};
}

Result<> measureLong(Setting &setting)
{
    const QString project = setting.path("long.touchstone");
    // A run that only looks whether all is counted does not wait for a long text.
    const std::size_t tokens = LongTokens / (setting.presses < LeastPresses ? 10 : 1);
    TRY(makeLongProject(project, setting.folder, tokens * BytesPerToken));
    TRY_ASSIGN(const Json said, probe(setting, "long", project));
    const auto one = [&](const std::string &name, const char *key, double budget) {
        const double value = said.value(key, 0.0);
        add(setting, {"long", name, "ms", {value, value, value}}, budget);
    };
    const std::string both = std::to_string(tokens) + " tokens on both sides: ";
    one(both + "Right arrow to painted, nothing prepared", "first_ms", LongFirstBudgetMs);
    one("until both texts are whole", "whole_ms", 0);
    one("the longest that the window did not listen meanwhile", "longest_ms", LongFreezeBudgetMs);
    const auto pages = said.at("pages_ms").get<std::vector<double>>();
    const double p99 = percentile(pages, 99);
    add(setting, {"long", "a page further on both sides, to painted", "ms", spreadOf(pages)},
        FrameBudgetMs);
    add(setting, {"long", "a page further, 99 of 100", "ms", {p99, p99, p99}}, FrameBudgetMs);
    QDir(setting.path("home")).removeRecursively();
    removeProject(project);
    QFile::remove(project + QLatin1String(SettingsSuffix));
    return {};
}

Result<> measureHostile(Setting &setting)
{
    TRY_ASSIGN(const Json said, probe(setting, "hostile", setting.project));
    QDir(setting.path("home")).removeRecursively();
    for (const auto &[name, longest] : said.items()) {
        const double value = longest.get<double>();
        add(setting, {"hostile", "longest pause: " + name, "ms", {value, value, value}}, HangMs);
    }
    return {};
}

} // namespace touchstone::benchmark
