// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/review/itemclock.h>

#include <QTest>

using namespace touchstone;

class ItemClockTest final : public QObject
{
    Q_OBJECT

private:
    std::int64_t m_now = 1'000;
    ItemClock clock()
    {
        return ItemClock([this] { return m_now; });
    }

private slots:
    void elapsedCountsFromTheBeginning()
    {
        ItemClock clock = this->clock();
        m_now += 700;
        QCOMPARE(clock.elapsed(), 700);
        clock.touch();
        m_now += 300;
        QCOMPARE(clock.elapsed(), 1'000);
        clock.begin();
        QCOMPARE(clock.elapsed(), 0);
    }

    void timeAwayDoesNotCount()
    {
        ItemClock clock = this->clock();
        m_now += 2'000;
        clock.touch();
        m_now += ItemClock::Idle + 1;
        QCOMPARE(clock.elapsed(), 2'000);
        clock.touch();
        m_now += 500;
        QCOMPARE(clock.elapsed(), 2'500);
    }

    void timeOnOtherPagesDoesNotCount()
    {
        ItemClock clock = this->clock();
        m_now += 1'000;
        clock.touch();
        m_now += 60'000;
        clock.comeBack();
        m_now += 1'000;
        QCOMPARE(clock.elapsed(), 2'000);
    }

    void paceIsTheMeanOfTheLastForty()
    {
        ItemClock clock = this->clock();
        QCOMPARE(clock.pace(), 0);
        const auto finish = [this, &clock](std::int64_t time) {
            clock.begin();
            m_now += time;
            clock.finish();
        };
        finish(10'000);
        finish(20'000);
        QCOMPARE(clock.pace(), 15'000);
        for (int i = 0; i < 40; ++i)
            finish(4'000);
        QCOMPARE(clock.pace(), 4'000);
    }
};

QTEST_GUILESS_MAIN(ItemClockTest)
#include "itemclock_test.moc"
