// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "datarows.h"
#include "pairs.h"

#include <base/text.h>

#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// "A=5, B=6"; for comparing.
std::string listed(const AnswerOptions &options)
{
    std::string made;
    for (const AnswerOption &option : options)
        made += (made.empty() ? "" : " | ") + std::string(1, option.letter) + "=" + option.text;
    return made;
}

AnswerOptions optionsOf(const Json &row)
{
    std::vector<std::string> texts;
    for (const Json &text : row.at("options"))
        texts.push_back(text.get<std::string>());
    return lettered(texts);
}

} // namespace

/// DOMAIN §7.3, step 5: letters and texts of the options that a prompt lists.
class OptionsTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatAPromptLists_data();
    void findsWhatAPromptLists();
    void findsNothingWhereItIsNotPlain_data();
    void findsNothingWhereItIsNotPlain();
    void namesAnOptionByItsLetter_data();
    void namesAnOptionByItsLetter();
    void letterAndTextAreTheSameAnswer_data();
    void letterAndTextAreTheSameAnswer();
    void theLastLineMayNameAnOption();
    void neverEqualPairsAreNeverEqual();
    void withoutOptionsNothingChanges();
};

void OptionsTest::findsWhatAPromptLists_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("options");
    const auto add = [](const char *title, const char *prompt, const char *options) {
        QTest::newRow(title) << QString::fromUtf8(prompt) << QString::fromUtf8(options);
    };
    add("brackets within a line", "How many?\nAnswer Choices: (A) 5 (B) 6 (C) None of these",
        "A=5 | B=6 | C=None of these");
    add("brackets on lines", "How many?\n(A) 5\n(B) 6", "A=5 | B=6");
    add("two lines of two", "How many? (A) 5 (B) 6\n(C) 7 (D) 8", "A=5 | B=6 | C=7 | D=8");
    add("half brackets", "How many? A) 5, B) 6, C) 7", "A=5 | B=6 | C=7");
    add("points", "How many?\n\nA. 5\nB. 6.5\n\nAnswer:", "A=5 | B=6.5");
    add("points in bold", "How many?\n- **A.** 5\n- **B**. 6", "A=5 | B=6");
    add("colons", "Options:\nA: 5\nB: 6", "A=5 | B=6");
    add("small letters", "(a) 5 (b) 6", "A=5 | B=6");
    add("TeX", "$\\textbf{(A)}\\ 42 \\qquad \\textbf{(B)}\\ \\frac{1}{2} \\qquad\\textbf{(C) }7$",
        "A=42 | B=\\frac{1}{2} | C=7");
    add("formulas", "(A) $x^2$ (B) $y$", "A=$x^2$ | B=$y$");
    add("a dictionary", "Options: {'A': 'one', 'B': \"it's\", 'C': '\\\\frac{1}{2}'}",
        "A=one | B=it's | C=\\frac{1}{2}");
    add("options that name others", "(A) 5\n(B) 6\n(C) both (A) and (B)",
        "A=5 | B=6 | C=both (A) and (B)");
    add("letters before the list", "Given points (A) and (B), which?\n(A) 5\n(B) 6", "A=5 | B=6");
    add("the same list twice", "(A) 5 (B) 6\nOnce more:\n(A) 5 (B) 6", "A=5 | B=6");
}

void OptionsTest::findsWhatAPromptLists()
{
    QFETCH(QString, prompt);
    QFETCH(QString, options);
    QCOMPARE(toQString(listed(findOptions(toUtf8(prompt)))), options);
}

void OptionsTest::findsNothingWhereItIsNotPlain_data()
{
    QTest::addColumn<QString>("prompt");
    const auto add = [](const char *title, const char *prompt) {
        QTest::newRow(title) << QString::fromUtf8(prompt);
    };
    add("no list", "Vitamin A. and vitamin B. are two.");
    add("one letter", "(A) 5");
    add("a letter is left out", "(A) 5 (C) 6 (D) 7");
    add("a letter is left out on lines", "A. 5\nB. 6\nD. 7");
    add("texts are missing", "Answer with (A), (B), (C) or (D).");
    add("a text of two lines", "A. five\nand more\nB. 6");
    add("columns", "(A) 5 (C) 7\n(B) 6 (D) 8");
    add("two lists that differ", "(A) 5 (B) 6\nNow:\n(A) 7 (B) 8");
    add("names of functions", "f(A) 5 g(B) 6");
    add("a letter behind the list", "(A) 5 (B) 6\nor (D) 7");
    add("escapes that are not understood", "{'A': 'o\\n', 'B': 'p'}");
    add("a dictionary that breaks off", "{'A': 'o', 'B': 'p");
}

void OptionsTest::findsNothingWhereItIsNotPlain()
{
    QFETCH(QString, prompt);
    QCOMPARE(listed(findOptions(toUtf8(prompt))), std::string());
}

void OptionsTest::namesAnOptionByItsLetter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    for (const auto &[text, named] : {std::pair{"B", "B"},  {"(B)", "B"},
                                      {"B)", "B"},          {"B.", "B"},
                                      {"**B**", "B"},       {"**(B)** 42", "B 42"},
                                      {"\\text{(B)}", "B"}, {"\\textbf{(B) }42", "B 42"},
                                      {"option B", "B"},    {"Option b", "B"},
                                      {"(b)", "B"},         {"b", ""},
                                      {"B. 42", "B 42"},    {"B: 42", "B 42"},
                                      {"(B) 42", "B 42"},   {"(B): 42", "B 42"},
                                      {"B (42)", "B 42"},   {"B** (42)", "B 42"},
                                      {"B**: 42", "B 42"},  {"বিকল্প 'B'", "B"},
                                      {"A bag", ""},        {"B.42", ""},
                                      {"B:C", ""},          {"BC", ""},
                                      {"42", ""},           {"", ""}})
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(named);
}

void OptionsTest::namesAnOptionByItsLetter()
{
    QFETCH(QString, text);
    const auto named = namedOption(toUtf8(text));
    std::string words;
    if (named)
        words = std::string(1, named->letter) + (named->rest.empty() ? "" : " " + named->rest);
    QTEST(toQString(words), "named");
}

void OptionsTest::letterAndTextAreTheSameAnswer_data()
{
    QTest::addColumn<QString>("gold");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("words");
    const auto add = [](const char *gold, const char *answer, const char *words) {
        QTest::addRow("%s ~ %s", gold, answer)
            << QString::fromUtf8(gold) << QString::fromUtf8(answer) << QString::fromUtf8(words);
    };
    // A 41, B 42, C 1/2, D 5 cm, E none of these
    add("B", "B", "equal structural");
    add("B", "(B)", "equal structural");
    add("B", "b)", "equal structural");
    add("B", "B. 42", "equal structural");
    add("B", "42", "equal structural");
    add("B", "42.0", "equal exact");
    add("B", "A", "different");
    add("B", "41", "different");
    add("B", "43", "different");
    add("B", "B. 41", "cannot tell");
    add("B", "F", "no answer");
    add("B", "(F) 42", "no answer");
    add("C", "0.5", "equal exact");
    add("C", "\\frac12", "equal structural");
    add("D", "5", "cannot tell");
    add("B", "b", "cannot tell");
    add("D", "50 mm", "equal exact");
    add("D", "5 m", "unit differs");
    add("42", "B", "equal structural");
    add("42", "(B) 42", "equal structural");
    add("42", "C", "different");
    add("42", "42", "equal structural");
    add("E", "none of these", "equal structural");
    add("E", "43", "cannot tell");
    add("7", "7", "equal structural");
    add("7", "B", "cannot tell");
    add("F", "B", "gold unparsable");
}

void OptionsTest::letterAndTextAreTheSameAnswer()
{
    const AnswerOptions options = lettered({"41", "42", "1/2", "5 cm", "none of these"});
    QFETCH(QString, gold);
    QFETCH(QString, answer);
    Judge judge;
    const AnswerCheck check =
        judge.check(toUtf8(gold), "\\boxed{" + toUtf8(answer) + "}", false, options);
    QTEST(toQString(wordsOf(check)), "words");
    // A response that is nothing else.
    QTEST(toQString(wordsOf(judge.check(toUtf8(gold), toUtf8(answer), false, options))), "words");
}

void OptionsTest::theLastLineMayNameAnOption()
{
    const AnswerOptions options = lettered({"red", "blue"});
    Judge judge;
    const auto check = [&](const char *response) {
        return wordsOf(judge.check("B", response, false, options));
    };
    QCOMPARE(check("The sky is so.\n\nB. blue"), std::string("equal structural"));
    QCOMPARE(check("The sky is so.\n\n(B)"), std::string("equal structural"));
    QCOMPARE(check("The sky is so.\n\n(A) red"), std::string("different"));
    QCOMPARE(check("The sky is so.\n\nB. because it is"), std::string("no answer"));
    QCOMPARE(check("I may choose:\nA. red\nB. blue"), std::string("no answer"));
    QCOMPARE(check("I may choose:\n- (A) red\n\n- (B) blue"), std::string("no answer"));
    QCOMPARE(check("The sky is so.\n\nD"), std::string("no answer"));
    QCOMPARE(check("I think that blue is nicer"), std::string("no answer"));
}

/// One line of tests/data/answers/never_equal_options.jsonl each, written against the rules.
void OptionsTest::neverEqualPairsAreNeverEqual()
{
    const auto rows = rowsOf(ownData(QStringLiteral("answers/never_equal_options.jsonl")));
    QVERIFY(rows.size() >= 60);
    Judge judge;
    for (const Json &row : rows) {
        const AnswerOptions options = optionsOf(row);
        const std::string gold = textOf(row, "gold");
        const std::string answer = textOf(row, "answer");
        for (const std::string &response :
             {answer, "\\boxed{" + answer + "}", "The answer is " + answer})
            QVERIFY2(judge.check(gold, response, false, options).verdict != Verdict::Equal,
                     row.dump().c_str());
    }
}

void OptionsTest::withoutOptionsNothingChanges()
{
    Judge judge;
    QCOMPARE(judge.check("B", "\\boxed{42}").verdict == Verdict::Equal, false);
    QCOMPARE(judge.check("B", "\\boxed{F}").verdict, Verdict::Different);
}

QTEST_GUILESS_MAIN(OptionsTest)
#include "options_test.moc"
