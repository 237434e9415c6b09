// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "datarows.h"

#include <judge/judge.h>
#include <reasoning/split.h>

#include <QTest>

#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

/// Pairs that look equal and are not, written against the rules and not from the code: negations,
/// comparatives, number words, near numbers, units, texts that are cut off, two answers, answers
/// that were only thought. One line of tests/data/answers/never_equal.jsonl each.
class AdversarialTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_rows = rowsOf(ownData(QStringLiteral("answers/never_equal.jsonl")));
        QVERIFY(m_rows.size() > 800);
    }

    void noneIsCalledEqual()
    {
        Judge judge;
        for (const Json &row : m_rows) {
            const SplitText split = splitReasoning(textOf(row, "answer"));
            const AnswerCheck check = judge.check(textOf(row, "gold"), split.answer);
            QVERIFY2(check.verdict != Verdict::Equal, row.dump().c_str());
        }
    }

    void noneIsCalledEqualTheOtherWayRound()
    {
        Judge judge;
        for (const Json &row : m_rows) {
            // An answer that quotes another one is no reference.
            const std::string answer = textOf(row, "answer");
            if (splitReasoning(answer).splitter.empty() && extractFinalAnswer(answer).rule.empty())
                QVERIFY2(judge.compare(answer, textOf(row, "gold")).verdict != Verdict::Equal,
                         row.dump().c_str());
        }
    }

    void everyReferenceEqualsItself()
    {
        Judge judge;
        for (const Json &row : m_rows) {
            const std::string gold = textOf(row, "gold");
            QCOMPARE(judge.check(gold, "\\boxed{" + gold + "}").verdict, Verdict::Equal);
        }
    }

    void everyKindIsThere()
    {
        std::map<std::string, int> kinds;
        for (const Json &row : m_rows)
            ++kinds[textOf(row, "kind")];
        for (const char *kind : {"negation", "comparative", "number word", "near number",
                                 "unit trap", "truncation", "two answers", "only thought"})
            QVERIFY2(kinds[kind] >= 14, kind);
    }

private:
    std::vector<Json> m_rows;
};

QTEST_GUILESS_MAIN(AdversarialTest)
#include "adversarial_test.moc"
