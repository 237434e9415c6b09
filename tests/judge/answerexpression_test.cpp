// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <judge/judge.h>

#include <QTest>

using namespace touchstone;

namespace {

FinalAnswer found(const char *pattern, const std::string &text, bool truncated = false)
{
    const auto expression = AnswerExpression::compile(pattern);
    if (!expression)
        return {{}, toUtf8(expression.error().message)};
    return extractFinalAnswer(text, {.expression = &*expression, .truncated = truncated});
}

} // namespace

/// DOMAIN §7.3, step 1 (a): the answer is where a person's own expression says.
class AnswerExpressionTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsTheLastMatch_data();
    void findsTheLastMatch();
    void asksTheOtherRulesWhereItMatchesNowhere();
    void saysWhatIsWrongWithIt_data();
    void saysWhatIsWrongWithIt();
    void givesUpOnTheHostile_data();
    void givesUpOnTheHostile();
    void looksAtTheEndOfALongText();
    void takesNothingFromTheEndOfACutText();
    void leadsTheJudge();
};

void AnswerExpressionTest::findsTheLastMatch_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("answer");
    const auto add = [](const char *title, const char *pattern, const char *text,
                        const char *answer) {
        QTest::newRow(title) << QString::fromUtf8(pattern) << QString::fromUtf8(text)
                             << QString::fromUtf8(answer);
    };
    add("the whole match", "[0-9]+ kg", "12 kg, then 13 kg", "13 kg");
    add("the first group", "Result: ([0-9]+) (kg)", "Result: 7 kg. Result: 9 kg", "9");
    add("the group named answer", "(kg|g): (?<answer>[0-9]+)", "kg: 7", "7");
    add("before a box", "([0-9]+) plums", "9 plums, \\boxed{8}", "9");
    add("behind letters of two and four bytes", "=> (.*?) <=",
        "\xC3\xBC\xF0\x9F\x98\x80 => \xE0\xA6\x89"
        "5 <= \xC3\xBC",
        "\xE0\xA6\x89"
        "5");
    add("empty matches are passed over", "[0-9]*", "7 plums", "7");
    add("without white space around", "is(.*)", "it is  7 \n", "7");
    add("options in the pattern", "(?i)RESULT (\\d)", "result 7", "7");
    add("the last of many lines", "(?m)^A: (.*)$", "A: 7\nA: 8\nB: 9", "8");
}

void AnswerExpressionTest::findsTheLastMatch()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    const std::string utf8 = toUtf8(text);
    const FinalAnswer answer = found(toUtf8(pattern).c_str(), utf8);
    QTEST(toQString(answer.text), "answer");
    QCOMPARE(answer.rule, std::string("expression"));
    QCOMPARE(utf8.substr(answer.begin, answer.end - answer.begin), answer.text);
}

void AnswerExpressionTest::asksTheOtherRulesWhereItMatchesNowhere()
{
    QCOMPARE(found("Result: (.*)", "\\boxed{7}").rule, std::string("boxed"));
    QCOMPARE(found("Result: (.*)", "I cannot say").rule, std::string());
    // It matches and says nothing: no other rule is asked.
    QCOMPARE(found("Result:(.*)", "\\boxed{7} Result:  ").rule, std::string("expression, empty"));
    QCOMPARE(found("Result: (a)?b", "\\boxed{7} Result: b").rule, std::string("expression, empty"));
    QCOMPARE(found("Result: (.*)", "Result: \xFF").rule, std::string("expression, not UTF-8"));
}

void AnswerExpressionTest::saysWhatIsWrongWithIt_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QString>("words");
    QTest::newRow("bracket") << QByteArray("Result: (a") << QStringLiteral("at character 11:");
    QTest::newRow("behind two bytes")
        << QByteArray("\xC3\xBC*[a") << QStringLiteral("at character 5:");
    QTest::newRow("quantifier") << QByteArray("*a") << QStringLiteral("at character 1:");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("finds nothing");
    QTest::newRow("too long") << QByteArray(501, 'a') << QStringLiteral("at most 500 characters");
}

void AnswerExpressionTest::saysWhatIsWrongWithIt()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QString, words);
    const auto expression = AnswerExpression::compile(pattern.toStdString());
    QVERIFY(!expression);
    QCOMPARE(expression.error().code, Error::Code::BadInput);
    QVERIFY2(expression.error().message.contains(words), qPrintable(expression.error().message));
}

void AnswerExpressionTest::givesUpOnTheHostile_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    const QByteArray letters(8000, 'a');
    QTest::newRow("nested stars") << QByteArray("(a+)+$") << letters + "b";
    QTest::newRow("alternatives") << QByteArray("(a|a)*[cd]") << letters;
    QTest::newRow("stars of everything") << QByteArray("(.*)*(.*)*(.*)*x") << letters;
    QTest::newRow("back references") << QByteArray("(a*)(a*)\\1\\2\\1[cd]") << letters;
    QTest::newRow("limits that the pattern raises")
        << QByteArray("(*LIMIT_MATCH=4000000000)(*LIMIT_DEPTH=4000000000)(a+)+$") << letters + "b";
    QTest::newRow("recursion") << QByteArray("(a(?1)?)+[cd]") << letters;
}

void AnswerExpressionTest::givesUpOnTheHostile()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    const FinalAnswer answer = found(pattern.constData(), "\\boxed{7} " + text.toStdString());
    QCOMPARE(answer.rule, std::string("expression, gave up"));
    QVERIFY(answer.text.empty());
}

void AnswerExpressionTest::looksAtTheEndOfALongText()
{
    const std::string words(100000, 'w');
    QCOMPARE(found("Result: ([0-9])", words + " Result: 7 ").text, std::string("7"));
    const FinalAnswer last = found("Result: ([0-9])", words + "\xF0\x9F\x98\x80 Result: 7 ");
    QCOMPARE(last.begin, words.size() + 4 + 9);
    // What stands before may have been meant, and nobody looked.
    QCOMPARE(found("Result: ([0-9])", "Result: 7 " + words).rule,
             std::string("expression, gave up"));
}

void AnswerExpressionTest::takesNothingFromTheEndOfACutText()
{
    QCOMPARE(found("Result: ([0-9]+)", "Result: 7", true).rule, std::string("cut off"));
    QCOMPARE(found("Result: ([0-9]+)", "Result: 7 kg", true).text, std::string("7"));
}

void AnswerExpressionTest::leadsTheJudge()
{
    const auto expression = AnswerExpression::compile("Result: ([0-9]+)");
    QVERIFY(expression);
    Judge judge({}, *expression);
    QCOMPARE(judge.expression()->pattern(), std::string("Result: ([0-9]+)"));
    const AnswerCheck check = judge.check("7", "Result: 7 and \\boxed{8}");
    QCOMPARE(check.verdict, Verdict::Equal);
    QCOMPARE(check.extracted.rule, std::string("expression"));
    // The reference has rules of its own.
    QCOMPARE(judge.check("Result: 8 #### 7", "Result: 7").verdict, Verdict::Equal);
    QCOMPARE(Judge({}, *AnswerExpression::compile("(.+)+\\d$"))
                 .check("7", std::string(4000, 'a') + " \\boxed{7}")
                 .verdict,
             Verdict::NoAnswer);
}

QTEST_GUILESS_MAIN(AnswerExpressionTest)
#include "answerexpression_test.moc"
