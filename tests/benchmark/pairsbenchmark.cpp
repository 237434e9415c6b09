// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"

#include <judge/judge.h>

#include <support/expressions.h>

namespace touchstone::benchmark {

/// As many random expressions as there are rows, each beside itself perturbed: none may be called
/// equal. A third of them is rewritten first, a third changes sides.
Result<> measurePairs(Setting &setting)
{
    test::Expressions make(setting.seed);
    Judge judge;
    std::int64_t unknown = 0;
    std::string wrongPairs;
    Cost cost;
    for (std::int64_t i = 0; i < setting.rows; ++i) {
        const std::string text = make.make(1 + static_cast<int>(i % 4), i % 2 == 0);
        const std::string other = make.perturbed(text);
        const std::string one = i % 3 == 0 ? make.rewritten(text) : text;
        const Stopwatch watch;
        const AnswerCheck check =
            i % 3 == 1 ? judge.compare(other, one) : judge.compare(one, other);
        const Cost spent = watch.elapsed();
        cost.wall += spent.wall;
        cost.cpu += spent.cpu;
        unknown += test::isKnownToDiffer(check) ? 0 : 1;
        if (check.verdict == Verdict::Equal && wrongPairs.size() < 2000)
            wrongPairs += "\n" + one + " ~ " + other + ": " + check.reason;
    }
    if (!wrongPairs.empty())
        return wrong(QStringLiteral("Called equal, and are not:")
                     + QString::fromStdString(wrongPairs));
    const auto count = static_cast<double>(setting.rows);
    Figure figure{"pairs", "an expression beside itself perturbed", "us",
                  spreadOf({1e6 * cost.wall / count})};
    figure.cpu = spreadOf({1e6 * cost.cpu / count});
    figure.note = std::to_string(setting.rows) + " pairs, none equal, " + std::to_string(unknown)
                  + " not told apart, seed " + std::to_string(setting.seed);
    setting.report->add(figure);
    return {};
}

} // namespace touchstone::benchmark
