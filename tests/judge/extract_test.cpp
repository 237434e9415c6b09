// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <judge/extract.h>

#include <QTest>

using namespace touchstone;

/// DOMAIN §7.3, step 1: which rule finds the final answer, and where.
class ExtractTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsTheFinalAnswer_data();
    void findsTheFinalAnswer();
};

void ExtractTest::findsTheFinalAnswer_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("rule");
    const auto add = [](const char *title, const char *text, const char *answer, const char *rule) {
        QTest::newRow(title) << QString::fromUtf8(text) << QString::fromUtf8(answer)
                             << QString::fromUtf8(rule);
    };
    add("box", "So \\boxed{12}.", "12", "boxed");
    add("box with braces", "\\boxed{\\frac{1}{2}}", "\\frac{1}{2}", "boxed");
    add("box with an escaped brace", "\\boxed{\\{1, 2\\}}", "\\{1, 2\\}", "boxed");
    add("last box", "\\boxed{71}. Wait, no: \\boxed{72}", "72", "boxed");
    add("fbox", "\\fbox{72}", "72", "boxed");
    add("box with a space", "$\\boxed 7$ eggs", "7", "boxed");
    add("box that is not closed", "\\boxed{72\nand on", "72", "boxed, unclosed");
    add("box before everything", "#### 3\nThe answer is 4. \\boxed{5}", "5", "boxed");
    add("answer element", "<answer> 12 </answer>", "12", "answer tag");
    add("hashes", "3*4=12\n#### 12\n", "12", "####");
    add("last hashes", "#### 11\n#### 12", "12", "####");
    add("hashes before words", "The answer is 11.\n#### 12", "12", "####");
    add("final answer is", "The final answer is 12. I hope it is correct.", "12", "answer is");
    add("answer is, with a decimal point", "The answer is 12.5. Done.", "12.5", "answer is");
    add("answer is, in bold", "The answer is **12**.", "12", "answer is");
    add("answer is, as a formula", "The answer is $x^2$.", "x^2", "answer is");
    add("last answer is", "The answer is 3. No, the answer is 4.", "4", "answer is");
    add("answer, colon", "Answer: B", "B", "answer is");
    add("Chinese", "所以答案是42。", "42", "answer is");
    add("bold on the last line", "Some words\nIn all **12 plums**", "12 plums", "bold");
    add("formula on the last line", "Thus\n$x = 3$", "x = 3", "formula");
    add("option letter", "(B)", "B", "option letter");
    add("last number", "She has 12 plums in 3 bags", "3", "last number");
    add("negative number", "It fell to -7", "-7", "last number");
    add("a difference is no sign", "so 9-7", "7", "last number");
    add("thousands", "He paid 1,250 in all", "1,250", "last number");
    add("nothing", "I cannot say", "", "");
    add("nothing at all", "", "", "");
}

void ExtractTest::findsTheFinalAnswer()
{
    QFETCH(QString, text);
    const std::string utf8 = toUtf8(text);
    const FinalAnswer found = extractFinalAnswer(utf8);
    QTEST(toQString(found.text), "answer");
    QTEST(toQString(found.rule), "rule");
    // Where it stands, so that it can be marked in the text.
    QCOMPARE(utf8.substr(found.begin, found.end - found.begin), found.text);
    QCOMPARE(found.lowConfidence, found.rule == "last number" || found.rule == "boxed, unclosed");
}

QTEST_GUILESS_MAIN(ExtractTest)
#include "extract_test.moc"
