// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"

#include <items/promptmodel.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;

namespace {

constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

Query query(const char *text)
{
    return *parseQuery(text);
}

QString shown(const PromptModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class PromptModelTest final : public QObject
{
    Q_OBJECT

private slots:
    void showsARowForEveryPrompt();
    void filtersByTheQuery();
    void sortsByEveryColumn();
    void keepsTheOrderWhenTheQueryChanges();
    void showsADecisionAtOnce();
    void leavesARowThatFitsNoMore();
    void catchesUpWhenLiveAgain();
    void growsAtTheEndByAnImport();
    void holdsAllIdsOfALargeProject();
    void dropsTheAnswerToAnOldQuery();
    void saysSignsInWords();
    void letsGoOfTheProject();
};

void PromptModelTest::showsARowForEveryPrompt()
{
    test::Project project;
    project.addProblems(3);
    PromptModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    QCOMPARE(model.rowCount(), 0);
    model.setStore(&*project);
    QTRY_COMPARE(model.rowCount(), 3);
    QVERIFY(model.isComplete());
    QCOMPARE(shown(model, 1, PromptModel::Number), QStringLiteral("2"));
    QCOMPARE(shown(model, 1, PromptModel::Key), QStringLiteral("p2"));
    QCOMPARE(shown(model, 1, PromptModel::Text), QStringLiteral("Problem 2 of pears"));
    QCOMPARE(shown(model, 1, PromptModel::Human), QStringLiteral("●"));
    QCOMPARE(model.index(1, PromptModel::Human).data(PromptModel::WordsRole).toInt(), 4);
    QCOMPARE(model.index(1, PromptModel::Teacher).data(PromptModel::WordsRole).toInt(), 58);
    QCOMPARE(model.rowOf(model.idAt(2)), 2);
    QCOMPARE(model.rowOf(PromptId{999}), -1);
}

void PromptModelTest::filtersByTheQuery()
{
    test::Project project;
    project.addProblems(30);
    project.decide(project.prompt("p7"), Outcome::Tie);
    PromptModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    model.setStore(&*project);
    QTRY_COMPARE(model.rowCount(), 30);
    model.setQuery(query("state:decided"));
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(shown(model, 0, PromptModel::Key), QStringLiteral("p7"));
    model.setQuery(query("\"Problem 21\""));
    QTRY_COMPARE(shown(model, 0, PromptModel::Key), QStringLiteral("p21"));
    QCOMPARE(model.rowCount(), 1);
    model.setQuery(query("nowhere"));
    QTRY_COMPARE(model.rowCount(), 0);
}

void PromptModelTest::sortsByEveryColumn()
{
    test::Project project;
    project.addProblems(12);
    project.decide(project.prompt("p5"), Outcome::Left);
    PromptModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    model.setStore(&*project);
    QTRY_COMPARE(model.rowCount(), 12);
    model.sort(PromptModel::Key, Qt::AscendingOrder);
    QTRY_COMPARE(shown(model, 1, PromptModel::Key), QStringLiteral("p10"));
    model.sort(PromptModel::Human, Qt::DescendingOrder);
    QTRY_COMPARE(shown(model, 0, PromptModel::Key), QStringLiteral("p12"));
    model.sort(PromptModel::Number, Qt::AscendingOrder);
    QTRY_COMPARE(shown(model, 0, PromptModel::Key), QStringLiteral("p1"));
    model.sort(PromptModel::Teacher, Qt::AscendingOrder);
    QTRY_COMPARE(shown(model, 0, PromptModel::Key), QStringLiteral("p12"));
    model.sort(PromptModel::StateColumn, Qt::DescendingOrder);
    QTRY_COMPARE(shown(model, 0, PromptModel::Key), QStringLiteral("p5"));
}

void PromptModelTest::keepsTheOrderWhenTheQueryChanges()
{
    test::Project project;
    project.addProblems(12);
    PromptModel model;
    model.setStore(&*project);
    model.sort(PromptModel::Number, Qt::DescendingOrder);
    QTRY_COMPARE(shown(model, 0, PromptModel::Key), QStringLiteral("p12"));
    model.setQuery(query("words>50"));
    QTRY_VERIFY(model.rowCount() < 12);
    QCOMPARE(shown(model, 0, PromptModel::Key), QStringLiteral("p9"));
}

void PromptModelTest::showsADecisionAtOnce()
{
    test::Project project;
    project.addProblems(3);
    PromptModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    model.setStore(&*project);
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(shown(model, 0, PromptModel::StateColumn), QString{});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    project.decide(project.prompt("p1"), Outcome::Left);
    QCOMPARE(changed.count(), 1);
    QVERIFY(shown(model, 0, PromptModel::StateColumn).contains(QStringLiteral("human")));
    QVERIFY(project->undo());
    QCOMPARE(shown(model, 0, PromptModel::StateColumn), QString{});
}

void PromptModelTest::leavesARowThatFitsNoMore()
{
    test::Project project;
    project.addProblems(3);
    PromptModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    model.setStore(&*project);
    model.setQuery(query("state:open"));
    QTRY_COMPARE(model.rowCount(), 3);
    project.decide(project.prompt("p2"), Outcome::Tie);
    QTRY_COMPARE(model.rowCount(), 2);
    QVERIFY(project->undo());
    QTRY_COMPARE(model.rowCount(), 3);
}

void PromptModelTest::catchesUpWhenLiveAgain()
{
    test::Project project;
    project.addProblems(3);
    PromptModel model;
    model.setStore(&*project);
    QTRY_COMPARE(model.rowCount(), 3);
    model.setLive(false);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    project.decide(project.prompt("p1"), Outcome::Tie);
    QCOMPARE(changed.count(), 0);
    model.setLive(true);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown(model, 0, PromptModel::StateColumn), QStringLiteral("tie"));
}

void PromptModelTest::growsAtTheEndByAnImport()
{
    test::Project project;
    project.addProblems(150);
    PromptModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    model.setStore(&*project);
    QTRY_COMPARE(model.rowCount(), 150);
    QCOMPARE(shown(model, 149, PromptModel::Key), QStringLiteral("p150"));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    project.addProblems(170);
    QTRY_COMPARE(model.rowCount(), 170);
    QCOMPARE(shown(model, 160, PromptModel::Key), QStringLiteral("p161"));
    QCOMPARE(resets.count(), 0);
}

void PromptModelTest::holdsAllIdsOfALargeProject()
{
    constexpr int Prompts = 200'000;
    test::Project project;
    project.addProblems(Prompts, false, false);
    PromptModel model;
    QSignalSpy counted(&model, &PromptModel::counted);
    model.setStore(&*project);
    // The first page comes by itself, so that there is something to read meanwhile.
    QTRY_VERIFY(!counted.isEmpty());
    QCOMPARE(counted.first().at(0).toLongLong(), 200);
    QCOMPARE(counted.first().at(2).toBool(), false);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), Prompts, 60'000);
    QVERIFY(model.isComplete());
    QCOMPARE(shown(model, Prompts - 1, PromptModel::Key), QStringLiteral("p200000"));
    QCOMPARE(shown(model, Prompts / 2, PromptModel::Key), QStringLiteral("p100001"));
}

void PromptModelTest::dropsTheAnswerToAnOldQuery()
{
    test::Project project;
    project.addProblems(40);
    PromptModel model;
    model.setStore(&*project);
    QSignalSpy counted(&model, &PromptModel::counted);
    model.setQuery(query("nowhere"));
    model.setQuery(query("key:p3"));
    QTRY_COMPARE(counted.count(), 1);
    QVERIFY(model.rowCount() > 0);
    // The reader serves questions in their order: once this one is answered, no older one follows.
    model.setQuery(query("key:p4"));
    QTRY_COMPARE(counted.count(), 2);
}

void PromptModelTest::saysSignsInWords()
{
    test::Project project;
    project.addProblems(1, true, false);
    PromptModel model;
    model.setStore(&*project);
    QTRY_COMPARE(model.rowCount(), 1);
    const auto spoken = [&](int column) {
        return model.index(0, column).data(Qt::AccessibleTextRole).toString();
    };
    QVERIFY(spoken(PromptModel::Human).contains(QStringLiteral("human responses: 1")));
    QCOMPARE(spoken(PromptModel::Teacher), QStringLiteral("no model response"));
}

void PromptModelTest::letsGoOfTheProject()
{
    test::Project project;
    project.addProblems(500);
    PromptModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    model.setStore(&*project);
    QTRY_COMPARE(model.rowCount(), 500);
    model.setStore(nullptr);
    QCOMPARE(model.rowCount(), 0);
    model.setQuery(query("state:open"));
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(PromptModelTest)
#include "promptmodel_test.moc"
