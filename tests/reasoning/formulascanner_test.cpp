// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <reasoning/formulascanner.h>

#include <QTest>

using namespace touchstone;

class FormulaScannerTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsFormulas_data();
    void findsFormulas();
    void mapsProtectedBytesToTheSource();
    void leavesForeignPrivateLettersAlone();
    void staysLinearOnHostileTexts_data();
    void staysLinearOnHostileTexts();
};

void FormulaScannerTest::findsFormulas_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("found");
    const auto row = [](const char *name, const char *text, const QByteArrayList &found) {
        QTest::newRow(name) << QByteArray(text) << found;
    };
    row("parentheses", R"(so \(a_1 * b_2\) is)", {R"(\(a_1 * b_2\))"});
    row("brackets over lines", "x\n\\[\na\n\nb\n\\]\ny", {"\\[\na\n\nb\n\\]"});
    row("dollars", "a $x^2$ b", {"$x^2$"});
    row("double dollars", "a $$x$$ b", {"$$x$$"});
    row("money", "costs $5 and $10 today", {});
    row("a range of money", "$5.00-$7.00", {});
    row("an escaped dollar", R"(\$3 and $x$)", {"$x$"});
    row("an escaped dollar inside", R"($a\$b$)", {R"($a\$b$)"});
    row("space after the opening", "$ x$", {});
    row("a dollar over a blank line", "$x\n\ny$", {});
    row("an environment", R"(\begin{align*}a&=b\\c&=d\end{align*})",
        {R"(\begin{align*}a&=b\\c&=d\end{align*})"});
    row("nested environments", R"(\begin{array}\begin{array}x\end{array}\end{array})",
        {R"(\begin{array}\begin{array}x\end{array}\end{array})"});
    row("an unknown environment", R"(\begin{itemize}\item\end{itemize})", {});
    row("a beginning alone", R"(\begin{align} and no end)", {});
    row("a bare box", R"(the answer is \boxed{\frac{1}{2}}.)", {R"(\boxed{\frac{1}{2}})"});
    row("an open box", R"(\boxed{1)", {});
    row("openers alone", R"(\( \[ $ $$)", {});
    row("the inner of two openers", R"(\( a \(b\))", {R"(\(b\))"});
    row("an escaped backslash", R"(\\(a\\))", {});
    row("a code span", "`$x$` $y$", {"$y$"});
    row("a code span of two", "``a ` $x$`` $y$", {"$y$"});
    row("a fence", "```\n$x$\n```\n$y$", {"$y$"});
    row("a fence of tildes that stays open", "~~~\n$x$\n", {});
    row("bars in a table", "|a|b|\n|-|-|\n|$|x|$|y|", {"$|x|$"});
    row("in a list", "- so \\[x\\] here\n- $y$", {"\\[x\\]", "$y$"});
    row("beyond ASCII", "größer als $x$ und 方程 $y$", {"$x$", "$y$"});
    row("a drawing's program", "[asy]\nlabel(\"$x$\");\n[/asy] $y$", {"$y$"});
    row("a drawing that does not end", "[asy] $y$", {"$y$"});
    row("nothing", "", {});
}

void FormulaScannerTest::findsFormulas()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, found);
    const std::string source = text.toStdString();
    QByteArrayList seen;
    for (const Formula &formula : scanFormulas(source)) {
        seen.append(
            QByteArray::fromStdString(source.substr(formula.begin, formula.end - formula.begin)));
        QVERIFY(formula.begin <= formula.texBegin && formula.texEnd <= formula.end);
    }
    QCOMPARE(seen, found);
}

void FormulaScannerTest::mapsProtectedBytesToTheSource()
{
    const std::string source = "ab $x_1$ cd \\[y\\] e";
    const ProtectedText text = protectFormulas(source);
    QCOMPARE(text.formulas().size(), std::size_t{2});
    QVERIFY(text.text().find('$') == std::string::npos);
    for (const char letter : {'b', 'c', 'd', 'e'})
        QCOMPARE(text.sourceOffset(text.text().find(letter)), source.find(letter));
    const Formula &second = text.formulas()[1];
    QCOMPARE(text.formulaAt(second.place), &second);
    QVERIFY(second.display);
    QCOMPARE(text.sourceOffset(second.place + 2), source.find("\\["));
    QCOMPARE(text.formulaAt(0), nullptr);
}

void FormulaScannerTest::leavesForeignPrivateLettersAlone()
{
    const ProtectedText text = protectFormulas("\xF3\xB0\x80\x80 and $x$");
    QCOMPARE(text.formulas().size(), std::size_t{1});
    QCOMPARE(text.formulaAt(0), nullptr);
}

void FormulaScannerTest::staysLinearOnHostileTexts_data()
{
    QTest::addColumn<QByteArray>("unit");
    for (const char *unit : {"$", "$ ", "$a", "$$", "\\(", "\\[", "`", "`a``b", "\\begin{align}",
                             "\\boxed{", "{", "\\", "~~~\n", "```\n", "$a\n", "\\(\n", "\n\n"})
        QTest::newRow(unit) << QByteArray(unit);
}

void FormulaScannerTest::staysLinearOnHostileTexts()
{
    QFETCH(QByteArray, unit);
    // A million bytes are nothing to a linear scan and an hour to a quadratic one, which the test's
    // own limit then ends.
    const std::string text = unit.repeated(1'000'000 / static_cast<int>(unit.size())).toStdString();
    const std::vector<Formula> found = scanFormulas(text);
    for (std::size_t i = 1; i < found.size(); ++i)
        QVERIFY(found[i - 1].end <= found[i].begin);
}

QTEST_GUILESS_MAIN(FormulaScannerTest)
#include "formulascanner_test.moc"
