// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"
#include "tracesfile.h"

#include <reasoning/alignment.h>
#include <reasoning/differences.h>
#include <reasoning/expressions.h>

#include <algorithm>
#include <functional>

namespace touchstone::benchmark {

namespace {

constexpr std::size_t LongTrace = 800'000; ///< bytes of about 200,000 tokens

/// Takes the processor's and the clock's time of `work`, which gives a count that must not be 0.
Result<> measure(Setting &setting,
                 const std::string &name,
                 double budgetMs,
                 const std::function<std::size_t()> &work,
                 const std::string &counted)
{
    std::vector<double> walls;
    std::vector<double> cpus;
    std::size_t count = 0;
    for (int round = 0; round < setting.rounds; ++round) {
        const Stopwatch watch;
        count = work();
        const Cost cost = watch.elapsed();
        walls.push_back(1000 * cost.wall);
        cpus.push_back(1000 * cost.cpu);
    }
    if (count == 0)
        return wrong(QStringLiteral("Nothing was found: ") + QString::fromStdString(name));
    Figure figure{"reasoning", name, "ms", spreadOf(walls)};
    figure.cpu = spreadOf(cpus);
    figure.budget = budgetMs;
    figure.note = std::to_string(count) + ' ' + counted;
    setting.report->add(figure);
    return {};
}

/// `text` with every hundredth word another one.
std::string edited(const std::string &text)
{
    std::string made;
    made.reserve(text.size());
    int words = 0;
    for (const char c : text) {
        made += c;
        if (c == ' ' && ++words % 100 == 0)
            made += "certainly ";
    }
    return made;
}

/// Words that `text` has none of.
std::string foreign(const std::string &text)
{
    std::string made = text;
    std::transform(made.begin(), made.end(), made.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>('z' - (c - 'a')) : c;
    });
    return made;
}

Result<> measureDifferences(Setting &setting, const std::string &teacher, const std::string &human)
{
    TRY(measure(
        setting, "word differences of 800 kB, a word in 100 changed", 200,
        [&] { return findDifferences(teacher, edited(teacher)).list.size(); }, "differences"));
    TRY(measure(
        setting, "word differences of 800 kB against 800 kB of the same matter", 200,
        [&] { return findDifferences(teacher, human).list.size(); }, "differences"));
    const std::string stranger = foreign(teacher);
    return measure(
        setting, "word differences of 800 kB against 800 kB of other words", 200,
        [&] { return findDifferences(teacher, stranger).list.size(); }, "differences");
}

} // namespace

Result<> measureReasoning(Setting &setting)
{
    const std::string teacher = longTrace(LongTrace, true);
    const std::string human = longTrace(LongTrace, false);
    const std::vector<ReasoningStep> teacherSteps = cutIntoSteps(teacher);
    const std::vector<ReasoningStep> humanSteps = cutIntoSteps(human);
    TRY(measure(
        setting, "800 kB cut into steps", 50, [&] { return cutIntoSteps(teacher).size(); },
        "steps"));
    TRY(measure(
        setting, "numbers and formulas of 800 kB", 100,
        [&] { return expressionsOf(teacher).size(); }, "expressions"));
    TRY(measureDifferences(setting, teacher, human));
    return measure(
        setting, "steps of 800 kB aligned to steps of 800 kB", 1000,
        [&] {
            return alignSteps({human, humanSteps}, {teacher, teacherSteps}).size();
        },
        "groups of steps");
}

} // namespace touchstone::benchmark
