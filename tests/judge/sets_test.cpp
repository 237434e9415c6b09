// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "datarows.h"

#include <judge/judge.h>
#include <reasoning/split.h>

#include <QDir>
#include <QTest>

#include <map>
#include <set>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// A response that somebody else has judged.
struct Judged
{
    std::string gold;
    std::string response;
    bool right = false;
};

/// How our verdicts stand to theirs.
struct Tally
{
    int right = 0;          ///< theirs
    int rightFound = 0;     ///< of these, Equal
    int rightDifferent = 0; ///< of these, Different
    int wrongProved = 0;    ///< wrong by theirs, Equal with a proof by ours
    std::string list;       ///< of those not found, and of the last
};

Tally tallyOf(const std::vector<Judged> &all, const Profile &profile = {})
{
    Judge judge(profile);
    Tally tally;
    for (const Judged &one : all) {
        const SplitText split = splitReasoning(one.response);
        const AnswerCheck check = judge.check(one.gold, split.answer);
        const bool equal = check.verdict == Verdict::Equal;
        const bool proved =
            equal && (check.proof == Proof::Structural || check.proof == Proof::Exact);
        tally.right += one.right ? 1 : 0;
        tally.rightFound += one.right && equal ? 1 : 0;
        const bool lost = one.right && check.verdict == Verdict::Different;
        tally.rightDifferent += lost ? 1 : 0;
        tally.wrongProved += !one.right && proved ? 1 : 0;
        if ((one.right && !equal) || (!one.right && proved))
            tally.list += one.gold + " ~ " + check.extracted.text + ": " + check.reason + "\n";
    }
    return tally;
}

std::vector<Judged> zeroEval(const QString &file)
{
    std::vector<Judged> all;
    for (const Json &row : rowsOf(file))
        all.push_back(
            {textOf(row, "gold"), textOf(row, "output"), textOf(row, "upstream_matched") == "1"});
    return all;
}

/// Files whose rows have a list of responses and one of scores.
std::vector<Judged> scored(const QString &file)
{
    std::vector<Judged> all;
    for (const Json &row : rowsOf(file)) {
        const Json &scores = row.at("score");
        for (std::size_t i = 0; i < scores.size(); ++i)
            all.push_back({textOf(row, "gt"), row.at("code").at(i).get<std::string>(),
                           scores.at(i).get<bool>()});
    }
    return all;
}

} // namespace

/// Responses that others have judged, under shared/data. models/judge/DISAGREEMENTS.md lists every
/// disagreement and who is right; the figures here are those of its tables.
class SetsTest final : public QObject
{
    Q_OBJECT

private slots:
    void gsm8kSolutions();
    void zeroEvalAnswers_data();
    void zeroEvalAnswers();
    void sampledAnswers_data();
    void sampledAnswers();
    void pairsOfThreeGraders();
    void mathVerifysOwnCases();
    void optionsOfPrompts_data();
    void optionsOfPrompts();
    void optionsInBangla();
};

/// The last "A:" of a solution, as its source judges it.
void SetsTest::gsm8kSolutions()
{
    REQUIRE_DATA(data);
    std::vector<Judged> all;
    for (const Json &row : rowsOf(data + QStringLiteral("/gsm8k/example_model_solutions.jsonl"))) {
        const auto answerOf = [](const std::string &solution) {
            const std::size_t at = solution.rfind("A:");
            return at == std::string::npos ? solution : solution.substr(at + 2);
        };
        for (const auto &[name, member] : row.items()) {
            if (member.is_object())
                all.push_back({answerOf(textOf(row, "ground_truth")),
                               answerOf(textOf(member, "solution")),
                               member.at("is_correct").get<bool>()});
        }
    }
    const Tally tally = tallyOf(all);
    QCOMPARE(all.size(), std::size_t{5276});
    QVERIFY2(tally.list.empty(), tally.list.c_str());
    QCOMPARE(tally.rightFound, tally.right);
}

void SetsTest::zeroEvalAnswers_data()
{
    QTest::addColumn<int>("right");
    QTest::addColumn<int>("found");
    QTest::addColumn<int>("different");
    QTest::newRow("gsm.deepseek-chat") << 1239 << 1238 << 0;
    QTest::newRow("gsm.gemma-2-2b-it") << 681 << 680 << 0;
    QTest::newRow("math-l5.o1-mini-2024-09-12") << 644 << 640 << 3;
}

void SetsTest::zeroEvalAnswers()
{
    REQUIRE_DATA(data);
    QFETCH(int, right);
    QFETCH(int, found);
    QFETCH(int, different);
    const Tally tally = tallyOf(zeroEval(
        data + QStringLiteral("/zeroeval/%1.jsonl").arg(QLatin1String(QTest::currentDataTag()))));
    QCOMPARE(tally.right, right);
    QVERIFY2(tally.rightFound >= found, tally.list.c_str());
    QVERIFY2(tally.rightDifferent <= different, tally.list.c_str());
    QVERIFY2(tally.wrongProved == 0, tally.list.c_str());
}

void SetsTest::sampledAnswers_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("lost");
    QTest::addColumn<int>("different");
    QTest::addColumn<int>("proved");
    const auto add = [](const char *file, int lost, int different, int proved) {
        QTest::newRow(file) << QString::fromLatin1(file) << lost << different << proved;
    };
    add("qwen25_math/math_cot_100", 0, 0, 1);
    add("think_pairs_3b/aime24.Qwen-2.5-3B-rlft", 0, 0, 0);
    add("think_pairs_3b/aime24.Qwen2.5-3B-Instruct", 0, 0, 0);
    add("think_pairs_3b/aqua.Qwen-2.5-3B-rlft", 1, 0, 0);
    add("think_pairs_3b/aqua.Qwen2.5-3B-Instruct", 1, 0, 1);
    add("think_pairs_3b/sat_math.Qwen-2.5-3B-rlft", 0, 0, 0);
    add("think_pairs_3b/sat_math.Qwen2.5-3B-Instruct", 1, 0, 0);
    add("think_pairs_3b/svamp.Qwen-2.5-3B-rlft", 1, 1, 0);
    add("think_pairs_3b/svamp.Qwen2.5-3B-Instruct", 1, 1, 0);
}

void SetsTest::sampledAnswers()
{
    REQUIRE_DATA(data);
    QFETCH(QString, file);
    const std::vector<Judged> all = scored(data + QStringLiteral("/%1.jsonl").arg(file));
    QVERIFY(!all.empty());
    const Tally tally = tallyOf(all);
    QFETCH(int, lost);
    QFETCH(int, different);
    QFETCH(int, proved);
    QVERIFY2(tally.right - tally.rightFound <= lost, tally.list.c_str());
    QVERIFY2(tally.rightDifferent <= different, tally.list.c_str());
    QVERIFY2(tally.wrongProved <= proved, tally.list.c_str());
}

/// The pairs on which Math-Verify, open-r1 and MATH disagree with each other.
void SetsTest::pairsOfThreeGraders()
{
    REQUIRE_DATA(data);
    // Equal by proof where Math-Verify says no: what it cannot read, or counts as two answers.
    const std::set<std::string> ours = {"\\boxed{72.}",
                                        "\\boxed{1\\,000}",
                                        "\\boxed{1 000}",
                                        "seventy-two",
                                        "1e3",
                                        "\\boxed{1e3}",
                                        "\\boxed{2 1/2}",
                                        "\\boxed{1 \\le x < 2}",
                                        "\\boxed{x>2}",
                                        "\\boxed{30^\\circ}",
                                        "\\boxed{-1}",
                                        "\xE2\x88\x92"
                                        "3",
                                        "\\fbox{72}",
                                        "\\boxed{71}. Wait, no: \\boxed{72}",
                                        "<think>maybe \\boxed{70}</think> \\boxed{72}",
                                        "\\boxed{1 million}",
                                        "\\boxed{\\varnothing}"};
    // Not equal where it says yes.
    const std::set<std::string> theirs = {"First 48/2=24 then 48+24=72", "\\boxed{\\{1,2\\}}",
                                          "\\boxed{5\\text{ m}}", "\\boxed{\\frac{3}{4}}"};
    Judge judge;
    for (const Json &row : documentOf(data + QStringLiteral("/reference/answer_equality.json"))) {
        const std::string answer = textOf(row, "pred");
        const AnswerCheck check = judge.check(textOf(row, "gold"), splitReasoning(answer).answer);
        const bool equal = check.verdict == Verdict::Equal;
        const bool proved =
            equal && (check.proof == Proof::Structural || check.proof == Proof::Exact);
        const bool verified = row.at("math_verify").get<bool>();
        if (proved && !verified)
            QVERIFY2(ours.count(answer) == 1, row.dump().c_str());
        if (verified && !equal)
            QVERIFY2(theirs.count(answer) == 1, row.dump().c_str());
    }
}

/// Math-Verify's tests of itself, of which eleven call equal what is not.
void SetsTest::mathVerifysOwnCases()
{
    REQUIRE_DATA(data);
    std::vector<Judged> all;
    const Json cases = documentOf(data + QStringLiteral("/math_verify/math_verify_cases_dev.json"));
    for (const Json &row : cases.value("cases", Json::array())) {
        if (row.contains("gold") && row.at("gold").is_string())
            all.push_back({textOf(row, "gold"), textOf(row, "pred"), row.at("expected") == 1});
    }
    const Tally tally = tallyOf(all);
    QCOMPARE(all.size(), std::size_t{164});
    QCOMPARE(tally.right, 139);
    QVERIFY2(tally.rightFound >= 115, tally.list.c_str());
    QVERIFY2(tally.rightDifferent <= 1, tally.list.c_str());
    QVERIFY2(tally.wrongProved == 0, tally.list.c_str());

    // With what this grader guesses and rounds all that it is right about is equal.
    Profile loose;
    loose.lastNumber = loose.decimalComma = loose.fourDecimals = true;
    const Tally loosely = tallyOf(all, loose);
    QVERIFY2(loosely.rightFound >= 128, loosely.list.c_str());
    QVERIFY2(loosely.wrongProved == 0, loosely.list.c_str());
}

void SetsTest::optionsOfPrompts_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("lists");
    QTest::addColumn<int>("lost");
    const auto add = [](const char *file, int lists, int lost) {
        QTest::newRow(file) << QString::fromLatin1(file) << lists << lost;
    };
    // The lists that are missing are not written as the others: (A) A) 59, or (A. 1,190 B. 1,900.
    add("aqua.Qwen-2.5-3B-rlft", 253, 1);
    add("aqua.Qwen2.5-3B-Instruct", 253, 1);
    add("sat_math.Qwen-2.5-3B-rlft", 28, 0);
    add("sat_math.Qwen2.5-3B-Instruct", 28, 0);
}

/// The letters of aqua and sat_math, with the options that their prompts list.
void SetsTest::optionsOfPrompts()
{
    REQUIRE_DATA(data);
    QFETCH(QString, file);
    Judge judge;
    int lists = 0;
    int lost = 0;
    std::string wrong;
    for (const Json &row : rowsOf(data + QStringLiteral("/think_pairs_3b/%1.jsonl").arg(file))) {
        const AnswerOptions options = findOptions(textOf(row, "question"));
        lists += options.empty() ? 0 : 1;
        for (std::size_t i = 0; i < row.at("score").size(); ++i) {
            const SplitText split = splitReasoning(row.at("code").at(i).get<std::string>());
            const AnswerCheck check = judge.check(textOf(row, "gt"), split.answer, false, options);
            const bool equal = check.verdict == Verdict::Equal;
            const bool right = row.at("score").at(i).get<bool>();
            lost += right && !equal ? 1 : 0;
            // The source calls one boxed A wrong where the reference is A.
            if (!right && equal && check.extracted.text != textOf(row, "gt"))
                wrong += row.dump() + "\n";
        }
    }
    QTEST(lists, "lists");
    QTEST(lost, "lost");
    QVERIFY2(wrong.empty(), wrong.c_str());
}

/// R1's answers to Bangla questions, of which one in six is wrong: letters with their texts.
void SetsTest::optionsInBangla()
{
    REQUIRE_DATA(data);
    Judge judge;
    int lists = 0;
    std::map<Verdict, int> counts;
    for (const Json &row : rowsOf(data + QStringLiteral("/r1_bangla/r1_think_dev.jsonl"))) {
        lists += findOptions(textOf(row, "formated_question")).size() == row.at("options").size();
        const AnswerOptions options = lettered(row.at("options").get<std::vector<std::string>>());
        ++counts[judge.check(textOf(row, "answer"), textOf(row, "gen_ans"), false, options)
                     .verdict];
    }
    QCOMPARE(lists, 612);
    QVERIFY(counts[Verdict::Equal] >= 477);
    QVERIFY(counts[Verdict::Different] <= 84);
}

QTEST_GUILESS_MAIN(SetsTest)
#include "sets_test.moc"
