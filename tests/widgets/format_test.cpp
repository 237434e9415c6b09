// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/common/format.h>

#include <QLocale>
#include <QTest>

using namespace touchstone;

class FormatTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void oneIsSaidInTheSingular()
    {
        QCOMPARE(wordCount(1), QStringLiteral("1 word"));
        QCOMPARE(wordCount(1319), QStringLiteral("1,319 words"));
        QCOMPARE(stepCount(1), QStringLiteral("1 step"));
        QCOMPARE(stepCount(0), QStringLiteral("0 steps"));
    }

    void timesAreRelativeUnderADay_data()
    {
        QTest::addColumn<QDateTime>("at");
        QTest::addColumn<QString>("words");
        const auto add = [](const QDateTime &at, const char *words) {
            QTest::newRow(words) << at << QString::fromLatin1(words);
        };
        add(Now.addSecs(-59), "just now");
        add(Now.addSecs(-12 * 60), "12 min ago");
        add(Now.addSecs(-5 * 3600), "today 09:02");
        add(Now.addDays(-1), "Friday");
        add(Now.addDays(-16), "12 November");
        add(Now.addYears(-1), "28 November 2025");
    }
    void timesAreRelativeUnderADay()
    {
        QFETCH(QDateTime, at);
        QFETCH(QString, words);
        QCOMPARE(when(at.toMSecsSinceEpoch() * 1000, Now), words);
    }

private:
    inline static const QDateTime Now{QDate(2026, 11, 28), QTime(14, 2)};
};

QTEST_GUILESS_MAIN(FormatTest)
#include "format_test.moc"
