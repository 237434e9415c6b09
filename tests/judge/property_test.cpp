// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "datarows.h"

#include <judge/judge.h>

#include <QTest>

#include <random>
#include <support/expressions.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

std::string spaced(const std::string &text)
{
    std::string made = " ";
    for (const char c : text)
        made += c == '+' || c == '=' || c == '(' ? std::string(" ") + c + "  " : std::string(1, c);
    return made + " ";
}

/// Answers of people, from the pairs that were written against the rules.
std::vector<std::string> answersOfPeople()
{
    std::vector<std::string> answers;
    for (const Json &row : rowsOf(ownData(QStringLiteral("answers/never_equal.jsonl")))) {
        answers.push_back(textOf(row, "gold"));
        answers.push_back(textOf(row, "answer"));
    }
    return answers;
}

} // namespace

/// What holds of all answers, whatever they are.
class PropertyTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsUnderstoodEqualsItself();
    void theSidesMayBeExchanged();
    void formattingChangesNothing();
    void rewritingIsSeenThrough_data();
    void rewritingIsSeenThrough();
};

void PropertyTest::whatIsUnderstoodEqualsItself()
{
    Judge judge;
    for (const std::string &answer : answersOfPeople()) {
        const AnswerCheck check = judge.compare(answer, answer);
        QVERIFY2(check.verdict != Verdict::Different && check.verdict != Verdict::UnitDiffers,
                 answer.c_str());
    }
}

void PropertyTest::theSidesMayBeExchanged()
{
    Judge judge;
    const auto answers = answersOfPeople();
    std::mt19937 random(5);
    const auto check = [&](const std::string &one, const std::string &other) {
        const AnswerCheck there = judge.compare(one, other);
        const AnswerCheck back = judge.compare(other, one);
        // Which side is not understood has two names.
        const auto state = [](const AnswerCheck &found) {
            return found.verdict == Verdict::GoldUnparsable ? Verdict::Unparsable : found.verdict;
        };
        QVERIFY2(state(there) == state(back) && there.proof == back.proof,
                 (one + " ~ " + other + ": " + there.reason + ", " + back.reason).c_str());
    };
    for (std::size_t i = 0; i + 1 < answers.size(); i += 2)
        check(answers[i], answers[i + 1]);
    for (int i = 0; i < 3000; ++i)
        check(answers[random() % answers.size()], answers[random() % answers.size()]);
}

void PropertyTest::formattingChangesNothing()
{
    Judge judge;
    Expressions make(11);
    for (int i = 0; i < 400; ++i) {
        const std::string text = make.make(3, i % 2 == 0);
        for (const std::string &other :
             {spaced(text), "$" + text + "$", "\\(" + text + "\\)", "\\[ " + text + " \\]",
              text + ".", "\\displaystyle " + text, "{" + text + "}", "\\boxed{" + text + "}"})
            QVERIFY2(isProof(judge.compare(text, other)), other.c_str());
    }
}

void PropertyTest::rewritingIsSeenThrough_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<bool>("symbols");
    for (const unsigned seed : {1U, 2U, 3U}) {
        QTest::addRow("numbers %u", seed) << seed << false;
        QTest::addRow("functions %u", seed) << seed << true;
    }
}

/// 600 expressions a row, each beside itself rewritten, itself perturbed, and its neighbour.
void PropertyTest::rewritingIsSeenThrough()
{
    QFETCH(unsigned, seed);
    QFETCH(bool, symbols);
    Judge judge;
    Expressions make(seed);
    for (int i = 0; i < 600; ++i) {
        const std::string text = make.make(1 + i % 4, symbols);
        const std::string same = make.rewritten(text);
        const AnswerCheck equal = judge.compare(text, same);
        QVERIFY2(isProof(equal), (text + " ~ " + same + ": " + equal.reason).c_str());
        const std::string other = make.perturbed(text);
        const AnswerCheck different = judge.compare(text, other);
        QVERIFY2(isKnownToDiffer(different),
                 (text + " ~ " + other + ": " + different.reason).c_str());
        const AnswerCheck both = judge.compare(same, other);
        QVERIFY2(isKnownToDiffer(both), (same + " ~ " + other + ": " + both.reason).c_str());
    }
}

QTEST_GUILESS_MAIN(PropertyTest)
#include "property_test.moc"
