// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <judge/extractrules.h>

#include <QTest>

using namespace touchstone;

/// DOMAIN §7.3, step 1: which rule finds the final answer, and where.
class ExtractTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsTheFinalAnswer_data();
    void findsTheFinalAnswer();
    void joinsBoxesThatStandTogether();
    void theLastNumberIsAGuess();
    void takesNothingFromTheEndOfACutText();
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
    add("box that is not closed", "\\boxed{72\nand on", "", "boxed, unclosed");
    add("box that is not closed behind one that is", "\\boxed{71} or \\boxed{72", "",
        "boxed, unclosed");
    add("empty box", "#### 72 \\boxed{}", "", "boxed, empty");
    add("answer element that is not closed", "<answer>7", "", "answer tag, unclosed");
    add("JSON", "{\"reasoning\": \"6 x 7\", \"answer\": \"42\"}", "42", "json");
    add("JSON in a fence", "```json\n{\"answer\": 42}\n```", "42", "json");
    add("JSON that is cut off", "{\"reasoning\": \"6 x 7\", \"answer\": \"4", "", "json, unclosed");
    add("German", "Die Antwort ist 12.", "12", "answer is");
    add("French", "La réponse est 12.", "12", "answer is");
    add("answer below its words", "**Final answer:**\n12", "12", "answer is");
    add("the wrong answer is", "The wrong answer is 12.", "", "");
    add("a negation before a comma", "As x is not 0, the answer is 12.", "12", "answer is");
    add("the answer after another's", "It is not 11. The answer is 12.", "12", "answer is");
    add("answer is not", "The answer is not 12.", "not 12", "answer is");
    add("two in bold", "It is **12** plums or **13**", "", "");
    add("bold that is taken back", "It is not **12**", "", "");
    add("bold beside a number", "of 30 there are **12**", "", "");
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
    add("Bangla", "সঠিক উত্তর: 42। বাকি সব ভুল।", "42", "answer is");
    add("option in bold with words behind", "The answer is **C: red** (as a rose is)", "C: red",
        "answer is");
    add("option in bold that ends its sentence", "The answer is **C: red**। It is so.", "C: red",
        "answer is");
    add("a point in bold", "The answer is **C: Dr. Red**. It is so.", "C: Dr. Red", "answer is");
    add("two options in bold", "The answer is **C: red** or **D: blue**", "C: red** or **D: blue",
        "answer is");
    add("a second letter behind the bold", "The answer is **C** and D", "C** and D", "answer is");
    add("option in bold with its reason", "The answer is **C** because it is red", "C",
        "answer is");
    add("option in bold that is taken back", "The answer is **C** unless it rains",
        "C** unless it rains", "answer is");
    add("option in bold that is taken back in Bangla", "উত্তর: **C** নয়", "C** নয়", "answer is");
    add("option in bold with a doubt", "The answer is **C** (or maybe not)", "C** (or maybe not)",
        "answer is");
    add("a number in bold goes on", "The answer is **5** dozen", "5** dozen", "answer is");
    add("a token that ends the turn", "The answer is 12<|im_end|>", "12", "answer is");
    add("a turn behind the token", "\\boxed{12}<|eot_id|>\nuser\n\\boxed{13}", "12", "boxed");
    add("another turn without an end", "The answer is 12. <|im_start|>user", "12", "answer is");
    add("a token before all else", "<|im_start|>assistant\nThe answer is 12.<|im_end|>", "12",
        "answer is");
    add("the token of a sentence's end", "#### 12</s>", "12", "####");
    add("struck out", "The answer is <s>12</s>", "<s>12</s>", "answer is");
    add("bold on the last line", "Some words\nIn all **12 plums**", "12 plums", "bold");
    add("formula on the last line", "Thus\n$x = 3$", "x = 3", "formula");
    add("displayed formula that ends the text", "Answer $$ \n 9 \n $$", "9", "formula");
    add("displayed formula that is taken back", "It is not \\[ 9 \\]", "", "");
    add("option letter", "(B)", "B", "option letter");
    add("a number that nothing names", "She has 12 plums in 3 bags", "", "");
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
    if (!found.text.empty())
        QCOMPARE(utf8.substr(found.begin, found.end - found.begin), found.text);
    QVERIFY(!found.lowConfidence);
}

void ExtractTest::joinsBoxesThatStandTogether()
{
    const auto text = [](const char *response) { return extractFinalAnswer(response).text; };
    QCOMPARE(text("$\\boxed{1}$ and $\\boxed{2}$"), std::string("1, 2"));
    QCOMPARE(text("\\boxed{1}, \\boxed{2}, \\boxed{3}"), std::string("1, 2, 3"));
    QCOMPARE(text("\\boxed{1} then \\boxed{2}"), std::string("2"));
    QCOMPARE(text("\\boxed{1} \\boxed{2}"), std::string("2"));
}

void ExtractTest::theLastNumberIsAGuess()
{
    const auto guess = [](const char *response) {
        return extraction::lastNumber(response).value_or(FinalAnswer{});
    };
    QCOMPARE(guess("She has 12 plums in 3 bags").text, std::string("3"));
    QCOMPARE(guess("It fell to -7").text, std::string("-7"));
    QCOMPARE(guess("so 9-7").text, std::string("7"));
    QCOMPARE(guess("He paid 1,250 in all").text, std::string("1,250"));
    QVERIFY(guess("He paid 1,250 in all").lowConfidence);
    QCOMPARE(guess("She wins with a chance of 2/3.").text, std::string("2/3"));
    QCOMPARE(guess("so that $(x, y)$ is $(7, 6)$ after all").text, std::string("(7, 6)"));
    QCOMPARE(guess("is $\\frac{5}{12}$").text, std::string("\\frac{5}{12}"));
    QCOMPARE(guess("from $5 to 12 for $").text, std::string("12"));
    QVERIFY(guess("I cannot say").text.empty());
}

void ExtractTest::takesNothingFromTheEndOfACutText()
{
    const auto cut = [](const char *response) {
        return extractFinalAnswer(response, {.truncated = true}).text;
    };
    QCOMPARE(cut("The answer is 7"), std::string());
    QCOMPARE(cut("#### 7"), std::string());
    QCOMPARE(cut("\\boxed{7}"), std::string("7"));
    QCOMPARE(cut("The answer is 7. I hope"), std::string("7"));
}

QTEST_GUILESS_MAIN(ExtractTest)
#include "extract_test.moc"
