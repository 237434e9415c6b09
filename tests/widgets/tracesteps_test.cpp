// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/reading/stepplaces.h>
#include <widgets/reading/steprail.h>
#include <widgets/reading/traceview.h>

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;

namespace {

Response thoughtful()
{
    Response response;
    response.id = ResponseId{1};
    response.reasoning = "First I count the pears.\n\nWait, that is not right at all, because the "
                         "basket held twelve of them and not nine.\n\n1. Take the ferry.\n2. Count "
                         "again.\n\nThe cost is \\(4+5\\).\n\n";
    for (int i = 0; i < 60; ++i)
        response.reasoning += "Row " + std::to_string(i) + " of the table is read aloud.\n\n";
    response.answer = "So it is 84.";
    return response;
}

QString shownText(const TraceView &view, int step)
{
    const ShownStep &own = view.steps()[static_cast<std::size_t>(step)];
    QTextCursor cursor(view.document());
    cursor.setPosition(own.begin);
    cursor.setPosition(own.end, QTextCursor::KeepAnchor);
    return cursor.selectedText();
}

} // namespace

class TraceStepsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_view = std::make_unique<TraceView>();
        m_view->resize(600, 300);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->setResponse(thoughtful());
    }

    void stepsAreWhereTheirTextsAreShown()
    {
        const auto cut = cutIntoSteps(thoughtful().reasoning);
        QCOMPARE(m_view->steps().size(), cut.size());
        for (std::size_t i = 0; i < cut.size(); ++i)
            QVERIFY(m_view->steps()[i].step == cut[i]);
        QCOMPARE(shownText(*m_view, 0), QStringLiteral("First I count the pears."));
        QVERIFY(shownText(*m_view, 1).startsWith(QStringLiteral("Wait, that")));
        QVERIFY(m_view->steps()[1].step.turns);
        QVERIFY(shownText(*m_view, 2).endsWith(QStringLiteral("Take the ferry.")));
        QVERIFY(shownText(*m_view, 3).startsWith(QStringLiteral("2.")));
    }

    void placesOfTheSourceAreThoseOfTheWholeText()
    {
        const std::string reasoning = thoughtful().reasoning;
        const std::size_t byte = reasoning.find("again");
        const int position = m_view->sourceMap().positionOf(TextPart::Reasoning, byte);
        QTextCursor cursor(m_view->document());
        cursor.setPosition(position);
        cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
        QCOMPARE(cursor.selectedText(), QStringLiteral("again"));
    }

    void aStepIsFoldedAloneAndOpensAgain()
    {
        m_view->toggleStep(1);
        QVERIFY(m_view->steps()[1].folded);
        QVERIFY(!m_view->steps()[0].folded);
        QVERIFY(shownText(*m_view, 1).startsWith(QStringLiteral("▸ Wait, that")));
        QVERIFY(!shownText(*m_view, 1).contains(QStringLiteral("not nine")));
        m_view->toggleStep(1);
        QVERIFY(shownText(*m_view, 1).contains(QStringLiteral("not nine")));
        // Of a folded reasoning one step is opened alone.
        m_view->setFolded(true);
        m_view->toggleStep(1);
        QVERIFY(!m_view->steps()[1].folded);
        QVERIFY(m_view->steps()[0].folded);
    }

    void theCurrentStepIsBroughtIntoSight()
    {
        QSignalSpy changed(m_view.get(), &TraceView::currentStepChanged);
        QCOMPARE(m_view->currentStep(), -1);
        const int last = static_cast<int>(m_view->steps().size()) - 1;
        m_view->setCurrentStep(last);
        QCOMPARE(changed.size(), 1);
        QVERIFY(m_view->verticalScrollBar()->value() > 0);
        const auto [first, end] = m_view->seenSteps();
        QVERIFY(first <= last && last <= end);
        QVERIFY(first > 0);
        m_view->setCurrentStep(last + 1);
        QCOMPARE(m_view->currentStep(), -1);
    }

    void anotherResponseHasNoCurrentStepYet()
    {
        m_view->setCurrentStep(2);
        m_view->toggleStep(2);
        m_view->setResponse(thoughtful());
        QCOMPARE(m_view->currentStep(), -1);
        QVERIFY(!m_view->steps()[2].folded);
    }

    void rawTextHasNoSteps()
    {
        m_view->setRaw(true);
        QVERIFY(m_view->steps().empty());
        m_view->setCurrentStep(0);
        QCOMPARE(m_view->currentStep(), -1);
    }

    void anAnswerAloneIsCutIntoSteps()
    {
        Response response;
        response.id = ResponseId{2};
        response.answer = "He has nine.\n\nThat makes 12.";
        m_view->setResponse(response);
        QCOMPARE(m_view->steps().size(), std::size_t{2});
        QCOMPARE(shownText(*m_view, 1), QStringLiteral("That makes 12."));
    }

    void aStepEndsBeforeTheNextOne()
    {
        Response response;
        response.id = ResponseId{3};
        response.answer = "It grows like this over the years of the tree.\n\n| a | b |\n|---|---|\n"
                          "| 1 | 2 |\n\nSo it is two years in all.\n\n1. One.\n2. Two.";
        m_view->setResponse(response);
        QVERIFY(m_view->steps().size() > 2);
        for (int i = 0; i + 1 < static_cast<int>(m_view->steps().size()); ++i) {
            const StepPlace place = placeInDocument(*m_view, i);
            QVERIFY(place.bottom > place.top);
            QVERIFY(place.bottom <= placeInDocument(*m_view, i + 1).top);
        }
    }

    void aSearchOpensWhatHidesItsHits()
    {
        m_view->toggleStep(1);
        QCOMPARE(m_view->setSearch(QStringLiteral("not nine")), 1);
        QCOMPARE(m_view->hitsInSteps().size(), std::size_t{1});
        QCOMPARE(m_view->hitsInSteps().front(), thoughtful().reasoning.find("not nine"));
    }

    void aClickOnTheRailJumps()
    {
        StepRail rail(QStringLiteral("left"));
        rail.setView(m_view.get());
        rail.resize(rail.width(), 400);
        rail.show();
        QVERIFY(QTest::qWaitForWindowExposed(&rail));
        for (const int step : {1, 30, 0}) {
            QTest::mouseClick(&rail, Qt::LeftButton, {}, rail.blockOf(step).center().toPoint());
            QCOMPARE(m_view->currentStep(), step);
        }
        QVERIFY(rail.blockOf(1).height() > rail.blockOf(5).height());
        QCOMPARE(rail.accessibleDescription(),
                 QStringLiteral("Step 1 of %1").arg(m_view->steps().size()));
    }

    void aClickBesideAStepFoldsIt()
    {
        QTextCursor cursor(m_view->document());
        cursor.setPosition(m_view->steps()[1].begin);
        const QPoint number(8, m_view->cursorRect(cursor).center().y());
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, number);
        QCOMPARE(m_view->currentStep(), 1);
        QVERIFY(m_view->steps()[1].folded);
    }

private:
    std::unique_ptr<TraceView> m_view;
};

QTEST_MAIN(TraceStepsTest)
#include "tracesteps_test.moc"
