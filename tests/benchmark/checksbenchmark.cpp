// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "benchmarks.h"

#include <judge/checker.h>

#include <array>
#include <functional>
#include <random>

namespace touchstone::benchmark {

namespace {

struct Pair
{
    std::string gold;
    std::string answer;
};
using Pairs = std::vector<Pair>;

/// Answers as GSM8K's: integers, as models write them.
Pairs gsm8kAnswers()
{
    std::mt19937 random(8);
    Pairs pairs;
    for (int i = 0; i < 2000; ++i) {
        const unsigned number = random() % (i % 10 == 0 ? 2000000U : 500U);
        const std::string gold = std::to_string(number);
        std::string grouped = gold;
        for (std::size_t at = grouped.size(); at > 3; at -= 3)
            grouped.insert(at - 3, ",");
        const std::array<std::string, 8> forms = {
            gold,          gold,         gold,    gold,
            "$" + grouped, gold + ".00", grouped, std::to_string(number + 1)};
        pairs.push_back({gold, forms[random() % forms.size()]});
    }
    return pairs;
}

/// The same within a response of some hundred letters.
Pairs gsm8kResponses()
{
    Pairs pairs = gsm8kAnswers();
    for (Pair &pair : pairs) {
        pair.answer =
            "She packs 12 boxes of 24 pencils, so there are 12 * 24 = 288 pencils in all. Of "
            "these she gives 40 to the school and sells the others for half a dollar each, "
            "which is what the question asks for.\n\nThe answer is \\boxed{"
            + pair.answer + "}.";
    }
    return pairs;
}

/// Answers as MATH's.
Pairs mathAnswers()
{
    return {{"\\frac{3}{4}", "\\frac{3}{4}"},
            {"\\frac{3}{4}", "0.75"},
            {"2\\sqrt{3}", "2 \\sqrt{3}"},
            {"2\\sqrt{3}", "\\sqrt{12}"},
            {"x^2+2x+1", "(x+1)^2"},
            {"(3,-2)", "(3, -2)"},
            {"[2,5)", "[2, 5)"},
            {"(-\\infty,2)\\cup(3,\\infty)", "(-\\infty, 2) \\cup (3, \\infty)"},
            {"12", "12"},
            {"12", "13"},
            {"-\\frac{1}{2}", "-\\dfrac12"},
            {"10\\%", "10\\%"},
            {"1,2,3", "3, 2, 1"},
            {"\\text{(B)}", "B"},
            {"5\\pi", "5 \\pi"},
            {"\\frac{\\pi}{6}", "\\frac{\\pi}{3}"},
            {"x=5", "5"},
            {"y=2x+3", "y = 3 + 2x"},
            {"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
             "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}"},
            {"1024", "2^{10}"},
            {"6+9i", "6 + 9i"},
            {"36^\\circ", "36"},
            {"\\$18.90", "18.90"},
            {"13\\text{ cm}", "13"},
            {"\\frac{a+b}{2}", "\\frac{1}{2}(a+b)"},
            {"3:2", "3:2"},
            {"1\\frac{1}{2}", "\\frac{3}{2}"},
            {"72\\sqrt{2}", "72\\sqrt{2}"},
            {"\\text{odd}", "odd"},
            {"11\\sqrt2", "11\\sqrt{3}"}};
}

/// Identities that need Calcium or relations of roots, sines, powers.
Pairs hardIdentities()
{
    return {{"\\sqrt{5+2\\sqrt6}", "\\sqrt2+\\sqrt3"},
            {"\\cos\\frac{\\pi}{5}", "\\frac{1+\\sqrt5}{4}"},
            {"\\sin\\frac{\\pi}{12}", "\\frac{\\sqrt6-\\sqrt2}{4}"},
            {"\\log_2 3\\log_3 4", "2"},
            {"e^{i\\pi}", "-1"},
            {"\\frac{1}{\\sqrt2+\\sqrt3+\\sqrt5}", "\\frac{2\\sqrt3+3\\sqrt2-\\sqrt{30}}{12}"},
            {"\\arctan\\frac12+\\arctan\\frac13", "\\frac{\\pi}{4}"},
            {"\\sin^4 x-\\cos^4 x", "\\sin^2 x-\\cos^2 x"},
            {"2^{n+3}-2^n", "7\\cdot 2^n"},
            {"\\frac{1}{\\sqrt{x+1}+\\sqrt x}", "\\sqrt{x+1}-\\sqrt x"},
            {"\\cos\\frac{2\\pi}{7}+\\cos\\frac{4\\pi}{7}+\\cos\\frac{6\\pi}{7}", "-\\frac12"},
            {"\\sqrt{2+\\sqrt{2+\\sqrt2}}", "2\\cos\\frac{\\pi}{16}"}};
}

/// The time of one check, and how many a second that makes. `known`: how many are Equal or
/// Different at the least.
template <typename Checks>
Result<> measure(Setting &setting,
                 const std::string &name,
                 const Pairs &pairs,
                 int turns,
                 std::size_t known,
                 std::optional<double> budget)
{
    std::vector<double> walls;
    std::vector<double> cpus;
    std::size_t decided = 0;
    const auto count = static_cast<double>(pairs.size()) * turns;
    for (int round = 0; round < setting.rounds; ++round) {
        Checks judge;
        decided = 0;
        const Stopwatch watch;
        for (int turn = 0; turn < turns; ++turn) {
            for (const Pair &pair : pairs) {
                const Verdict verdict = judge.check(pair.gold, pair.answer).verdict;
                decided += verdict == Verdict::Equal || verdict == Verdict::Different ? 1 : 0;
            }
        }
        const Cost cost = watch.elapsed();
        walls.push_back(1e6 * cost.wall / count);
        cpus.push_back(1e6 * cost.cpu / count);
    }
    if (decided < known * static_cast<std::size_t>(turns))
        return wrong(QStringLiteral("Too few pairs are decided: ") + QString::fromStdString(name));
    Figure figure{"checks", name, "us", spreadOf(walls)};
    figure.cpu = spreadOf(cpus);
    figure.budget = budget;
    figure.note = std::to_string(static_cast<long>(1e6 / spreadOf(walls).median)) + " checks/s";
    setting.report->add(figure);
    return {};
}

} // namespace

Result<> measureChecks(Setting &setting)
{
    const int turns = setting.rows >= 10000 ? 50 : 1;
    const auto boxed = [](Pairs pairs) {
        for (Pair &pair : pairs)
            pair.answer = "\\boxed{" + pair.answer + "}";
        return pairs;
    };
    const Pairs gsm8k = boxed(gsm8kAnswers());
    TRY(measure<Judge>(setting, "a GSM8K answer", gsm8k, turns, gsm8k.size(), 10));
    const Pairs responses = gsm8kResponses();
    TRY(measure<Judge>(setting, "a GSM8K response of 270 letters", responses, turns,
                       responses.size(), 10));
    const Pairs math = boxed(mathAnswers());
    TRY(measure<Judge>(setting, "a MATH answer", math, 20 * turns, math.size(), {}));
    const Pairs hard = boxed(hardIdentities());
    TRY(measure<Judge>(setting, "a hard identity", hard, turns, hard.size(), {}));
    // As a project's responses are checked: what is hard goes to a process that can be killed.
    return measure<Checker>(setting, "a hard identity, by a process", hard, turns, hard.size(), {});
}

} // namespace touchstone::benchmark
