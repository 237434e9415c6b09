// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/reading/documenttext.h>
#include <widgets/reading/linkedscroll.h>
#include <widgets/reading/traceview.h>

#include <QAbstractTextDocumentLayout>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;

namespace {

Response thoughtful(int paragraphs)
{
    Response response;
    for (int i = 0; i < paragraphs; ++i)
        response.reasoning += "Row " + std::to_string(i) + " has **seven** pears.\n\n";
    response.answer = "So it is 84.";
    response.raw = "<think>" + response.reasoning + "</think>" + response.answer;
    response.reasoningWords = 4 * paragraphs;
    return response;
}

} // namespace

class TraceViewTest final : public QObject
{
    Q_OBJECT

private slots:
    void reasoningFoldsToTheFirstWordsOfItsSteps()
    {
        TraceView view;
        view.resize(600, 400);
        Response response = thoughtful(8);
        response.reasoning += "Row 8 is **longer** than the others, with so many words that they "
                              "do not fit into one line, and so its end is not seen.\n";
        view.setResponse(response);
        QVERIFY(view.toPlainText().contains(QStringLiteral("its end is not seen")));
        view.setFolded(true);
        QVERIFY(!view.toPlainText().contains(QStringLiteral("its end is not seen")));
        QVERIFY(view.toPlainText().contains(QStringLiteral("▸ Row 0 has seven pears.")));
        QVERIFY(view.toPlainText().contains(QStringLiteral("▸ Row 8 is longer than the others")));
        QVERIFY(view.toPlainText().contains(QStringLiteral("So it is 84.")));
    }

    /// Qt makes some tables that fill the page a pixel wider than it.
    void aPixelTooManyDoesNotScroll()
    {
        TraceView view;
        QScrollBar *bar = view.horizontalScrollBar();
        bar->setRange(0, 1);
        QCOMPARE(bar->maximum(), 0);
        bar->setRange(0, 2);
        QCOMPARE(bar->maximum(), 2);
    }

    void rawShowsWhatCame()
    {
        TraceView view;
        view.setResponse(thoughtful(1));
        view.setRaw(true);
        QCOMPARE(view.toPlainText().simplified(),
                 QStringLiteral("<think>Row 0 has **seven** pears. </think>So it is 84."));
        view.setRaw(false);
        QVERIFY(!view.toPlainText().contains(QStringLiteral("**")));
    }

    void searchFindsThroughLettersOfEitherCase()
    {
        TraceView view;
        view.setResponse(thoughtful(5));
        QCOMPARE(view.setSearch(QStringLiteral("SEVEN")), 5);
        QCOMPARE(view.setSearch(QStringLiteral("nothing of it")), 0);
        QCOMPARE(view.setSearch({}), 0);
    }

    void searchFindsTheSourceAsWell()
    {
        TraceView view;
        view.setResponse(thoughtful(5));
        QCOMPARE(view.setSearch(QStringLiteral("has **Seven** pears")), 5);
        QCOMPARE(view.setSearch(QStringLiteral("has seven pears")), 5);
        Response response;
        response.answer = "Ünë **söven** pears, *söven* plums";
        view.setResponse(response);
        QCOMPARE(view.setSearch(QStringLiteral("söven* p")), 1);
        view.setRaw(true);
        QCOMPARE(view.setSearch(QStringLiteral("söven*")), 2);
    }

    void searchUnfoldsWhatHidesItsHits()
    {
        TraceView view;
        QSignalSpy asked(&view, &TraceView::foldRequested);
        view.setResponse(thoughtful(3));
        view.setFolded(true);
        (void)view.setSearch(QStringLiteral("row 2"));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toBool(), false);
    }

    void aVeryLongTextIsThereInTheEnd()
    {
        TraceView view;
        view.resize(600, 400);
        view.setResponse(thoughtful(9'000));
        QVERIFY(!view.isWhole());
        QTRY_VERIFY(view.isWhole());
        QVERIFY(view.toPlainText().contains(QStringLiteral("Row 8999")));
    }

    void aLongTextStaysWhereItIsReadWhileItGrows()
    {
        TraceView view;
        view.resize(600, 400);
        view.show();
        view.setResponse(thoughtful(9'000));
        const QString beginning = view.toPlainText();
        QTRY_VERIFY(view.document()->characterCount() > 4 * beginning.size());
        QVERIFY(view.toPlainText().startsWith(beginning.trimmed()));
        view.verticalScrollBar()->setValue(500);
        QTRY_VERIFY(view.isWhole());
        QCOMPARE(view.verticalScrollBar()->value(), 500);
        QCOMPARE(view.steps().size(), std::size_t(9'000));
    }

    void aLongTextThatIsWrittenAnewIsReadOnWhereItWas()
    {
        TraceView view;
        view.resize(600, 400);
        view.show();
        view.setResponse(thoughtful(9'000));
        QTRY_VERIFY(view.isWhole());
        view.setCurrentStep(5'000);
        const auto isSeen = [&view] {
            const auto [first, last] = view.seenSteps();
            return first <= 5'000 && last >= 5'000;
        };
        QVERIFY(isSeen());
        view.resize(600, 500); // nothing is to be laid out anew
        QVERIFY(view.isWhole());
        QVERIFY(isSeen());
        view.setZoom(1.2);
        QVERIFY(!view.isWhole());
        QTRY_VERIFY(isSeen());
        QTRY_VERIFY(view.isWhole());
        QVERIFY(isSeen());
        view.resize(450, 500);
        QVERIFY(!view.isWhole());
        view.resize(400, 500);
        QTRY_VERIFY(isSeen());
        QTRY_VERIFY(view.isWhole());
        QVERIFY(isSeen());
    }

    void anotherHeightLeavesTheLayout()
    {
        TraceView view;
        view.resize(600, 400);
        view.show();
        view.setResponse(thoughtful(100));
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QScrollBar *bar = view.verticalScrollBar();
        const auto reachesToTheEnd = [&view, bar] {
            const double height = view.document()->documentLayout()->documentSize().height();
            return bar->pageStep() == view.viewport()->height()
                   && bar->maximum() == qRound(height) - view.viewport()->height();
        };
        (void)view.document()->documentLayout()->documentSize(); // lays out all of it
        for (const int height : {600, 300, 400}) {
            view.resize(600, height);
            QCoreApplication::processEvents();
            QVERIFY(reachesToTheEnd());
        }
    }

    void aLongTextGrowsOnlyWhileItIsSeen()
    {
        TraceView view;
        view.resize(600, 400);
        view.show();
        view.setResponse(thoughtful(9'000));
        view.hide();
        const int letters = view.document()->characterCount();
        for (int i = 0; i < 50; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(view.document()->characterCount(), letters);
        view.show();
        QTRY_VERIFY(view.isWhole());
    }

    void aLineWithoutAnEndIsWrittenInPortionsAndCopiedAsItIs_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("letters") << QString(100'000, u'a');
        QTest::newRow("letters of three bytes") << QString(40'000, QChar(0x4E2D));
        QTest::newRow("words") << QStringLiteral("word and ").repeated(9'000).trimmed();
        QTest::newRow("lines") << QStringLiteral("word and word\n").repeated(5'000).trimmed();
    }

    void aLineWithoutAnEndIsWrittenInPortionsAndCopiedAsItIs()
    {
        QFETCH(QString, line);
        TraceView view;
        view.resize(600, 400);
        view.show();
        Response response;
        response.answer = line.toStdString();
        view.setResponse(response);
        for (const bool raw : {false, true}) {
            view.setRaw(raw);
            QTRY_VERIFY(view.isWhole());
            QVERIFY(view.document()->blockCount() > 10);
            QCOMPARE(DocumentText(*view.document()).text().simplified(), line.simplified());
        }
        view.setRaw(false);
        QTRY_VERIFY(view.isWhole());
        QCOMPARE(view.steps().back().end, view.document()->characterCount() - 1);
    }

    void aFenceWithoutAnEndShowsAsItCame()
    {
        TraceView view;
        view.resize(600, 400);
        view.show();
        Response response;
        response.answer =
            "See:\n\n```\n" + std::string(20'000, 'x') + "\n*a*\n```\n\nSo **it** is.";
        view.setResponse(response);
        QTRY_VERIFY(view.isWhole());
        QVERIFY(view.toPlainText().contains(QStringLiteral("*a*")));
        QVERIFY(view.toPlainText().contains(QStringLiteral("So it is.")));
    }

    void whatIsSoughtIsFoundInWhatGrew()
    {
        TraceView view;
        view.resize(600, 400);
        view.show();
        view.setResponse(thoughtful(9'000));
        QCOMPARE(view.setSearch(QStringLiteral("row 8999")), 0);
        QTRY_COMPARE(view.hitCount(), 1);
        view.setRaw(true);
        QVERIFY(!view.isWhole());
        QTRY_COMPARE(view.hitCount(), 1);
        QTRY_VERIFY(view.isWhole());
        QVERIFY(view.toPlainText().startsWith(QStringLiteral("<think>Row 0")));
        QVERIFY(view.toPlainText().endsWith(QStringLiteral("</think>So it is 84.")));
        QCOMPARE(view.toPlainText().count(QStringLiteral("**seven**")), 9'000);
    }

    void keysOfThePageAreLeftToThePage()
    {
        TraceView view;
        view.setResponse(thoughtful(2));
        for (const Qt::Key key : {Qt::Key_Space, Qt::Key_A, Qt::Key_Left, Qt::Key_Return}) {
            QKeyEvent event(QEvent::ShortcutOverride, key, Qt::NoModifier);
            event.ignore();
            QCoreApplication::sendEvent(&view, &event);
            QVERIFY(!event.isAccepted());
        }
    }

    void copyingGivesTheTextAndNothingIsLoaded()
    {
        TraceView view;
        Response response;
        response.answer = "![a tree](http://127.0.0.1:9/tree.png) and text";
        view.setResponse(response);
        QVERIFY(view.toPlainText().contains(QStringLiteral("a tree")));
        QVERIFY(!view.loadResource(QTextDocument::ImageResource,
                                   QUrl(QStringLiteral("http://127.0.0.1:9/tree.png")))
                     .isValid());
    }

    void linkedViewsMeetAtTheirEnds()
    {
        QWidget page;
        page.resize(1300, 300);
        TraceView left(&page);
        TraceView right(&page);
        left.setGeometry(0, 0, 600, 300);
        right.setGeometry(650, 0, 600, 300);
        left.setResponse(thoughtful(60));
        right.setResponse(thoughtful(200));
        LinkedScroll scroll;
        scroll.add(&left);
        scroll.add(&right);
        page.show();
        QTRY_VERIFY(left.verticalScrollBar()->maximum() > 0
                    && right.verticalScrollBar()->maximum() > 0);
        left.verticalScrollBar()->setValue(left.verticalScrollBar()->maximum());
        QCOMPARE(right.verticalScrollBar()->value(), right.verticalScrollBar()->maximum());
        scroll.setLinked(false);
        left.verticalScrollBar()->setValue(0);
        QCOMPARE(right.verticalScrollBar()->value(), right.verticalScrollBar()->maximum());
    }
};

QTEST_MAIN(TraceViewTest)
#include "traceview_test.moc"
