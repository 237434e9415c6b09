// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generator.h"

#include <reasoning/expressions.h>
#include <reasoning/normaltex.h>

#include <QTest>

using namespace touchstone;

class ExpressionsTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsNumbers_data();
    void readsNumbers();
    void readsFormulas_data();
    void readsFormulas();
    void normalizesTex_data();
    void normalizesTex();
    void knowsWhereTheyStand();
    void findsTheInnermost();
    void staysInOrderOnGeneratedTexts();
    void staysLinearOnHostileTexts_data();
    void staysLinearOnHostileTexts();
};

void ExpressionsTest::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("values");
    const auto row = [](const char *text, const QByteArrayList &values) {
        QTest::newRow(text) << QByteArray(text) << values;
    };
    row("none here", {});
    row("72 clips, 007 and 0", {"72", "7", "0"});
    row("1,000 and 1,000,000 and 1,00,000", {"1000", "1000000", "100000"});
    row("1,2 and 12,34 and 1234,567", {"1", "2", "12", "34", "1234", "567"});
    row("1{,}000 1\\,000 1,\\!000", {"1000", "1000", "1000"});
    row("1\u202f000 km", {"1000"});
    row("0.50 and .5 and 5. And 2.000", {"0.5", "0.5", "5", "2"});
    row("1.2.3", {"1.2.3"});
    row("-5 and x - 5 and 3-5 and (-5) and = -5", {"-5", "5", "3", "5", "-5", "-5"});
    row("\u22125 and -0 by -7 but x -7", {"-5", "0", "-7", "7"});
    row("1.5e3, 2E-2, 3e and 1e100", {"1500", "0.02", "3", "1"});
    row("50% and 50 % and 50\\%", {"50%", "50%", "50%"});
    row("x1, a_2, a_{3}, H2O and x^2", {});
    row("3x + 2nd", {"3", "2"});
    row("৭২টি, １２ and ٣", {"72", "12", "3"});
    row("共12个", {"12"});
    row("48/2=<<48/2=24>>24", {"48", "2", "48", "2", "24", "24"});
    row("10:30 on 3/4", {"10", "30", "3", "4"});
}

void ExpressionsTest::readsNumbers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, values);
    QByteArrayList seen;
    for (const Expression &expression : expressionsOf(text.toStdString())) {
        QCOMPARE(expression.kind, ExpressionKind::Number);
        seen << QByteArray::fromStdString(expression.normal);
    }
    QCOMPARE(seen, values);
}

void ExpressionsTest::readsFormulas_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("normals");
    const auto row = [](const char *text, const QByteArrayList &normals) {
        QTest::newRow(text) << QByteArray(text) << normals;
    };
    row("so \\( x + 3 \\) is", {"x+3", "3"});
    row("a number: $72$, \\[ 72. \\], \\boxed{72}, $\\boxed{72}$ and $ 7$",
        {"72", "72", "72", "72", "7"});
    row("$1{,}000$ is $1000$", {"1000", "1000"});
    row("\\boxed{\\frac{1}{2}}", {"\\frac{1}{2}", "1", "2"});
    row("$\\frac12 \\cdot34$", {"\\frac12\\cdot34", "1", "2", "34"});
    row("$x_1^2 + y_{12}$", {"x_1^2+y_{12}"});
    row("$\\boxed{a}+\\boxed{b}$", {"\\boxed{a}+\\boxed{b}"});
    row("`$x$` and $y$", {"y"});
}

void ExpressionsTest::readsFormulas()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, normals);
    QByteArrayList seen;
    for (const Expression &expression : expressionsOf(text.toStdString()))
        seen << QByteArray::fromStdString(expression.normal);
    QCOMPARE(seen, normals);
}

void ExpressionsTest::normalizesTex_data()
{
    QTest::addColumn<QByteArray>("tex");
    QTest::addColumn<QByteArray>("normal");
    QTest::newRow("white space") << QByteArray(" a\n + ~b ") << QByteArray("a+b");
    QTest::newRow("spaces by command")
        << QByteArray("a\\,b\\;c\\!d\\ e\\quad f") << QByteArray("abcdef");
    QTest::newRow("brackets") << QByteArray("\\left( x \\right)") << QByteArray("(x)");
    QTest::newRow("arrows stay") << QByteArray("\\leftarrow") << QByteArray("\\leftarrow");
    QTest::newRow("fractions") << QByteArray("\\dfrac{1}{2}+\\tfrac12")
                               << QByteArray("\\frac{1}{2}+\\frac12");
    QTest::newRow("the end of a sentence") << QByteArray("x = 5.") << QByteArray("x=5");
    QTest::newRow("a backslash at the end") << QByteArray("x\\") << QByteArray("x\\");
    QTest::newRow("line ends") << QByteArray("a\\\\b") << QByteArray("a\\\\b");
    QTest::newRow("nothing") << QByteArray(" .") << QByteArray("");
}

void ExpressionsTest::normalizesTex()
{
    QFETCH(QByteArray, tex);
    QTEST(QByteArray::fromStdString(normalTex(tex.toStdString())), "normal");
}

void ExpressionsTest::knowsWhereTheyStand()
{
    const std::string text = "So -1,000 % of $x + 2$.";
    const std::vector<Expression> found = expressionsOf(text);
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(text.substr(found[0].begin, found[0].end - found[0].begin), std::string("-1,000 %"));
    QCOMPARE(text.substr(found[1].begin, found[1].end - found[1].begin), std::string("$x + 2$"));
    QCOMPARE(text.substr(found[2].begin, found[2].end - found[2].begin), std::string("2"));
}

void ExpressionsTest::findsTheInnermost()
{
    const std::string text = "a 12 b $x + 34$ c 56";
    const std::vector<Expression> found = expressionsOf(text);
    const auto normalAt = [&](std::size_t byte) {
        const Expression *expression = expressionAt(found, byte);
        return expression != nullptr ? expression->normal : std::string("none");
    };
    QCOMPARE(normalAt(0), std::string("none"));
    QCOMPARE(normalAt(text.find("12")), std::string("12"));
    QCOMPARE(normalAt(text.find("b")), std::string("none"));
    QCOMPARE(normalAt(text.find("+")), std::string("x+34"));
    QCOMPARE(normalAt(text.find("4")), std::string("34"));
    QCOMPARE(normalAt(text.find("4") + 1), std::string("x+34"));
    QCOMPARE(normalAt(text.find("c")), std::string("none"));
    QCOMPARE(normalAt(text.size() - 1), std::string("56"));
    QCOMPARE(normalAt(text.size()), std::string("none"));
}

void ExpressionsTest::staysInOrderOnGeneratedTexts()
{
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const std::string text = test::Generator(seed).text(40);
        std::size_t at = 0;
        for (const Expression &expression : expressionsOf(text)) {
            QVERIFY(expression.begin >= at && expression.end > expression.begin);
            QVERIFY(expression.end <= text.size());
            at = expression.kind == ExpressionKind::Formula ? expression.begin : expression.end;
        }
    }
}

void ExpressionsTest::staysLinearOnHostileTexts_data()
{
    QTest::addColumn<QByteArray>("unit");
    for (const char *unit : {"1", "1,000", ",000", "1.", "-", "- 1", "e1", "x1", "%", "1%", "$1$",
                             "\\boxed{", "\\frac", "\\,", "{,}000", "_", "\xff", "৭"})
        QTest::newRow(unit) << QByteArray(unit);
}

void ExpressionsTest::staysLinearOnHostileTexts()
{
    QFETCH(QByteArray, unit);
    const std::string text = unit.repeated(200'000 / static_cast<int>(unit.size())).toStdString();
    std::size_t end = 0;
    for (const Expression &expression : expressionsOf(text))
        end = std::max(end, expression.end);
    QVERIFY(end <= text.size());
    QVERIFY(normalTex(text).size() <= text.size());
}

QTEST_GUILESS_MAIN(ExpressionsTest)
#include "expressions_test.moc"
