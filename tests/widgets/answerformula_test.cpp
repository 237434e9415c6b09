// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/formulas/formulaservice.h>
#include <widgets/review/answerformula.h>
#include <widgets/review/panefoot.h>
#include <widgets/review/referencelabel.h>

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;
using namespace std::chrono_literals;

class AnswerFormulaTest final : public QObject
{
    Q_OBJECT

private slots:
    void aMatrixIsOneLine_data()
    {
        QTest::addColumn<QString>("tex");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *name, const char *tex, const char *line) {
            QTest::newRow(name) << QString::fromLatin1(tex) << QString::fromLatin1(line);
        };
        row("a vector", "\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}", "( 1 ;\\; 2 )");
        row("rows and columns", "2\\begin{bmatrix}1&2\\\\[2pt]3&4\\end{bmatrix}x",
            "2[1,\\,2;\\;3,\\,4]x");
        row("columns that are described", "\\begin{array}{c|c}1&2\\end{array}", "1,\\,2");
        row("cases", "\\begin{cases}1&x<0\\\\2\\end{cases}", "\\{1,\\,x<0;\\;2\\}");
        row("another environment", "\\begin{aligned}1&2\\end{aligned}",
            "\\begin{aligned}1&2\\end{aligned}");
        row("no matrix", "\\frac{1}{2} \\& a \\\\ b", "\\frac{1}{2} \\& a \\\\ b");
        row("nothing", "", "");
    }

    void aMatrixIsOneLine()
    {
        QFETCH(const QString, tex);
        QFETCH(const QString, line);
        QCOMPARE(oneLineTex(tex), line);
    }

    void texIsSetAndWordsAreNot_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("set");
        QTest::newRow("a number") << QStringLiteral("1,319.5") << false;
        QTest::newRow("words") << QStringLiteral("C: pear_tree * 2") << false;
        QTest::newRow("money") << QStringLiteral("$5 and $6^2") << false;
        QTest::newRow("broken") << QStringLiteral("\\frac{1}{") << false;
        QTest::newRow("a fraction") << QStringLiteral("\\frac{1}{2}") << true;
        QTest::newRow("between dollars") << QStringLiteral("$x^2$") << true;
        QTest::newRow("words in TeX") << QStringLiteral("4:30 \\text{ p.m.}") << true;
    }

    void texIsSetAndWordsAreNot()
    {
        QFETCH(const QString, answer);
        QFETCH(const bool, set);
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService service(QApplication::font());
        AnswerFormula formula(AnswerFormula::Shape::OneLine);
        formula.setFormulas(&service);
        formula.setAnswer(answer);
        QTRY_VERIFY(service.isIdle());
        QTRY_COMPARE(formula.isSet(), set);
        formula.setAnswer(QStringLiteral("12"));
        QVERIFY(!formula.isSet());
    }

    void aReferenceIsAsLargeAsItsFormula()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService service(QApplication::font());
        ReferenceLabel label;
        label.setFormulas(&service);
        QSignalSpy changed(&label, &ReferenceLabel::sizeChanged);
        label.setReference("\\begin{pmatrix} 1 \\\\ 2 \\\\ 3 \\end{pmatrix}");
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(label.sizeHint().height() > 50);
        QVERIFY(label.sizeHint().width() < 80);
        QVERIFY(label.accessibleName().contains(QStringLiteral("pmatrix")));
        label.setReference("13");
        QVERIFY(label.sizeHint().height() < 50);
    }

    void aFootShowsItsAnswerAsAFormula()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService service(QApplication::font());
        PaneFoot foot;
        foot.resize(500, 36);
        foot.setAnswer(QStringLiteral("\\frac{1}{2}"), QStringLiteral("a rule"));
        const QImage asTex = foot.grab().toImage();
        foot.setFormulas(&service);
        foot.setAnswer(QStringLiteral("\\frac{1}{2}"), QStringLiteral("a rule"));
        QTRY_VERIFY(service.isIdle());
        QTRY_VERIFY(foot.grab().toImage() != asTex);
        QVERIFY(foot.accessibleName().contains(QStringLiteral("\\frac{1}{2}")));
    }
};

QTEST_MAIN(AnswerFormulaTest)
#include "answerformula_test.moc"
