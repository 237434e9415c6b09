// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>

#include <QTest>

using namespace touchstone;

class TextTest final : public QObject
{
    Q_OBJECT

private slots:
    void textsThatReadAlikeAreTheSame_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("normal");
        const auto row = [](const char *name, const char *text, const char *normal) {
            QTest::newRow(name) << std::string(text) << std::string(normal);
        };
        row("nothing", "", "");
        row("only spaces", " \t\r\n", "");
        row("runs of spaces", "  one \t two\r\n three  ", "one two three");
        row("typographic quotes", "\u201cIt\u2019s\u201d", "\"It's\"");
        row("dashes and minus", "1\u20132 \u2014 \u22123", "1-2 - -3");
        row("spaces that do not break", "5\u00a0kg\u202f\u3000!", "5 kg !");
        row("accents apart", "e\u0301te\u0301", "\u00e9t\u00e9");
        row("case stays", "ABC abc", "ABC abc");
        row("beyond the first plane", "\U0001F600  x", "\U0001F600 x");
    }
    void textsThatReadAlikeAreTheSame()
    {
        QFETCH(const std::string, text);
        QFETCH(const std::string, normal);
        QCOMPARE(normalizedText(text), normal);
        QCOMPARE(normalizedText(normal), normal);
    }

    void theFirstByteThatIsNoUtf8IsFound_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<int>("offset");
        const auto row = [](const char *name, std::string text, int offset) {
            QTest::newRow(name) << std::move(text) << offset;
        };
        row("nothing", "", -1);
        row("plain", "a long line of plain letters", -1);
        row("two, three and four bytes", "\u00e9 \u20ac \U0001F600", -1);
        row("the last character", "\xf4\x8f\xbf\xbf", -1);
        row("beyond the last", "\xf4\x90\x80\x80", 0);
        row("a tail alone", "ab\x80", 2);
        row("an end cut off", "12345678\xe2\x82", 8);
        row("an overlong slash", "\xc0\xaf", 0);
        row("an overlong of three", "\xe0\x9f\xbf", 0);
        row("an overlong of four", "\xf0\x8f\xbf\xbf", 0);
        row("a surrogate", "x\xed\xa0\x80", 1);
        row("beside a surrogate", "\xed\x9f\xbf\xee\x80\x80", -1);
        row("a byte that never is", "abcdefg\xff", 7);
    }
    void theFirstByteThatIsNoUtf8IsFound()
    {
        QFETCH(const std::string, text);
        QFETCH(const int, offset);
        const auto found = firstInvalidUtf8(text);
        QCOMPARE(found ? static_cast<int>(*found) : -1, offset);
    }

    void wordsAreCountedInEveryScript_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<int>("words");
        const auto row = [](const char *name, const char *text, int words) {
            QTest::newRow(name) << std::string(text) << words;
        };
        row("nothing", "", 0);
        row("marks only", " - ... $ ", 0);
        row("plain", "It's 3 o'clock, said Ana-Bo.", 6);
        row("with an accent", "un \u00e9t\u00e9 d\u2019or", 3);
        row("accents apart", "e\u0301te\u0301", 1);
        row("Han", "\u82f9\u679c x", 3);
        row("Bengali with marks", "\u0986\u09ae \u0986\u09ae", 2);
        row("Hangul", "\ud55c\uad6d\uc5b4 \ub9d0", 2);
    }
    void wordsAreCountedInEveryScript()
    {
        QFETCH(const std::string, text);
        QFETCH(const int, words);
        QCOMPARE(countWords(text), words);
    }

    void aHeadIsCutBetweenCharacters()
    {
        const std::string text = "a\u20acb";
        QCOMPARE(headOf(text, 0), std::string_view(""));
        QCOMPARE(headOf(text, 1), std::string_view("a"));
        QCOMPARE(headOf(text, 3), std::string_view("a"));
        QCOMPARE(headOf(text, 4), std::string_view("a\u20ac"));
        QCOMPARE(headOf(text, 9), std::string_view(text));
    }

    void trimmingTakesSpacesFromBothEndsOnly()
    {
        QCOMPARE(trimmed("\t a b \n"), std::string_view("a b"));
        QCOMPARE(trimmed(" \v\f "), std::string_view(""));
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
