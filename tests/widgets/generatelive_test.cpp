// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/generate/figurecard.h>
#include <widgets/generate/generatelive.h>
#include <widgets/generate/streamcard.h>

#include <QAbstractButton>
#include <QLabel>
#include <QLocale>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace touchstone;

namespace {

LiveGeneration running(int streams)
{
    LiveGeneration live;
    live.state = LiveGeneration::State::Running;
    live.planned = 3572;
    live.settled = 1894;
    live.failed = 3;
    live.running = streams;
    live.streamsAllowed = live.streamsWanted = 64;
    live.cost = 2'810'000'000;
    live.currency = "USD";
    live.tokensPerSecond = 1310;
    live.left = std::chrono::minutes(21);
    for (int i = 0; i < streams; ++i) {
        LiveGeneration::Stream stream;
        stream.key = "orchard-" + std::to_string(1300 + i);
        stream.sample = i % 4;
        stream.tokens = 412 + i;
        stream.age = std::chrono::seconds(8);
        stream.tail = "Okay, the ferry makes a crossing with 36 cars and 4 buses.";
        live.streams.push_back(stream);
    }
    return live;
}

} // namespace

/// What people see of a run, from states that are handed in.
class GenerateLiveTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void init();
    void cleanup() { m_view.reset(); }
    void withoutARunItSaysWhatBelongsHere();
    void whatFormerRunsLeftIsAskedAboutWithoutARun();
    void figuresSayHowTheRunStands();
    void aRunWithoutAPriceCountsTokens();
    void manyStreamsAreATable();
    void whatMayHaveBeenChargedIsAskedAbout();
    void theFailedCanBeAskedForAgainOnceItIsOver();
    void pauseBecomesResume();
    void aServerThatRefusesIsSeen();
    void whatTheServerMakesOfItNeverWidensTheWindow();
    void aRefusalStopsTheRunInItsWords();
    void itLooksOnlyWhileItIsSeen();

private:
    void show(const LiveGeneration &live)
    {
        m_run.live = std::make_shared<const LiveGeneration>(live);
        m_view->setSource([this] {
            ++m_looks;
            return m_run;
        });
    }
    [[nodiscard]] QString figure(const char *name) const
    {
        return m_view->findChild<FigureCard *>(QLatin1String("generate.") + QLatin1String(name))
            ->figure();
    }
    template <typename T>
    [[nodiscard]] T *part(const char *name) const
    {
        return m_view->findChild<T *>(QLatin1String("generate.") + QLatin1String(name));
    }

    std::unique_ptr<GenerateLive> m_view;
    LiveRun m_run;
    int m_looks = 0;
};

void GenerateLiveTest::init()
{
    m_view = std::make_unique<GenerateLive>();
    m_view->resize(960, 800);
    m_view->show();
    m_run = {};
    m_looks = 0;
}

void GenerateLiveTest::withoutARunItSaysWhatBelongsHere()
{
    m_view->setEmptyWords(QStringLiteral("No run yet"), QStringLiteral("Choose a teacher."));
    QVERIFY(!part<QLabel>("state")->isVisible());
    bool said = false;
    for (const QLabel *label : m_view->findChildren<QLabel *>())
        said = said || (label->isVisible() && label->text() == QLatin1String("Choose a teacher."));
    QVERIFY(said);
}

void GenerateLiveTest::whatFormerRunsLeftIsAskedAboutWithoutARun()
{
    auto *waiting = part<QLabel>("waiting");
    QVERIFY(!waiting->isVisible());
    m_view->setOpen(3, 0);
    QVERIFY(waiting->isVisible());
    QCOMPARE(waiting->accessibleName(), QStringLiteral("3 may have been charged: decide…"));
    QSignalSpy decide(m_view.get(), &GenerateLive::decideRequested);
    emit waiting->linkActivated(QStringLiteral("decide"));
    QCOMPARE(decide.size(), 1);
    m_view->setOpen(0, 2);
    QCOMPARE(waiting->accessibleName(), QStringLiteral("Retry 2 failed"));
    QSignalSpy retry(m_view.get(), &GenerateLive::retryRequested);
    emit waiting->linkActivated(QStringLiteral("retry"));
    QCOMPARE(retry.size(), 1);
}

void GenerateLiveTest::figuresSayHowTheRunStands()
{
    m_run.budget = 12'000'000'000;
    LiveGeneration live = running(4);
    live.retried = 6;
    live.retriedAfter = {{429, 6}};
    show(live);
    QCOMPARE(part<QLabel>("state")->text(), QStringLiteral("Running"));
    QCOMPARE(figure("settled"), QStringLiteral("1,894"));
    QCOMPARE(figure("failed"), QStringLiteral("3"));
    QCOMPARE(figure("spent"), QStringLiteral("2.81 USD"));
    QVERIFY(
        part<FigureCard>("spent")->accessibleName().startsWith(QLatin1String("spent of 12.00:")));
    QCOMPARE(figure("left"), QStringLiteral("21 min"));
    QCOMPARE(part<QLabel>("progress")->text(), QStringLiteral("1,894 of 3,572 · 1,310 tokens/s"));
    QCOMPARE(part<QAbstractButton>("health")->text(), QStringLiteral("healthy · 4 of 64 streams"));
    QCOMPARE(part<QAbstractButton>("retried")->text(), QStringLiteral("6 retried after 429"));
    live.retriedAfter = {{0, 1}, {429, 3}, {503, 2}};
    show(live);
    QCOMPARE(part<QAbstractButton>("retried")->text(),
             QStringLiteral("6 retried (1 after no reply, 3 after 429, 2 after 503)"));
    const auto cards = m_view->findChildren<StreamCard *>();
    QCOMPARE(cards.size(), 4);
    QCOMPARE(cards[1]->accessibleName(),
             QStringLiteral("orchard-1301, sample 2, thinking · 413 tokens · 8 s"));
}

void GenerateLiveTest::aRunWithoutAPriceCountsTokens()
{
    LiveGeneration live = running(1);
    live.currency.clear();
    live.promptTokens = 400'000;
    live.completionTokens = 2'000'000;
    show(live);
    QCOMPARE(part<FigureCard>("spent")->accessibleName(), QStringLiteral("tokens: 2.4 M"));
}

void GenerateLiveTest::manyStreamsAreATable()
{
    show(running(64));
    const auto *table = part<QTableView>("table");
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 64);
    show(running(16));
    QVERIFY(!table->isVisible());
    QCOMPARE(m_view->findChildren<StreamCard *>().size(), 16);
    show(running(3));
    QVERIFY(!m_view->findChildren<StreamCard *>()[3]->isVisible());
}

void GenerateLiveTest::whatMayHaveBeenChargedIsAskedAbout()
{
    LiveGeneration live = running(1);
    live.unknown = 2;
    show(live);
    QCOMPARE(figure("unknown"), QStringLiteral("2"));
    QSignalSpy decide(m_view.get(), &GenerateLive::decideRequested);
    auto *acts = part<QLabel>("acts");
    QCOMPARE(acts->accessibleName(), QStringLiteral("2 may have been charged: decide…"));
    emit acts->linkActivated(QStringLiteral("decide"));
    QCOMPARE(decide.size(), 1);
}

void GenerateLiveTest::theFailedCanBeAskedForAgainOnceItIsOver()
{
    show(running(1));
    QVERIFY(part<QLabel>("acts")->accessibleName().isEmpty());
    QVERIFY(!part<QAbstractButton>("retry")->isVisible());
    m_run.ended = true;
    m_view->setOpen(2, 3);
    show(running(0));
    QSignalSpy retry(m_view.get(), &GenerateLive::retryRequested);
    QCOMPARE(part<QLabel>("acts")->accessibleName(),
             QStringLiteral("2 may have been charged: decide…"));
    QCOMPARE(part<QAbstractButton>("retry")->text(), QStringLiteral("Retry 3 failed"));
    part<QAbstractButton>("retry")->click();
    QCOMPARE(retry.size(), 1);
    m_view->setOpen(0, 0);
    m_view->refresh();
    QVERIFY(!part<QAbstractButton>("retry")->isVisible());
    QVERIFY(!part<QAbstractButton>("cancel")->isVisible());
}

void GenerateLiveTest::pauseBecomesResume()
{
    QSignalSpy pause(m_view.get(), &GenerateLive::pauseRequested);
    show(running(1));
    part<QAbstractButton>("pause")->click();
    LiveGeneration paused = running(0);
    paused.state = LiveGeneration::State::Paused;
    show(paused);
    QCOMPARE(part<QLabel>("state")->text(), QStringLiteral("Paused"));
    QCOMPARE(part<QAbstractButton>("pause")->text(), QStringLiteral("Resume"));
    part<QAbstractButton>("pause")->click();
    QCOMPARE(pause.size(), 2);
    QCOMPARE(pause[0][0].toBool(), true);
    QCOMPARE(pause[1][0].toBool(), false);
}

void GenerateLiveTest::aServerThatRefusesIsSeen()
{
    LiveGeneration live = running(8);
    live.streamsAllowed = 8;
    live.lastRefusal = QStringLiteral("429: too many requests");
    show(live);
    QCOMPARE(part<QAbstractButton>("health")->text(),
             QStringLiteral("slowed by the server · 8 of 64 streams"));
    QVERIFY(part<QLabel>("reason")->text().contains(live.lastRefusal));
}

void GenerateLiveTest::whatTheServerMakesOfItNeverWidensTheWindow()
{
    show(running(4));
    const int before = m_view->minimumSizeHint().width();
    LiveGeneration live = running(4);
    live.streamsAllowed = 4;
    live.retried = 1234;
    live.retriedAfter = {{429, 800}, {503, 434}};
    show(live);
    QCOMPARE(m_view->minimumSizeHint().width(), before);
    m_view->resize(560, 600);
    QCoreApplication::processEvents();
    const auto *retried = part<QAbstractButton>("retried");
    const auto *title = part<QLabel>("state");
    QVERIFY(retried->mapTo(m_view.get(), QPoint()).y() > title->geometry().bottom());
    QVERIFY(retried->width() >= retried->sizeHint().width());
}

void GenerateLiveTest::aRefusalStopsTheRunInItsWords()
{
    // The streams that run end first, and are paid for.
    LiveGeneration live = running(64);
    live.streamsAllowed = 64;
    live.state = LiveGeneration::State::Stopping;
    live.lastRefusal = QStringLiteral("The server does not know the key.");
    show(live);
    QVERIFY(part<QLabel>("reason")->text().contains(live.lastRefusal));
    m_run.ended = m_run.failed = true;
    m_run.reason = live.lastRefusal;
    show(running(0));
    QCOMPARE(part<QLabel>("state")->text(), QStringLiteral("Stopped"));
    QVERIFY(part<QLabel>("reason")->text().contains(m_run.reason));
    QVERIFY(part<QLabel>("reason")->isVisible());
}

void GenerateLiveTest::itLooksOnlyWhileItIsSeen()
{
    show(running(2));
    QTRY_VERIFY(m_looks > 3);
    m_view->hide();
    const auto timers = m_view->findChildren<QTimer *>();
    QVERIFY(!timers.isEmpty());
    for (const QTimer *timer : timers)
        QVERIFY(!timer->isActive());
}

QTEST_MAIN(GenerateLiveTest)
#include "generatelive_test.moc"
