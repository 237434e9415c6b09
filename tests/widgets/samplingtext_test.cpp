// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/common/format.h>
#include <widgets/generate/samplingtext.h>

#include <QLocale>
#include <QTest>

using namespace touchstone;

class SamplingTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void samplingIsReadAsPeopleWriteIt_data();
    void samplingIsReadAsPeopleWriteIt();
    void samplingThatCannotBeReadIsNamed_data();
    void samplingThatCannotBeReadIsNamed();
    void budgetsAreReadAsPeopleWriteThem_data();
    void budgetsAreReadAsPeopleWriteThem();
    void budgetsThatCannotBeReadAreNamed_data();
    void budgetsThatCannotBeReadAreNamed();
    void smallSumsOfMoneyShowTheFiguresThatCount_data();
    void smallSumsOfMoneyShowTheFiguresThatCount();
};

void SamplingTextTest::samplingIsReadAsPeopleWriteIt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::newRow("nothing") << QString{} << QString{};
    QTest::newRow("spaces") << QStringLiteral("temperature 0.6 top-p 0.95")
                            << QStringLiteral("temperature 0.6 · top-p 0.95");
    QTest::newRow("dots and equals") << QStringLiteral("Temperature=0.6 · top_p=0.95 · seed: 7")
                                     << QStringLiteral("temperature 0.6 · top-p 0.95 · seed 7");
    QTest::newRow("zero is set") << QStringLiteral("temperature 0")
                                 << QStringLiteral("temperature 0");
    QTest::newRow("stops with spaces and line breaks")
        << QStringLiteral("stop \"a b\" stop \"\\n\\n\" stop END")
        << QStringLiteral("stop \"a b\" · stop \"\\n\\n\" · stop \"END\"");
    QTest::newRow("logprobs") << QStringLiteral("logprobs 5, seed -3")
                              << QStringLiteral("seed -3 · logprobs 5");
}

void SamplingTextTest::samplingIsReadAsPeopleWriteIt()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto sampling = parseSamplingText(text);
    QVERIFY2(sampling, qPrintable(sampling ? QString{} : sampling.error().message));
    QCOMPARE(samplingText(*sampling), written);
    QVERIFY(parseSamplingText(written).value_or({}) == *sampling);
}

void SamplingTextTest::samplingThatCannotBeReadIsNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("no such word") << QStringLiteral("heat 3") << QStringLiteral("heat 3");
    QTest::newRow("no number") << QStringLiteral("seed 7 temperature hot")
                               << QStringLiteral("temperature hot");
    QTest::newRow("no value") << QStringLiteral("temperature") << QStringLiteral("temperature");
    QTest::newRow("more than all") << QStringLiteral("top-p 1.5") << QStringLiteral("top-p 1.5");
}

void SamplingTextTest::samplingThatCannotBeReadIsNamed()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const auto sampling = parseSamplingText(text);
    QVERIFY(!sampling);
    QVERIFY2(sampling.error().message.contains(QLatin1Char('"') + named + QLatin1Char('"')),
             qPrintable(sampling.error().message));
}

void SamplingTextTest::budgetsAreReadAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nano");
    QTest::addColumn<qint64>("tokens");
    QTest::newRow("none") << QString{} << qint64{-1} << qint64{-1};
    QTest::newRow("money") << QStringLiteral("12.00 USD") << qint64{12'000'000'000} << qint64{-1};
    QTest::newRow("a number is money")
        << QStringLiteral("0.5") << qint64{500'000'000} << qint64{-1};
    QTest::newRow("tokens") << QStringLiteral("5 M tokens") << qint64{-1} << qint64{5'000'000};
    QTest::newRow("thousands") << QStringLiteral("1,250 k tokens") << qint64{-1}
                               << qint64{1'250'000};
    QTest::newRow("both") << QStringLiteral("3 usd · 2,000,000 tokens") << qint64{3'000'000'000}
                          << qint64{2'000'000};
}

void SamplingTextTest::budgetsAreReadAsPeopleWriteThem()
{
    QFETCH(QString, text);
    QFETCH(qint64, nano);
    QFETCH(qint64, tokens);
    const auto budget = parseBudgetText(text, QStringLiteral("USD"));
    QVERIFY2(budget, qPrintable(budget ? QString{} : budget.error().message));
    QCOMPARE(qint64{budget->money.value_or(-1)}, nano);
    QCOMPARE(qint64{budget->tokens.value_or(-1)}, tokens);
    const QString written = budgetText(*budget, QStringLiteral("USD"));
    QVERIFY(parseBudgetText(written, QStringLiteral("USD")).value_or({}) == *budget);
}

void SamplingTextTest::budgetsThatCannotBeReadAreNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("words") << QStringLiteral("a lot");
    QTest::newRow("another currency") << QStringLiteral("5 EUR");
    QTest::newRow("negative") << QStringLiteral("-5 USD");
}

void SamplingTextTest::budgetsThatCannotBeReadAreNamed()
{
    QFETCH(QString, text);
    const auto budget = parseBudgetText(text, QStringLiteral("USD"));
    QVERIFY(!budget);
    QVERIFY(budget.error().message.contains(text));
}

void SamplingTextTest::smallSumsOfMoneyShowTheFiguresThatCount_data()
{
    QTest::addColumn<qint64>("nano");
    QTest::addColumn<QString>("words");
    QTest::newRow("cents") << qint64{2'810'000'000} << QStringLiteral("2.81 USD");
    QTest::newRow("nothing") << qint64{0} << QStringLiteral("0.00 USD");
    QTest::newRow("less than a cent") << qint64{4'200'000} << QStringLiteral("0.0042 USD");
    QTest::newRow("a token") << qint64{280} << QStringLiteral("0.00000028 USD");
}

void SamplingTextTest::smallSumsOfMoneyShowTheFiguresThatCount()
{
    QFETCH(qint64, nano);
    QFETCH(QString, words);
    QCOMPARE(money(nano, QStringLiteral("USD")), words);
}

QTEST_GUILESS_MAIN(SamplingTextTest)
#include "samplingtext_test.moc"
