// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generator.h"

#include <reasoning/differences.h>
#include <reasoning/formulascanner.h>
#include <reasoning/normaltex.h>
#include <reasoning/tokens.h>

#include <QTest>

using namespace touchstone;

namespace {

QByteArray bytes(const std::string &text, const ByteRange &range)
{
    return QByteArray::fromStdString(text.substr(range.begin, range.size()));
}

/// The tokens of `text` outside of the differences, as they count.
std::vector<std::string>
common(const std::string &text, const Differences &differences, ByteRange Difference::*side)
{
    std::vector<std::string> tokens;
    auto difference = differences.list.begin();
    const std::vector<Formula> formulas = scanFormulas(text);
    auto formula = formulas.begin();
    for (const Token &token : tokensOf(text)) {
        while (difference != differences.list.end() && ((*difference).*side).end <= token.begin)
            ++difference;
        if (difference != differences.list.end() && token.begin >= ((*difference).*side).begin)
            continue;
        std::string name = text.substr(token.begin, token.end - token.begin);
        if (token.kind == TokenKind::Formula) {
            while (formula->begin < token.begin)
                ++formula;
            name = "$"
                   + normalTex(text.substr(formula->texBegin, formula->texEnd - formula->texBegin));
        }
        tokens.push_back(name);
    }
    return tokens;
}

/// What is wrong with the differences of two texts; empty: nothing.
std::string complaint(const std::string &left, const std::string &right, const Differences &found)
{
    ByteRange lastLeft;
    ByteRange lastRight;
    for (const Difference &difference : found.list) {
        if (difference.left.begin < lastLeft.end || difference.right.begin < lastRight.end)
            return "out of order";
        if (difference.left.end > left.size() || difference.right.end > right.size())
            return "beyond the end";
        const DifferenceKind kind = difference.left.isEmpty()    ? DifferenceKind::OnlyRight
                                    : difference.right.isEmpty() ? DifferenceKind::OnlyLeft
                                                                 : DifferenceKind::Changed;
        if (kind != difference.kind || (difference.left.isEmpty() && difference.right.isEmpty()))
            return "of the wrong kind";
        lastLeft = difference.left;
        lastRight = difference.right;
    }
    if (common(left, found, &Difference::left) != common(right, found, &Difference::right))
        return "what is left differs";
    return {};
}

} // namespace

class DifferencesTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsWords_data();
    void findsWords();
    void placesWhatIsOnOneSideOnly();
    void leavesTheSameOnGeneratedTexts();
    void comesToAnEndOnHostileTexts_data();
    void comesToAnEndOnHostileTexts();
};

void DifferencesTest::findsWords_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QByteArrayList>("found"); // left, right, left, right …
    const auto row = [](const char *name, const char *left, const char *right,
                        const QByteArrayList &found) {
        QTest::newRow(name) << QByteArray(left) << QByteArray(right) << found;
    };
    row("nothing", "", "", {});
    row("the same", "Two eggs.", "Two eggs.", {});
    row("white space", "Two  eggs.\n", " Two\neggs .", {});
    row("one side empty", "Two eggs.", "", {"Two eggs.", ""});
    row("a word", "Two red eggs.", "Two green eggs.", {"red", "green"});
    row("a number", "It is 1,000 in all.", "It is 1,001 in all.", {"1,000", "1,001"});
    row("a word more", "Two eggs.", "Two red eggs.", {"", "red"});
    row("words that moved", "a b c d e", "a d b c e", {"", "d", "d", ""});
    row("a formula", "so $x + 1$ is", "so $x + 2$ is", {"$x + 1$", "$x + 2$"});
    row("a formula in other marks", "so $x+1$ is", "so \\( x + 1 \\) is", {});
    row("a formula is no word", "so $x$ is", "so x is", {"$x$", "x"});
    row("punctuation alone parts nothing", "so red, cold is", "so blue, hot is",
        {"red, cold", "blue, hot"});
    row("a word parts", "so red and cold is", "so blue and hot is", {"red", "blue", "cold", "hot"});
    row("punctuation at the end stays", "so red.", "so blue.", {"red", "blue"});
    row("Chinese", "共十二个苹果", "共十三个苹果", {"二", "三"});
}

void DifferencesTest::findsWords()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const std::string leftText = left.toStdString();
    const std::string rightText = right.toStdString();
    const Differences found = findDifferences(leftText, rightText);
    QVERIFY(found.isShortest);
    QByteArrayList seen;
    for (const Difference &difference : found.list)
        seen << bytes(leftText, difference.left) << bytes(rightText, difference.right);
    QTEST(seen, "found");
    QCOMPARE(complaint(leftText, rightText, found), std::string{});
}

void DifferencesTest::placesWhatIsOnOneSideOnly()
{
    const Differences found = findDifferences("Two eggs", "Two red eggs");
    QCOMPARE(found.list.size(), std::size_t{1});
    QCOMPARE(found.list.front(), (Difference{{3, 3}, {4, 7}, DifferenceKind::OnlyRight}));
    QCOMPARE(findDifferences("x y", "y").list.front(),
             (Difference{{0, 1}, {0, 0}, DifferenceKind::OnlyLeft}));
}

void DifferencesTest::leavesTheSameOnGeneratedTexts()
{
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        test::Generator generator(seed);
        const std::string left = generator.text(generator.below(80));
        const std::string right =
            seed % 4 == 0 ? generator.text(generator.below(80)) : generator.changed(left);
        const Differences found = findDifferences(left, right);
        QCOMPARE(complaint(left, right, found), std::string{});
        QVERIFY(found.isShortest);
        QCOMPARE(findDifferences(left, left).list.size(), std::size_t{0});
    }
}

void DifferencesTest::comesToAnEndOnHostileTexts_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::newRow("a letter") << QByteArray("a") << QByteArray("b");
    QTest::newRow("words") << QByteArray("the cat ") << QByteArray("the dog ");
    QTest::newRow("punctuation") << QByteArray("!?") << QByteArray("?!!");
    QTest::newRow("formulas") << QByteArray("$a$ $b$ ") << QByteArray("$b$ $c$ $a$ ");
    QTest::newRow("white space") << QByteArray(" ") << QByteArray("\n");
    QTest::newRow("NUL") << QByteArray(1, '\0') << QByteArray(" \0 x", 4);
    QTest::newRow("broken") << QByteArray("\xff") << QByteArray("\xe0\xa4");
}

void DifferencesTest::comesToAnEndOnHostileTexts()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const std::string leftText =
        left.repeated(100'000 / static_cast<int>(left.size())).toStdString();
    const std::string rightText =
        right.repeated(100'000 / static_cast<int>(right.size())).toStdString();
    QCOMPARE(complaint(leftText, rightText, findDifferences(leftText, rightText)), std::string{});
    QVERIFY(findDifferences(rightText, rightText).list.empty());
}

QTEST_GUILESS_MAIN(DifferencesTest)
#include "differences_test.moc"
