// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"

#include <base/text.h>
#include <widgets/browse/browsepage.h>

#include <QAbstractButton>
#include <QCompleter>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

using namespace touchstone;

class BrowsePageTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void countsStandInTheButtonsAndBesideTheTime();
    void typingFilters();
    void aFacetAddsItsTermAndTakesItAway();
    void aSecondDecisionTakesThePlaceOfTheFirst();
    void aSourceWithASpaceIsQuoted();
    void theLastWordIsCompleted();
    void aWrongFilterSaysWhatMayStandThere();
    void aHeaderSorts();
    void enterAsksForReview();
    void thePreviewShowsWhatWasFoundAndTheHistory();
    void anEmptyProjectOffersTheImport();
    void anEmptyResultOffersAll();
    void theChosenPromptStaysWhenTheProjectChanges();
    void aSmallWindowGivesItsRoomToTheTable();

private:
    template <typename T>
    T *part(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    QAbstractButton *facet(const QString &term)
    {
        return m_page->findChild<QAbstractButton *>(QStringLiteral("facet.") + term);
    }
    [[nodiscard]] int rows() { return part<QTableView>("browse.table")->model()->rowCount(); }
    void open(int prompts);

    std::unique_ptr<test::Project> m_project;
    std::unique_ptr<BrowsePage> m_page;
};

void BrowsePageTest::init()
{
    m_project = std::make_unique<test::Project>();
    m_page = std::make_unique<BrowsePage>();
}

void BrowsePageTest::cleanup()
{
    m_page.reset();
    m_project.reset();
}

void BrowsePageTest::open(int prompts)
{
    if (prompts > 0)
        m_project->addProblems(prompts);
    m_page->resize(1368, 800);
    m_page->show();
    m_page->setProject(&**m_project, nullptr);
    m_page->activate();
    QTRY_COMPARE(rows(), prompts);
    if (prompts > 0)
        QTRY_VERIFY(facet(QStringLiteral("state:open")));
}

void BrowsePageTest::countsStandInTheButtonsAndBesideTheTime()
{
    open(12);
    QTRY_COMPARE(part<QAbstractButton>("browse.review")->text(), QStringLiteral("Review 12"));
    QCOMPARE(part<QAbstractButton>("browse.export")->text(), QStringLiteral("Export 12…"));
    QTRY_VERIFY(part<QLabel>("browse.count")->text().startsWith(QStringLiteral("12 · ")));
    QVERIFY(part<QLabel>("browse.count")->text().endsWith(QStringLiteral("ms")));
    m_page->setQueryText(QStringLiteral("key:p3"));
    QTRY_VERIFY(part<QLabel>("browse.count")->text().contains(QStringLiteral(" of 12 · ")));
}

void BrowsePageTest::typingFilters()
{
    open(12);
    auto *field = part<QLineEdit>("browse.query");
    QTest::keyClick(part<QTableView>("browse.table"), Qt::Key_Slash);
    QVERIFY(m_page->focusWidget() == field);
    QTest::keyClicks(field, QStringLiteral("\"Problem 7 of\""));
    QTRY_COMPARE(rows(), 1);
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_COMPARE(rows(), 12);
}

void BrowsePageTest::aFacetAddsItsTermAndTakesItAway()
{
    open(5);
    m_project->decide(m_project->prompt("p2"), Outcome::Tie);
    QTRY_VERIFY(
        facet(QStringLiteral("decision:tie"))->accessibleName().endsWith(QStringLiteral(", 1")));
    QTest::mouseClick(facet(QStringLiteral("decision:tie")), Qt::LeftButton);
    QCOMPARE(m_page->queryText(), QStringLiteral("decision:tie"));
    QTRY_COMPARE(rows(), 1);
    QVERIFY(facet(QStringLiteral("decision:tie"))->isChecked());
    QTest::mouseClick(facet(QStringLiteral("decision:tie")), Qt::LeftButton);
    QCOMPARE(m_page->queryText(), QString{});
    QTRY_COMPARE(rows(), 5);
    QVERIFY(!facet(QStringLiteral("decision:tie"))->isChecked());
}

void BrowsePageTest::aSecondDecisionTakesThePlaceOfTheFirst()
{
    open(5);
    m_page->setQueryText(QStringLiteral("pears"));
    QTest::mouseClick(facet(QStringLiteral("state:open")), Qt::LeftButton);
    QTest::mouseClick(facet(QStringLiteral("decision:human")), Qt::LeftButton);
    QCOMPARE(m_page->queryText(), QStringLiteral("pears decision:human"));
    QTest::mouseClick(facet(QStringLiteral("source:teacher-r1")), Qt::LeftButton);
    QCOMPARE(m_page->queryText(), QStringLiteral("pears decision:human source:teacher-r1"));
}

void BrowsePageTest::aSourceWithASpaceIsQuoted()
{
    open(5);
    QAbstractButton *human = facet(QStringLiteral("source:\"human label\""));
    QVERIFY(human);
    QTest::mouseClick(human, Qt::LeftButton);
    QCOMPARE(m_page->queryText(), QStringLiteral("source:\"human label\""));
    QVERIFY(human->isChecked());
    QTest::mouseClick(human, Qt::LeftButton);
    QCOMPARE(m_page->queryText(), QString{});
}

void BrowsePageTest::theLastWordIsCompleted()
{
    open(5);
    QCompleter *completer = part<QLineEdit>("browse.query")->completer();
    completer->setCompletionPrefix(QStringLiteral("pears -state:o"));
    QCOMPARE(completer->completionCount(), 1);
    QCOMPARE(completer->currentCompletion(), QStringLiteral("pears -state:open "));
    completer->setCompletionPrefix(QStringLiteral("source:\"hum"));
    QCOMPARE(completer->currentCompletion(), QStringLiteral("source:\"human label\" "));
    completer->setCompletionPrefix(QStringLiteral("pears "));
    QCOMPARE(completer->completionCount(), 0);
}

void BrowsePageTest::aWrongFilterSaysWhatMayStandThere()
{
    open(5);
    m_page->setQueryText(QStringLiteral("state:done"));
    auto *problem = part<QLabel>("browse.problem");
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("drafted")));
    QCOMPARE(rows(), 5);
    m_page->setQueryText(QStringLiteral("state:open"));
    QVERIFY(!problem->isVisible());
}

void BrowsePageTest::aHeaderSorts()
{
    open(12);
    auto *table = part<QTableView>("browse.table");
    QHeaderView *head = table->horizontalHeader();
    const auto click = [&](int column) {
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                          QPoint(head->sectionViewportPosition(column) + 20, head->height() / 2));
    };
    const auto firstKey = [&] { return table->model()->index(0, 1).data().toString(); };
    click(3);
    click(3);
    QTRY_COMPARE(firstKey(), QStringLiteral("p12"));
    click(1);
    QTRY_COMPARE(firstKey(), QStringLiteral("p1"));
}

void BrowsePageTest::enterAsksForReview()
{
    open(5);
    auto *table = part<QTableView>("browse.table");
    QSignalSpy asked(m_page.get(), &BrowsePage::reviewRequested);
    QTRY_COMPARE(table->currentIndex().row(), 0);
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(1).value<PromptId>(), m_project->prompt("p2"));
}

void BrowsePageTest::thePreviewShowsWhatWasFoundAndTheHistory()
{
    open(5);
    const PromptId third = m_project->prompt("p3");
    m_project->decide(third, Outcome::Left);
    m_page->setQueryText(QStringLiteral("key:p3 problem"));
    auto *preview = part<QTextBrowser>("browse.preview");
    QTRY_VERIFY(preview->toPlainText().contains(QStringLiteral("Problem 3 of pears")));
    QVERIFY(preview->toPlainText().contains(QStringLiteral("teacher-r1")));
    QVERIFY(preview->toPlainText().contains(QStringLiteral("human label better")));
    QVERIFY(preview->toPlainText().contains(
        QStringLiteral("imported from rows.jsonl: prompt, human label, teacher-r1")));
    QVERIFY(preview->toHtml().contains(QStringLiteral("background-color")));
}

void BrowsePageTest::anEmptyProjectOffersTheImport()
{
    open(0);
    QSignalSpy asked(m_page.get(), &BrowsePage::importRequested);
    auto *act = part<QAbstractButton>("empty.act");
    QTRY_VERIFY(act->isVisible());
    for (const QLabel *words : act->parentWidget()->findChildren<QLabel *>())
        QVERIFY(words->height() >= words->heightForWidth(words->width()));
    QTest::mouseClick(act, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QVERIFY(!part<QAbstractButton>("browse.review")->isEnabled());
}

void BrowsePageTest::anEmptyResultOffersAll()
{
    open(5);
    m_page->setQueryText(QStringLiteral("nowhere"));
    auto *act = part<QAbstractButton>("empty.act");
    QTRY_VERIFY(act->isVisible());
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_COMPARE(rows(), 5);
    QVERIFY(!act->isVisible());
}

void BrowsePageTest::theChosenPromptStaysWhenTheProjectChanges()
{
    open(5);
    auto *table = part<QTableView>("browse.table");
    m_page->setQueryText(QStringLiteral("state:open"));
    QTRY_COMPARE(table->currentIndex().row(), 0);
    table->selectRow(3);
    m_project->decide(m_project->prompt("p1"), Outcome::Tie);
    QTRY_COMPARE(rows(), 4);
    QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(), QStringLiteral("p4"));
}

void BrowsePageTest::aSmallWindowGivesItsRoomToTheTable()
{
    open(5);
    QVERIFY(part<QTextBrowser>("browse.preview")->isVisible());
    m_page->resize(952, 600);
    QTRY_VERIFY(!part<QTextBrowser>("browse.preview")->isVisible());
    QTRY_VERIFY(part<QTableView>("browse.table")->width() > 600);
}

QTEST_MAIN(BrowsePageTest)
#include "browsepage_test.moc"
