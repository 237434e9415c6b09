// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/formulas/formulaobject.h>
#include <widgets/formulas/formulaservice.h>
#include <widgets/reading/copying.h>
#include <widgets/reading/documenttext.h>
#include <widgets/reading/tracedocument.h>
#include <widgets/reading/traceview.h>

#include <QAbstractTextDocumentLayout>
#include <QAccessible>
#include <QApplication>
#include <QPainter>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>

#include <cmath>

using namespace touchstone;

namespace {

/// Formulas in documents as the panes show them.
class Page final
{
public:
    explicit Page(FormulaService &service, const QString &markdown, double width = 600)
    {
        TraceOptions options;
        options.style = ReadingStyle::make(QPalette(), QApplication::font());
        options.formulas = &service;
        options.patience = std::chrono::minutes(1);
        m_made = makeTextDocument(markdown.toStdString(), options);
        m_made.document->setTextWidth(width);
        m_made.document->documentLayout()->documentSize(); // lays out
    }

    QTextDocument &document() { return *m_made.document; }
    const TraceDocument &made() const { return m_made; }
    QTextBlock block(int number) { return m_made.document->findBlockByNumber(number); }
    QTextLine line(int blockNumber, int number = 0)
    {
        return block(blockNumber).layout()->lineAt(number);
    }
    QString copied(int begin, int end)
    {
        QTextCursor cursor(m_made.document.get());
        cursor.setPosition(begin);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        return copiedText(cursor);
    }
    QString copied() { return copied(0, m_made.document->characterCount() - 1); }

    QImage painted(double scale = 1)
    {
        const QSizeF size = m_made.document->size();
        QImage image((size * scale).toSize(), QImage::Format_RGB32);
        image.setDevicePixelRatio(scale);
        image.fill(Qt::white);
        QPainter painter(&image);
        m_made.document->drawContents(&painter);
        return image;
    }

private:
    TraceDocument m_made;
};

/// The lowest and highest rows with anything as black as ink in these columns.
std::pair<int, int> inkRows(const QImage &image, int left, int right)
{
    int top = image.height();
    int bottom = -1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = left; x < right; ++x) {
            if (qGray(image.pixel(x, y)) < 90) {
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        }
    }
    return {top, bottom};
}

int objectsIn(const QTextDocument &document)
{
    return static_cast<int>(document.toRawText().count(QChar::ObjectReplacementCharacter));
}

} // namespace

class FormulaDocumentTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        m_service = std::make_unique<FormulaService>(QApplication::font());
    }

    /// A step's number stands there.
    void aDisplayedFormulaTellsItsFirstBaseline()
    {
        Page page(*m_service, QStringLiteral("\\[\\frac{1}{2}\\]\n\nword $x$\n\n$y$ word"));
        const double rise = FormulaObject::rise(page.block(0));
        const QTextLine line = page.line(0);
        QVERIFY(rise > 0.25 * line.height() && rise < 0.6 * line.height());
        QCOMPARE(FormulaObject::rise(page.block(1)), 0.0);
        QCOMPARE(FormulaObject::rise(page.block(2)), 0.0);
    }

    /// How Qt places an object on its line is its own affair, and may change with its version: this
    /// is the arithmetic that formulaobject.cpp relies on.
    void aLineMakesExactlyTheRoomThatAFormulaNeeds_data()
    {
        QTest::addColumn<QString>("tex");
        for (const char *tex : {"\\frac{a}{b}", "\\dfrac{a}{b}", "\\sum_{i=1}^{n}", "x^{2^{2^2}}",
                                "\\sqrt{\\frac{a}{b}}", "\\left(\\dfrac{\\dfrac{a}{b}}{c}\\right)",
                                "\\begin{pmatrix}1\\\\2\\\\3\\end{pmatrix}", "y"})
            QTest::newRow(tex) << QString::fromLatin1(tex);
    }

    void aLineMakesExactlyTheRoomThatAFormulaNeeds()
    {
        QFETCH(QString, tex);
        Page page(*m_service, QStringLiteral("$%1$").arg(tex));
        Page text(*m_service, QStringLiteral("words"));
        const auto layout = m_service->find({tex, false})->layout;
        QCOMPARE(layout->bases.size(), std::size_t(1));
        const double pixels = ReadingStyle::DefaultSize * FormulaScale;
        // A little of it may lie in the space between the lines.
        const auto room = [pixels](double height, double words) {
            const double all = std::ceil(height * pixels - 0.01);
            return all <= words + 2 ? words : all;
        };
        const double ascent = room(layout->bases[0].height, text.line(0).ascent());
        const double descent = room(layout->bases[0].depth, text.line(0).descent());
        QVERIFY2(ascent > descent, "the trick needs more above than below");
        QCOMPARE(page.line(0).ascent(), ascent);
        QCOMPARE(page.line(0).descent(), descent);
    }

    void anExponentDoesNotPushLinesApart()
    {
        QString words = QStringLiteral("the sum of $x^2$ and $a_i$ over all of them ");
        Page page(*m_service, words.repeated(6), 300);
        const QTextLayout &lines = *page.block(0).layout();
        QVERIFY(lines.lineCount() > 4);
        for (int i = 2; i < lines.lineCount(); ++i)
            QCOMPARE(lines.lineAt(i).y() - lines.lineAt(i - 1).y(),
                     lines.lineAt(1).y() - lines.lineAt(0).y());
    }

    void aFormulaStandsOnTheBaselineOfItsText_data()
    {
        QTest::addColumn<QString>("beside");
        QTest::addColumn<double>("scale");
        QTest::newRow("alone") << QString() << 1.0;
        QTest::newRow("in text") << QStringLiteral("words ") << 1.0;
        QTest::newRow("beside a tall one")
            << QStringLiteral("$\\begin{matrix}1\\\\2\\\\3\\\\4\\end{matrix}$ ") << 1.0;
        QTest::newRow("beside a deep one")
            << QStringLiteral("$\\dfrac{1}{\\dfrac{1}{\\dfrac12}}$ ") << 1.0;
        QTest::newRow("at twice the pixels") << QStringLiteral("words ") << 2.0;
    }

    void aFormulaStandsOnTheBaselineOfItsText()
    {
        QFETCH(QString, beside);
        QFETCH(double, scale);
        // A black square on the baseline.
        Page page(*m_service, beside + QStringLiteral("$\\rule{1em}{1em}$"));
        const QTextLine line = page.line(0);
        const int position = page.block(0).length() - 1;
        const int right = static_cast<int>(line.cursorToX(position) * scale);
        const auto [top, bottom] =
            inkRows(page.painted(scale), right - static_cast<int>(8 * scale), right - 2);
        const double baseline =
            page.document().documentLayout()->blockBoundingRect(page.block(0)).y() + line.y()
            + line.ascent();
        QCOMPARE(bottom + 1, static_cast<int>(std::lround(baseline * scale)));
        QCOMPARE(bottom + 1 - top,
                 static_cast<int>(std::lround(ReadingStyle::DefaultSize * FormulaScale * scale)));
    }

    void aFractionLineIsOneCrispLine()
    {
        Page page(*m_service, QStringLiteral("$\\frac{1}{1}$"));
        const QImage image = page.painted();
        const QTextLine line = page.line(0);
        const int middle = static_cast<int>(line.cursorToX(page.block(0).length() - 1) / 2);
        int full = 0;
        for (int y = 0; y < image.height(); ++y) {
            bool row = true;
            for (int x = middle - 2; x <= middle + 2; ++x)
                row = row && qGray(image.pixel(x, y)) < 90;
            full += row ? 1 : 0;
        }
        QCOMPARE(full, 1);
    }

    void aLongFormulaEndsItsLinesBetweenItsBases()
    {
        QString sum = QStringLiteral("a");
        for (int i = 0; i < 40; ++i)
            sum += QStringLiteral("+a");
        Page page(*m_service, QStringLiteral("so $%1$ it is").arg(sum), 300);
        QVERIFY(page.block(0).layout()->lineCount() > 2);
        for (int i = 0; i < page.block(0).layout()->lineCount(); ++i)
            QVERIFY(page.line(0, i).naturalTextWidth() <= 300);
    }

    void noLineEndsBetweenAFormulaAndItsNeighbour_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("comma") << QString() << QStringLiteral(",");
        QTest::newRow("full stop") << QString() << QStringLiteral(".");
        QTest::newRow("bracket") << QStringLiteral("(") << QStringLiteral(")");
        QTest::newRow("letters") << QString() << QStringLiteral("th");
        QTest::newRow("hyphen") << QStringLiteral("x-") << QStringLiteral("-th");
    }

    void noLineEndsBetweenAFormulaAndItsNeighbour()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const QString text = QStringLiteral("word ") + before + QStringLiteral("$n$") + after
                             + QStringLiteral(" word");
        for (int width = 70; width < 160; ++width) {
            Page page(*m_service, text, width);
            const QTextBlock block = page.block(0);
            const qsizetype object = block.text().indexOf(QChar::ObjectReplacementCharacter);
            const int line =
                block.layout()->lineForTextPosition(static_cast<int>(object)).lineNumber();
            // The letters beside it, and what joins them.
            for (qsizetype at = object - 2; at <= object + 2; ++at) {
                if (!block.text()[at].isSpace())
                    QCOMPARE(block.layout()->lineForTextPosition(static_cast<int>(at)).lineNumber(),
                             line);
            }
        }
    }

    void aDisplayedFormulaIsOneObjectInTheMiddle()
    {
        Page page(*m_service, QStringLiteral("so\n\\[ a=b+c \\]\nand on"));
        QCOMPARE(page.document().blockCount(), 3);
        QCOMPARE(objectsIn(page.document()), 1);
        QCOMPARE(page.block(1).blockFormat().alignment(), Qt::AlignHCenter);
        QVERIFY(page.line(1).cursorToX(0) > 200);
        QCOMPARE(page.block(2).text(), QStringLiteral("and on"));
        QCOMPARE(page.block(2).blockFormat().alignment() & Qt::AlignHCenter, Qt::Alignment());
    }

    void aDisplayedFormulaFitsItsPane()
    {
        QString sum = QStringLiteral("a");
        for (int i = 0; i < 60; ++i)
            sum += QStringLiteral("+a");
        Page page(*m_service, QStringLiteral("\\[ %1 \\]").arg(sum), 400);
        QVERIFY(page.line(0).naturalTextWidth() <= 400);
        const double high = page.line(0).height();
        page.document().setTextWidth(800);
        page.document().documentLayout()->documentSize();
        QVERIFY(page.line(0).height() < high);
    }

    void anItemsFormulaStandsBesideItsMarker()
    {
        Page page(*m_service, QStringLiteral("1. \\[ a=b \\]\n2. more"));
        QCOMPARE(page.document().blockCount(), 2);
        QVERIFY(page.block(0).text().startsWith(QStringLiteral("1. ")));
    }

    void copyingGivesTheSource()
    {
        const QString source =
            QStringLiteral("so \\(a+b=c\\), $x$th and\n$$ \\frac{1}{2} $$\ngoes on");
        Page page(*m_service, source);
        QCOMPARE(page.copied(), source);
    }

    void partOfAFormulaIsCopiedAsTheWhole()
    {
        Page page(*m_service, QStringLiteral("so \\(a+b=c\\) is"));
        const int object = static_cast<int>(
            page.document().toRawText().lastIndexOf(QChar::ObjectReplacementCharacter));
        QCOMPARE(page.copied(object, object + 3), QStringLiteral("\\(a+b=c\\) i"));
    }

    void aTextKnowsWhereItsLettersStand()
    {
        Page page(*m_service, QStringLiteral("so \\(a+b\\) is"));
        const DocumentText text(page.document());
        QCOMPARE(text.text(), QStringLiteral("so \\(a+b\\) is"));
        const int found = static_cast<int>(text.text().indexOf(QStringLiteral("+b")));
        const int begin = text.positionOf(found);
        const int end = text.endOf(found + 2);
        QCOMPARE(page.copied(begin, end), QStringLiteral("\\(a+b\\)"));
        QCOMPARE(text.offsetOf(begin), 3);
        QCOMPARE(text.offsetOf(end), 10);
        const int word = text.positionOf(11);
        QCOMPARE(page.document().characterAt(word), QChar(u'i'));
        QCOMPARE(text.offsetOf(word), 11);
    }

    void brokenTexShowsItsSourceAndTheReason()
    {
        Page page(*m_service, QStringLiteral("so $\\foo{x}$ is"));
        QCOMPARE(page.document().toPlainText(), QStringLiteral("so \\foo{x} is"));
        QTextCursor cursor = page.document().find(QStringLiteral("foo"));
        const QTextCharFormat format = cursor.charFormat();
        QCOMPARE(format.underlineStyle(), QTextCharFormat::WaveUnderline);
        QVERIFY(format.toolTip().contains(QStringLiteral("Undefined control sequence")));
        QVERIFY(page.copied().contains(QStringLiteral("$\\foo{x}$")));
    }

    void formulasThatAreNotSetYetShowAsTheirSource()
    {
        FormulaService service(QApplication::font());
        TraceOptions options;
        options.style = ReadingStyle::make(QPalette(), QApplication::font());
        options.formulas = &service;
        const std::string source = "so $x^2$ is";
        const TraceDocument early = makeTextDocument(source, options);
        QVERIFY(early.pending != 0);
        QCOMPARE(early.document->toPlainText(), QStringLiteral("so x^2 is"));
        QVERIFY(service.wait(early.pending, std::chrono::minutes(1)));
        const TraceDocument late = makeTextDocument(source, options);
        QCOMPARE(late.pending, quint64(0));
        QCOMPARE(objectsIn(*late.document), 1);
    }

    void theMapLeadsThroughFormulas()
    {
        const QString source = QStringLiteral("so $a+b$ and 12");
        Page page(*m_service, source);
        const int object = static_cast<int>(
            page.document().toRawText().indexOf(QChar::ObjectReplacementCharacter));
        const auto place = page.made().map.sourceOf(object);
        QVERIFY(place.offset >= 3 && place.offset < 8);
        const int number = page.made().map.positionOf(TextPart::Answer, 13);
        QCOMPARE(page.document().characterAt(number), QChar(u'1'));
    }

    void cellsAndItemsAndHeadingsHoldFormulas()
    {
        Page page(*m_service,
                  QStringLiteral("# On $x$\n\n| a | b |\n|---|---|\n| $$y$$ | $|z|$ |\n\n> $w$\n"));
        QCOMPARE(objectsIn(page.document()), 4);
        QVERIFY(page.copied().contains(QStringLiteral("$|z|$")));
        QVERIFY(page.copied().contains(QStringLiteral("$$y$$")));
    }

    void aViewSearchesFormulasByTheirTex()
    {
        TraceView view;
        view.resize(600, 400);
        view.setFormulas(m_service.get());
        Response response;
        response.answer = "so $a+b$ and \\frac, $\\frac{1}{2}$";
        (void)Page(*m_service, QString::fromStdString(response.answer)); // sets the formulas
        view.setResponse(response);
        QCOMPARE(objectsIn(*view.document()), 3);
        QCOMPARE(view.setSearch(QStringLiteral("\\frac")), 2);
        QCOMPARE(view.setSearch(QStringLiteral("A+B")), 1);
        QCOMPARE(view.setSearch(QStringLiteral("so $a")), 1);
    }

    void aViewTakesFormulasInWhenTheyAreThere()
    {
        FormulaService service(QApplication::font());
        TraceView view;
        view.resize(600, 300);
        view.setFormulas(&service);
        Response response;
        for (int i = 0; i < 200; ++i)
            response.answer +=
                "Row " + std::to_string(i) + " has $x_{" + std::to_string(i) + "}$ pears.\n\n";
        view.show();
        view.setResponse(response);
        QVERIFY(view.document()->toPlainText().contains(QStringLiteral("x_{199}")));
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
        const auto place = [&view] {
            return view.sourceMap().sourceOf(view.cursorForPosition({40, 12}).position()).offset;
        };
        view.grab(); // seen, and so laid out
        const std::size_t before = place();
        QTRY_COMPARE_WITH_TIMEOUT(objectsIn(*view.document()), 200, 60'000);
        // The reader is where they were, to a line.
        QVERIFY(std::max(place(), before) - std::min(place(), before) < 60);
    }

    void selectedFormulasStayClear()
    {
        ReadingBrowser view;
        view.resize(300, 100);
        Page page(*m_service, QStringLiteral("$\\rule{2em}{1em}$"));
        view.setDocument(&page.document());
        view.show();
        const auto darkest = [&view] {
            const QImage image = view.viewport()->grab().toImage();
            QRgb found = qRgb(255, 255, 255);
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    found = qGray(image.pixel(x, y)) < qGray(found) ? image.pixel(x, y) : found;
            }
            return found;
        };
        const QRgb plain = darkest();
        view.selectAll();
        QCOMPARE(darkest(), plain);
        view.setDocument(nullptr);
    }

    void screenReadersHearTex()
    {
        ReadingBrowser view;
        Page page(*m_service, QStringLiteral("so $a+b$ is"));
        view.setDocument(&page.document());
        QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(heard);
        QCOMPARE(heard->text(QAccessible::Value), QStringLiteral("so $a+b$ is"));
        QAccessibleTextInterface *words = heard->textInterface();
        QVERIFY(words);
        QCOMPARE(words->characterCount(), 11);
        QCOMPARE(words->text(3, 8), QStringLiteral("$a+b$"));
        words->setCursorPosition(9);
        QCOMPARE(words->cursorPosition(), 9);
        QVERIFY(heard->state().readOnly);
        view.setDocument(nullptr);
    }

private:
    std::unique_ptr<FormulaService> m_service;
};

QTEST_MAIN(FormulaDocumentTest)
#include "formuladocument_test.moc"
