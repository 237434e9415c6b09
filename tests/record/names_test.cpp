// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <record/decision.h>
#include <record/source.h>

#include <QTest>

using namespace touchstone;

class NamesTest final : public QObject
{
    Q_OBJECT

private slots:
    void namesGoBothWays()
    {
        for (int i = 0; i < 4; ++i) {
            const auto kind = static_cast<SourceKind>(i);
            QVERIFY(sourceKindFromName(nameOf(kind)) == kind);
            const auto state = static_cast<State>(i);
            QVERIFY(stateFromName(nameOf(state)) == state);
        }
        for (int i = 0; i < 8; ++i) {
            const auto outcome = static_cast<Outcome>(i);
            QVERIFY(outcomeFromName(nameOf(outcome)) == outcome);
        }
    }

    void filesAndTheCommandLineKeepTheirWords()
    {
        QCOMPARE(nameOf(SourceKind::Edited), std::string_view("edit"));
        QCOMPARE(nameOf(Outcome::BadProblem), std::string_view("bad problem"));
        QCOMPARE(nameOf(Outcome::ReferenceWrong), std::string_view("reference is wrong"));
        QCOMPARE(nameOf(State::Drafted), std::string_view("drafted"));
    }

    void whatIsNoNameGivesNothing()
    {
        QVERIFY(!sourceKindFromName("Human"));
        QVERIFY(!outcomeFromName(""));
        QVERIFY(!stateFromName("open "));
    }

    void everyOutcomeHasItsState()
    {
        QCOMPARE(stateOf(Outcome::None), State::Drafted);
        QCOMPARE(stateOf(Outcome::Skip), State::Skipped);
        for (const Outcome outcome : {Outcome::Left, Outcome::Right, Outcome::Tie, Outcome::Neither,
                                      Outcome::BadProblem, Outcome::ReferenceWrong})
            QCOMPARE(stateOf(outcome), State::Decided);
    }
};

QTEST_GUILESS_MAIN(NamesTest)
#include "names_test.moc"
