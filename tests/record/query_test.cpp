// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <record/knownterms.h>
#include <record/query.h>

#include <QTest>

#include <support/testdata.h>

using namespace touchstone;
using Term = Query::Term;
using Field = Term::Field;

class QueryTest final : public QObject
{
    Q_OBJECT

private slots:
    void aQueryReadsAsItIsMeant()
    {
        const auto query = parseQuery(
            "state:open -tag:\"to check\" words>100 words<9 words:5 plum* \"two pears\"");
        VERIFY_RESULT(query);
        const std::vector<Term> expected = {
            {Field::State, "open", Term::Comparison::Equal, false, false},
            {Field::Tag, "to check", Term::Comparison::Equal, false, true},
            {Field::Words, "100", Term::Comparison::Greater, false, false},
            {Field::Words, "9", Term::Comparison::Less, false, false},
            {Field::Words, "5", Term::Comparison::Equal, false, false},
            {Field::Text, "plum*", Term::Comparison::Equal, false, false},
            {Field::Text, "two pears", Term::Comparison::Equal, true, false},
        };
        QVERIFY(query->terms == expected);
    }

    void whatWasReadPrintsAndReadsTheSame_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("printed");
        const auto row = [](const char *text, const char *printed) {
            QTest::newRow(text) << std::string(text) << std::string(printed);
        };
        row("", "");
        row("  state:open   has:both ", "state:open has:both");
        row("-source:\"gpt 4 o\"", "-source:\"gpt 4 o\"");
        row("source:\"r1\"", "source:r1");
        row("key:a\"b", "key:a\"b");
        row("tag:\"a \\\"b\\\" \\\\\"", "tag:\"a \\\"b\\\" \\\\\"");
        row("\"state:open\"", "\"state:open\"");
        row("\"never closed", "\"never closed\"");
        row("words>100 -words<5", "words>100 -words<5");
        row("12:30 a-b -", "12:30 a-b \"-\"");
        row("\u82f9\u679c -\u00e9t\u00e9*", "\u82f9\u679c -\u00e9t\u00e9*");
    }
    void whatWasReadPrintsAndReadsTheSame()
    {
        QFETCH(const std::string, text);
        QFETCH(const std::string, printed);
        const auto query = parseQuery(text);
        VERIFY_RESULT(query);
        QCOMPARE(toText(*query), printed);
        const auto again = parseQuery(printed);
        VERIFY_RESULT(again);
        QCOMPARE(toText(*again), printed);
    }

    void everyKnownTermIsOne()
    {
        QVERIFY(!knownTerms().empty());
        for (const std::string &text : knownTerms()) {
            const auto query = parseQuery(text);
            VERIFY_RESULT(query);
            QVERIFY(query->terms.front().field != Field::Text);
            QCOMPARE(toText(*query), text);
        }
    }

    void anErrorNamesTheTermAndWhatMayStandThere_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("state") << std::string("plum state:opne") << QStringLiteral("drafted");
        QTest::newRow("decision") << std::string("decision:yes") << QStringLiteral("neither");
        QTest::newRow("flag") << std::string("flag:red") << QStringLiteral("yes, no");
        QTest::newRow("words") << std::string("words>many") << QStringLiteral("words>100");
        QTest::newRow("beyond numbers")
            << std::string("words>12345678901") << QStringLiteral("words>100");
        QTest::newRow("nothing behind") << std::string("tag:") << QStringLiteral("tag:");
    }
    void anErrorNamesTheTermAndWhatMayStandThere()
    {
        QFETCH(const std::string, text);
        QFETCH(const QString, named);
        const auto query = parseQuery(text);
        QVERIFY(!query);
        QCOMPARE(query.error().code, Error::Code::BadInput);
        QVERIFY2(query.error().message.contains(named), qPrintable(query.error().message));
    }
};

QTEST_GUILESS_MAIN(QueryTest)
#include "query_test.moc"
