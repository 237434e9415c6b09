// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/common/colors.h>
#include <widgets/formulas/formulablock.h>
#include <widgets/formulas/formulaservice.h>

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;
using namespace std::chrono_literals;

namespace {

FormulaLayout ofWidths(const std::vector<double> &widths)
{
    FormulaLayout layout;
    for (const double width : widths)
        layout.bases.push_back({.width = width, .height = 0.7, .depth = 0.2});
    return layout;
}

std::vector<FormulaKey> manyFormulas(int count)
{
    std::vector<FormulaKey> many;
    for (int i = 0; i < count; ++i)
        many.push_back({QStringLiteral("x_{%1}").arg(i), false});
    return many;
}

} // namespace

class FormulaServiceTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatWasAskedIsThereInTheEnd()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService service(QApplication::font());
        QSignalSpy done(&service, &FormulaService::batchDone);
        const FormulaKey good{QStringLiteral("x^2"), false};
        const FormulaKey bad{QStringLiteral("\\foo"), false};
        QVERIFY(!service.find(good));
        const auto batch = service.request({good, bad}, FormulaService::Urgency::Now);
        QVERIFY(batch != 0);
        QVERIFY(service.wait(batch, 60s));
        QVERIFY(service.isDone(batch));
        QVERIFY(service.find(good)->layout);
        QVERIFY(service.find(good)->error.isEmpty());
        QVERIFY(!service.find(bad)->layout);
        QVERIFY(service.find(bad)->error.contains(QStringLiteral("\\foo")));
        // What is known is not set again, and display is another formula.
        QCOMPARE(service.request({good, bad}, FormulaService::Urgency::Now), quint64(0));
        QVERIFY(!service.find({good.tex, true}));
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(done[0][0].toULongLong(), batch);
    }

    void whoeverLooksNowIsServedFirst()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService service(QApplication::font());
        const std::vector<FormulaKey> many = manyFormulas(300);
        const auto later = service.request(many, FormulaService::Urgency::Later);
        const auto now =
            service.request({{QStringLiteral("y"), false}}, FormulaService::Urgency::Now);
        QSignalSpy done(&service, &FormulaService::batchDone);
        QVERIFY(service.wait(later, 60s));
        QVERIFY(service.isDone(now));
        QTRY_COMPARE(done.size(), 2);
        QCOMPARE(done[0][0].toULongLong(), now);
    }

    void whatIsLookedAtAfterAllGoesBeforeTheRest()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService service(QApplication::font());
        const std::vector<FormulaKey> many = manyFormulas(300);
        const auto first = service.request(many, FormulaService::Urgency::Later);
        const auto second =
            service.request({{QStringLiteral("y"), false}}, FormulaService::Urgency::Later);
        service.hurry(second);
        QSignalSpy done(&service, &FormulaService::batchDone);
        QVERIFY(service.wait(first, 60s));
        QTRY_COMPARE(done.size(), 2);
        QCOMPARE(done[0][0].toULongLong(), second);
    }

    void whatNobodyWantsIsNotSet()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService service(QApplication::font());
        const std::vector<FormulaKey> many = manyFormulas(2'000);
        const auto dropped = service.request(many, FormulaService::Urgency::Later);
        QVERIFY(service.waiting(dropped) > 0);
        QSignalSpy done(&service, &FormulaService::batchDone);
        service.drop(dropped);
        QCOMPARE(service.waiting(dropped), std::size_t(0));
        const auto wanted =
            service.request({{QStringLiteral("y"), false}}, FormulaService::Urgency::Later);
        QVERIFY(service.wait(wanted, 60s));
        QVERIFY(service.isIdle());
        QVERIFY(!service.find(many.back()));
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(done[0][0].toULongLong(), wanted);
    }

    void nobodyWaitsLongerThanAsked()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService service(QApplication::font());
        const auto batch = service.request(manyFormulas(2'000), FormulaService::Urgency::Now);
        QVERIFY(!service.wait(batch, 1ms));
        // Ends while most of the work still waits.
    }

    void theFormulasUsedLastAreKept()
    {
        FormulaCache cache(2);
        cache.insert({QStringLiteral("a"), false}, {});
        cache.insert({QStringLiteral("b"), false}, {nullptr, QStringLiteral("wrong")});
        QVERIFY(cache.find({QStringLiteral("a"), false}));
        cache.insert({QStringLiteral("c"), false}, {});
        QVERIFY(cache.contains({QStringLiteral("a"), false}));
        QVERIFY(!cache.contains({QStringLiteral("b"), false}));
        QVERIFY(!cache.contains({QStringLiteral("a"), true}));
    }

    /// A text that is prepared asks which are there, and finds them only when it is looked at.
    void aFormulaThatWasAskedForIsKeptUntilItIsFound()
    {
        FormulaCache cache(2);
        cache.insert({QStringLiteral("a"), false}, {});
        cache.insert({QStringLiteral("b"), false}, {});
        QVERIFY(cache.contains({QStringLiteral("a"), false}));
        cache.insert({QStringLiteral("c"), false}, {});
        QVERIFY(cache.find({QStringLiteral("a"), false}));
        QVERIFY(!cache.find({QStringLiteral("b"), false}));
    }

    void aDisplayedFormulaBreaksBetweenItsBases()
    {
        const FormulaBlock narrow = blockOf(ofWidths({4, 4, 4}), 10, 90);
        QCOMPARE(narrow.pixels, 10.0);
        QCOMPARE(narrow.pieces.size(), std::size_t(3));
        QCOMPARE(narrow.pieces[1].origin, QPointF(40, narrow.pieces[0].origin.y()));
        QVERIFY(narrow.pieces[2].origin.y() > narrow.pieces[0].origin.y());
        QVERIFY(narrow.pieces[2].origin.x() > 0); // indented
        QVERIFY(narrow.width <= 90);
        const FormulaBlock wide = blockOf(ofWidths({4, 4, 4}), 10, 0);
        QCOMPARE(wide.width, 120.0);
        QVERIFY(wide.height < narrow.height);
        for (const auto &piece : narrow.pieces)
            QCOMPARE(piece.origin.y(), std::round(piece.origin.y()));
    }

    void aBaseThatIsTooWideIsMadeSmallerToALimit()
    {
        QCOMPARE(blockOf(ofWidths({12}), 10, 90).pixels, 7.5);
        const FormulaBlock least = blockOf(ofWidths({40}), 10, 90);
        QCOMPARE(least.pixels, 5.0);
        QCOMPARE(least.width, 200.0); // the pane scrolls
    }

    void aTagStandsAtTheEdge()
    {
        FormulaLayout layout = ofWidths({4, 1});
        layout.bases.back().isTag = true;
        const FormulaBlock block = blockOf(layout, 10, 200);
        QCOMPARE(block.width, 200.0);
        QCOMPARE(block.pieces.back().origin.x(), 190.0);
        QCOMPARE(block.pieces.front().origin.x(), 80.0); // in the middle
    }

    void coloursReadOnEitherPage_data()
    {
        QTest::addColumn<QColor>("color");
        for (const char *name : {"blue", "red", "yellow", "black", "white", "#123456", "gray"})
            QTest::newRow(name) << QColor(QLatin1String(name));
    }

    void coloursReadOnEitherPage()
    {
        QFETCH(QColor, color);
        for (const Colors &colors : {lightColors(), darkColors()}) {
            QVERIFY(contrast(readableColor(color, colors.text), colors.base) >= 3);
            QVERIFY(contrast(colors.text, readableGround(color, colors.text)) >= 4.5);
        }
    }

    void aColourThatReadsStaysAsItIs()
    {
        QCOMPARE(readableColor(QColor(Qt::blue), lightColors().text), QColor(Qt::blue));
        QCOMPARE(readableGround(QColor(Qt::yellow), lightColors().text), QColor(Qt::yellow));
        QVERIFY(readableColor(QColor(Qt::blue), darkColors().text) != QColor(Qt::blue));
    }
};

QTEST_MAIN(FormulaServiceTest)
#include "formulaservice_test.moc"
