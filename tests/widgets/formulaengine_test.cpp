// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <reasoning/formulascanner.h>
#include <widgets/formulas/formulaengine.h>
#include <widgets/formulas/formulafonts.h>
#include <widgets/formulas/svgpath.h>

#include <QApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QThread>

#include <support/testdata.h>
#include <time.h>

using namespace touchstone;

namespace {

/// A formula's layout as text, a line for each thing it draws.
QStringList described(const FormulaLayout &layout)
{
    const auto numbers = [](std::initializer_list<double> values) {
        QString text;
        for (const double value : values)
            text += QStringLiteral(" %1").arg(value, 0, 'f', 3);
        return text;
    };
    QStringList lines;
    for (const FormulaLayout::Base &base : layout.bases) {
        lines += QStringLiteral("base") + numbers({base.width, base.height, base.depth});
        for (const FormulaLayout::Glyphs &glyphs : base.glyphs) {
            for (const QPointF &place : glyphs.places)
                lines += FormulaFonts::names().at(glyphs.font)
                         + numbers({place.x(), place.y(), glyphs.size});
        }
        for (const FormulaLayout::Rule &rule : base.rules)
            lines += QStringLiteral("rule")
                     + numbers(
                         {rule.place.x(), rule.place.y(), rule.place.width(), rule.place.height()});
        for (const FormulaLayout::Path &path : base.paths)
            lines +=
                QStringLiteral("path")
                + numbers({path.clip.x(), path.clip.y(), path.clip.width(), path.clip.height()});
        for (const FormulaLayout::Line &line : base.lines)
            lines += QStringLiteral("line")
                     + numbers({line.from.x(), line.from.y(), line.to.x(), line.to.y()});
    }
    return lines;
}

/// The same things in the same order, and no number further off than versions of KaTeX are.
QString difference(const QStringList &made, const QStringList &golden)
{
    constexpr double Tolerance = 0.02;
    if (made.size() != golden.size())
        return QStringLiteral("%1 things instead of %2").arg(made.size()).arg(golden.size());
    for (qsizetype i = 0; i < made.size(); ++i) {
        const QStringList ours = made[i].split(u' ');
        const QStringList theirs = golden[i].split(u' ');
        bool same = ours.size() == theirs.size() && ours[0] == theirs[0];
        for (qsizetype j = 1; same && j < ours.size(); ++j)
            same = std::abs(ours[j].toDouble() - theirs[j].toDouble()) <= Tolerance;
        if (!same)
            return made[i] + QStringLiteral(" instead of ") + golden[i];
    }
    return {};
}

/// Of this thread, so that a busy machine changes nothing.
qint64 processorMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1'000 + now.tv_nsec / 1'000'000;
}

} // namespace

class FormulaEngineTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!FormulaEngine::isAvailable())
            QSKIP("built without KaTeX");
        m_engine = std::make_unique<FormulaEngine>(QApplication::font());
    }

    void everythingStandsWhereItStood()
    {
        QFile file(test::ownData(QStringLiteral("formulas/golden.txt")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList blocks = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n\n"));
        QVERIFY(blocks.size() >= 25);
        for (const QString &block : blocks) {
            QStringList golden = block.split(u'\n', Qt::SkipEmptyParts);
            const QString tex = golden.takeFirst();
            const auto made = m_engine->layOut(tex, true);
            QVERIFY2(made, qPrintable(tex));
            const QString wrong = difference(described(*made), golden);
            QVERIFY2(wrong.isEmpty(), qPrintable(tex + QStringLiteral(": ") + wrong));
        }
    }

    void aFractionIsCentredOnItsLine()
    {
        const auto made = m_engine->layOut(QStringLiteral("\\frac{1}{12}"), true);
        QVERIFY(made);
        const FormulaLayout::Base &base = made->bases.front();
        QCOMPARE(base.rules.size(), std::size_t(1));
        const QRectF line = base.rules.front().place;
        const QPointF one = base.glyphs.front().places.back();
        // The digits of KaTeX_Main are half an em wide.
        QVERIFY(std::abs(one.x() + 0.25 - line.center().x()) < 0.001);
        QVERIFY(one.y() < line.top());
        QVERIFY(base.height > 1 && base.depth > 0.6);
    }

    void relationsBeginBases()
    {
        const auto made = m_engine->layOut(QStringLiteral("a+b=c"), false);
        QVERIFY(made);
        QCOMPARE(made->bases.size(), std::size_t(3));
        const auto bound = m_engine->layOut(QStringLiteral("{a+b=c}"), false);
        QCOMPARE(bound->bases.size(), std::size_t(1));
    }

    void whatKatexLacksIsReplaced_data()
    {
        QTest::addColumn<QString>("tex");
        QTest::addColumn<bool>("display");
        const auto row = [](const char *tex, bool display) {
            QTest::newRow(tex) << QString::fromLatin1(tex) << display;
        };
        row("\\begin{multline}a\\\\b\\end{multline}", true);
        row("\\begin{align}a&=b\\label{x}\\\\c&=d\\end{align}", true);
        row("\\begin{align*}a&=b\\end{align*}", false);
        row("\\begin{equation}a=b\\tag{1}\\end{equation}", true);
        row("\\begin{eqnarray}a&=&b\\\\c&<&d\\end{eqnarray}", false);
        row("\\begin{tabular}{c|c}a&b\\end{tabular}", false);
        row("\\eqref{eq:1}+\\bm{x}+\\abs{x}", false);
        row("\\ce{2H2 + O2 -> 2H2O}", false);
    }

    void whatKatexLacksIsReplaced()
    {
        QFETCH(QString, tex);
        QFETCH(bool, display);
        const auto made = m_engine->layOut(tex, display);
        QVERIFY2(made, made ? "" : qPrintable(made.error().message));
        QVERIFY(!made->bases.empty());
    }

    void aNewLineBeforeTheWordLabelIsNoLabel()
    {
        const auto made = m_engine->layOut(QStringLiteral("x\\\\label{y}"), true);
        QVERIFY(made);
        QCOMPARE(made->bases.size(), std::size_t(2));
        QVERIFY(made->bases.back().beginsLine);
        QVERIFY(made->bases.back().width > 2);
    }

    void brokenTexHasAReason()
    {
        const auto unknown = m_engine->layOut(QStringLiteral("\\foo{x}"), false);
        QVERIFY(!unknown);
        QVERIFY(
            unknown.error().message.contains(QStringLiteral("Undefined control sequence: \\foo")));
        QVERIFY(!unknown.error().message.contains(QChar(0x0332)));
        QVERIFY(!m_engine->layOut(QStringLiteral("\\frac{1}{"), false));
    }

    void definitionsEndWithTheirFormula()
    {
        QVERIFY(m_engine->layOut(QStringLiteral("\\gdef\\mine{x}\\mine"), false));
        QVERIFY(!m_engine->layOut(QStringLiteral("\\mine"), false));
    }

    void lettersOfOtherScriptsAreText()
    {
        const auto made = m_engine->layOut(QStringLiteral("\\text{面积}=5"), false);
        QVERIFY(made);
        QCOMPARE(made->bases.front().texts.size(), std::size_t(1));
        QCOMPARE(made->bases.front().texts.front().letters, QStringLiteral("面积"));
        QVERIFY(made->bases.front().width > 1);
    }

    void coloursAreKeptApartFromTheText()
    {
        const auto made = m_engine->layOut(QStringLiteral("a\\color{blue}b"), false);
        QVERIFY(made);
        QCOMPARE(made->colors, std::vector<QColor>{QColor(Qt::blue)});
        QCOMPARE(made->bases.front().glyphs.size(), std::size_t(2));
        QCOMPARE(made->bases.front().glyphs.front().color, FormulaLayout::TextColor);
    }

    void whatReachesFarOutIsKnown()
    {
        const auto made = m_engine->layOut(QStringLiteral("\\kern-20em x"), false);
        QVERIFY(made);
        QVERIFY(made->bases.front().spills);
        QVERIFY(made->bases.front().width >= 0);
        QVERIFY(!m_engine->layOut(QStringLiteral("f_i"), false)->bases.front().spills);
    }

    void bombsEndWithinASecond_data()
    {
        QTest::addColumn<QString>("tex");
        QTest::newRow("macro without end") << QStringLiteral("\\def\\a{\\a\\a}\\a");
        QString doubling = QStringLiteral("\\edef\\a{xx}");
        for (int i = 0; i < 40; ++i)
            doubling += QStringLiteral("\\edef\\a{\\a\\a}");
        QTest::newRow("doubling") << doubling + QStringLiteral("\\a");
        QTest::newRow("doubling by def") << QStringLiteral(
            "\\def\\a{xx}\\def\\b{\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b}\\def\\d{\\c\\c\\c\\c}"
            "\\def\\e{\\d\\d\\d\\d}\\def\\f{\\e\\e\\e\\e}\\f\\f\\f");
        QTest::newRow("braces") << QString(2'000, u'{') + QString(2'000, u'}');
        QTest::newRow("braces within the length") << QString(1'400, u'{') + QString(1'400, u'}');
        QTest::newRow("length") << QString(100'000, u'a');
        QString sum = QStringLiteral("a");
        while (sum.size() < FormulaEngine::MostLetters - 2)
            sum += QStringLiteral("+a");
        QTest::newRow("a long sum") << sum;
        QString fractions;
        for (int i = 0; i < 250; ++i)
            fractions += QStringLiteral("\\frac{1}{");
        QTest::newRow("fractions") << fractions + QStringLiteral("x") + QString(250, u'}');
    }

    void bombsEndWithinASecond()
    {
        QFETCH(QString, tex);
        // As the service runs it: with its stack.
        qint64 took = 0;
        bool usable = false;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            FormulaEngine engine(QApplication::font());
            const qint64 before = processorMilliseconds();
            const auto made = engine.layOut(tex, false);
            took = processorMilliseconds() - before;
            usable = engine.layOut(QStringLiteral("x^2"), false).has_value();
        }));
        thread->setStackSize(FormulaEngine::StackSize);
        thread->start();
        thread->wait();
        QVERIFY(usable);
        QVERIFY2(took < 1'000, qPrintable(QString::number(took)));
    }

    void theFormulasOfAProblemSetAreRead()
    {
        REQUIRE_DATA(data);
        QFile file(data + QStringLiteral("/problem_sets/math500.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int read = 0;
        QStringList unread;
        while (!file.atEnd()) {
            const auto row = QJsonDocument::fromJson(file.readLine()).object();
            const std::string text = row.value(QStringLiteral("solution")).toString().toStdString();
            for (const Formula &each : scanFormulas(text)) {
                const auto tex =
                    QString::fromStdString(text.substr(each.texBegin, each.texEnd - each.texBegin));
                if (m_engine->layOut(tex, each.display))
                    ++read;
                else
                    unread << tex;
            }
        }
        QVERIFY(read > 1'000);
        QVERIFY2(unread.isEmpty(), qPrintable(unread.join(u'\n')));
    }

    void pathsAreReadInAllTheirShapes()
    {
        const QPainterPath path =
            svgPath(u"M10 20h30v-5l-1.5.5-2-3c1 1 2 2 3 3s1 1 2 2H0V0zm5 5q1 1 2 0t2 0L1,1");
        QVERIFY(!path.isEmpty());
        QCOMPARE(path.elementAt(0).x, 10.0);
        QCOMPARE(path.elementAt(1).x, 40.0);
        QCOMPARE(path.elementAt(2).y, 15.0);
        QCOMPARE(path.elementAt(3).x, 38.5);
        QCOMPARE(path.elementAt(3).y, 15.5);
        QCOMPARE(path.currentPosition(), QPointF(1, 1));
        QVERIFY(svgPath(u"nonsense").isEmpty());
        QVERIFY(svgPath(u"M1").isEmpty());
    }

private:
    std::unique_ptr<FormulaEngine> m_engine;
};

QTEST_MAIN(FormulaEngineTest)
#include "formulaengine_test.moc"
