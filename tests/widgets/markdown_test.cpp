// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "../support/testdata.h"

#include <base/text.h>
#include <widgets/reading/copying.h>
#include <widgets/reading/tracedocument.h>

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>

using namespace touchstone;

namespace {

TraceDocument documentOf(const std::string &markdown)
{
    return makeTextDocument(markdown, ReadingStyle::make(QPalette(), QFont()));
}

QString plainText(const std::string &markdown)
{
    return documentOf(markdown).document->toPlainText();
}

/// The letters and digits alone: what must survive however a text is set.
QString lettersOf(const QString &text)
{
    QString letters;
    for (const QChar letter : text) {
        if (letter.isLetterOrNumber())
            letters += letter;
    }
    return letters;
}

QTextCharFormat formatOf(const QTextDocument &document, const QString &words)
{
    QTextCursor cursor = document.find(words);
    return cursor.charFormat();
}

} // namespace

class MarkdownTest final : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheTextOfEveryCommonMarkCase();
    void showsHtmlAsText();
    void linksOnlyToTheWeb();
    void loadsNoImages();
    void keepsTexFromMarkdown();
    void copiesFormulasWithTheirDelimiters();
    void setsListsWithTheirOwnMarkers();
    void setsTables();
    void setsFlatWhatOnlyCatchesTheEye();
    void keepsSingleLineEnds();
    void keepsTheSignsOfMultiplication();
    void keepsTheAsterisksOfVariables();
    void keepsTheQuotationMarksOfTex();
    void setsCodeInOneBlock();
    void setsADrawingsProgramAsCode();
    void mapsTheDocumentToTheSource();
    void acceptsLettersThatQtUsesItself();
    void remarksOnWhatIsOdd();
    void foldsReasoningIntoALineForEachStep();
    void showsTheRawTextAsItCame();
    void showsTheBeginningOfAVeryLongTextFirst();
};

void MarkdownTest::keepsTheTextOfEveryCommonMarkCase()
{
    REQUIRE_DATA(data);
    QFile file(data + QStringLiteral("/robust/commonmark_spec.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(cases.size() > 600);
    int lost = 0;
    for (const auto &each : cases) {
        const QString markdown = each.toObject().value(QStringLiteral("markdown")).toString();
        QString shown = plainText(markdown.toStdString());
        QVERIFY(!shown.contains(QChar(0xFDD0)));
        // What the specification's own HTML shows must be shown; entities, references to links and
        // HTML itself read differently on purpose, and of what stands behind a fence the first word
        // is shown.
        const QString section = each.toObject().value(QStringLiteral("section")).toString();
        if (section.contains(QStringLiteral("HTML")) || section.contains(QStringLiteral("Entity"))
            || section.contains(QStringLiteral("reference")) || markdown.contains(u'<')
            || markdown.contains(u'&') || markdown.contains(u'[')
            || markdown.contains(QStringLiteral("startline")))
            continue;
        const QString letters = lettersOf(shown);
        for (const QChar letter : lettersOf(markdown)) {
            if (!letters.contains(letter)) {
                ++lost;
                qWarning("lost %s in %s", qPrintable(QString(letter)), qPrintable(markdown));
                break;
            }
        }
    }
    QVERIFY2(lost <= 3, qPrintable(QString::number(lost))); // ordered lists are numbered anew
}

void MarkdownTest::showsHtmlAsText()
{
    const QString shown = plainText("a <script>alert(1)</script> <b>x</b>\n\n<div>y</div>");
    QVERIFY(shown.contains(QStringLiteral("<script>alert(1)</script>")));
    QVERIFY(shown.contains(QStringLiteral("<b>x</b>")));
    QVERIFY(shown.contains(QStringLiteral("<div>y</div>")));
}

void MarkdownTest::linksOnlyToTheWeb()
{
    const TraceDocument made = documentOf(
        "[good](https://example.org) [bad](javascript:alert) [worse](file:///etc/passwd)");
    QVERIFY(formatOf(*made.document, QStringLiteral("good")).isAnchor());
    QVERIFY(!formatOf(*made.document, QStringLiteral("bad")).isAnchor());
    QVERIFY(!formatOf(*made.document, QStringLiteral("worse")).isAnchor());
}

void MarkdownTest::loadsNoImages()
{
    QCOMPARE(plainText("see ![a pear](https://example.org/p.png)"),
             QStringLiteral("see [image: a pear]"));
}

void MarkdownTest::keepsTexFromMarkdown()
{
    const TraceDocument made = documentOf(R"(so \(a_1 * b_2 * c_3\) and *this* $x_i_j$)");
    QCOMPARE(made.document->toPlainText(), QStringLiteral("so a_1 * b_2 * c_3 and this x_i_j"));
    QVERIFY(formatOf(*made.document, QStringLiteral("this")).fontItalic());
    QVERIFY(!formatOf(*made.document, QStringLiteral("b_2")).fontItalic());
}

void MarkdownTest::copiesFormulasWithTheirDelimiters()
{
    const TraceDocument made = documentOf("so \\(x^2\\) is\nmore");
    QTextCursor cursor(made.document.get());
    cursor.select(QTextCursor::Document);
    QCOMPARE(copiedText(cursor), QStringLiteral("so \\(x^2\\) is\nmore"));
}

void MarkdownTest::setsListsWithTheirOwnMarkers()
{
    const TraceDocument made = documentOf("3. three\n4. four\n   - inner\n\n- [x] done\n\nafter");
    QCOMPARE(made.document->toPlainText(),
             QStringLiteral("3. three\n4. four\n•  inner\n☑ done\nafter"));
    const QTextBlock inner = made.document->findBlockByNumber(2);
    QVERIFY(inner.blockFormat().leftMargin() > made.document->begin().blockFormat().leftMargin());
    QVERIFY(inner.blockFormat().textIndent() < 0);
    QCOMPARE(made.document->lastBlock().blockFormat().leftMargin(), 0.0);
}

void MarkdownTest::setsTables()
{
    const TraceDocument made = documentOf("| a | b |\n|---|--:|\n| 1 | $|x|$ |\n\nafter");
    const QString shown = made.document->toPlainText();
    for (const char *word : {"a", "b", "1", "|x|", "after"})
        QVERIFY2(shown.contains(QLatin1String(word)), word);
    QCOMPARE(made.document->rootFrame()->childFrames().size(), 1);
}

void MarkdownTest::setsFlatWhatOnlyCatchesTheEye()
{
    const std::string markdown = "# Title\n\nA **bold** and *slanted* word.\n\n---\n\n| a | b |\n"
                                 "|---|---|\n| 1 | **2** |\n\nThe end.";
    ReadingStyle style = ReadingStyle::make(QPalette(), QFont());
    style.flat = true;
    const TraceDocument made = makeTextDocument(markdown, style);
    QCOMPARE(made.document->toPlainText(),
             QStringLiteral("Title\nA bold and slanted word.\na · b\n1 · 2\nThe end."));
    for (QTextBlock block = made.document->begin(); block.isValid(); block = block.next()) {
        QCOMPARE(block.blockFormat().headingLevel(), 0);
        for (auto each = block.begin(); !each.atEnd(); ++each) {
            QCOMPARE(each.fragment().charFormat().font().pixelSize(), style.body.pixelSize());
            QCOMPARE(each.fragment().charFormat().font().weight(), style.body.weight());
            QVERIFY(!each.fragment().charFormat().fontItalic());
        }
    }
    // What is shown is still known by its place.
    const int position = made.map.positionOf(TextPart::Answer, markdown.find("2**"));
    QCOMPARE(made.document->characterAt(position), QChar(u'2'));
}

void MarkdownTest::keepsSingleLineEnds()
{
    QCOMPARE(plainText("one\ntwo\n\nthree"), QStringLiteral("one\ntwo\nthree"));
}

void MarkdownTest::keepsTheSignsOfMultiplication()
{
    const std::string source = "So 3*60 = <<3*60=180>>180, (1+2)*x*(3) and 30%*.5 are *not* `2*3`.";
    const TraceDocument made = documentOf(source);
    QCOMPARE(made.document->toPlainText(),
             QStringLiteral("So 3*60 = <<3*60=180>>180, (1+2)*x*(3) and 30%*.5 are not 2*3."));
    QVERIFY(!formatOf(*made.document, QStringLiteral("60")).fontItalic());
    QVERIFY(formatOf(*made.document, QStringLiteral("not")).fontItalic());
    QCOMPARE(made.map.positionOf(TextPart::Answer, source.find('*')), 4);
    QCOMPARE(plainText("**1**2 and *2* are bold"), QStringLiteral("12 and 2 are bold"));
    QCOMPARE(plainText("a\x06 3*4*5"), QStringLiteral("a\u0006 345"));
    const TraceDocument link = documentOf("[a](https://x.org/3*4)");
    QCOMPARE(formatOf(*link.document, QStringLiteral("a")).anchorHref(),
             QStringLiteral("https://x.org/3*4"));
}

void MarkdownTest::keepsTheAsterisksOfVariables()
{
    QCOMPARE(plainText("(4 - k)*8k = 4*8k - k*8k - k*1, a*b*c"),
             QStringLiteral("(4 - k)*8k = 4*8k - k*8k - k*1, a*b*c"));
    QCOMPARE(plainText("*k*8, un*believ*able, *x* and **y**z"),
             QStringLiteral("k8, unbelievable, x and yz"));
}

void MarkdownTest::keepsTheQuotationMarksOfTex()
{
    const std::string source = "She asks, ``Are *we* there $x$?'' He says, ``No.'' And ``code``.";
    const TraceDocument made = documentOf(source);
    QCOMPARE(made.document->toPlainText(),
             QStringLiteral("She asks, ``Are we there x?'' He says, ``No.'' And code."));
    QVERIFY(!formatOf(*made.document, QStringLiteral("Are")).fontFixedPitch());
    QCOMPARE(made.map.positionOf(TextPart::Answer, source.find("Are")), 12);
    QCOMPARE(scanFormulas(source).size(), std::size_t{1});
}

void MarkdownTest::setsCodeInOneBlock()
{
    const TraceDocument made = documentOf("a\n\n```python\nx = 1\n\ny = x_1 * x_2\n```\nb");
    QCOMPARE(made.document->blockCount(), 3);
    QCOMPARE(made.document->findBlockByNumber(1).text(),
             QStringLiteral("python\u2028x = 1\u2028\u2028y = x_1 * x_2"));
    const QTextCharFormat language = formatOf(*made.document, QStringLiteral("python"));
    QVERIFY(language.font() != formatOf(*made.document, QStringLiteral("x_2")).font());
    QCOMPARE(made.map.positionOf(TextPart::Answer, 6),
             made.document->findBlockByNumber(1).position());
}

void MarkdownTest::setsADrawingsProgramAsCode()
{
    const TraceDocument made =
        documentOf("A square:\n[asy]\ndraw((0,0)--(1,0));\n\nlabel(\"$A_1*$\");\n[/asy]\nis *it*.");
    QCOMPARE(made.document->blockCount(), 3);
    const QTextBlock program = made.document->findBlockByNumber(1);
    QCOMPARE(program.text(), QStringLiteral("[asy]\u2028draw((0,0)--(1,0));\u2028\u2028"
                                            "label(\"$A_1*$\");\u2028[/asy]"));
    QVERIFY(program.blockFormat().hasProperty(QTextFormat::BackgroundBrush));
    QCOMPARE(made.document->lastBlock().text(), QStringLiteral("is it."));
    const std::size_t byte = std::string("A square:\n[asy]\n").size();
    QCOMPARE(made.map.positionOf(TextPart::Answer, byte), program.position() + 6);
    // Alone, it begins no empty paragraph.
    QCOMPARE(documentOf("[asy]dot((0,0));[/asy]").document->blockCount(), 1);
}

void MarkdownTest::mapsTheDocumentToTheSource()
{
    const std::string source = "# Head\n\nThe **pear** costs $x_1$ and 方程 *more*.";
    const TraceDocument made = documentOf(source);
    for (const char *word : {"Head", "pear", "x_1", "more"}) {
        const int position = made.document->find(QLatin1String(word)).selectionStart();
        const std::size_t offset = source.find(word);
        QCOMPARE(made.map.sourceOf(position).offset, offset);
        QCOMPARE(made.map.positionOf(TextPart::Answer, offset), position);
    }
}

void MarkdownTest::acceptsLettersThatQtUsesItself()
{
    const QString shown = plainText("a\xEF\xB7\x90"
                                    "b\xEF\xB7\x91"
                                    "c\xE2\x80\xA9"
                                    "d\xEF\xBF\xBC"
                                    "e");
    for (const char letter : {'a', 'b', 'c', 'd', 'e'})
        QVERIFY(shown.contains(QLatin1Char(letter)));
    QVERIFY(!plainText(std::string("a\0b", 3)).isEmpty());
    QVERIFY(!plainText("\xFF\xFE broken").isEmpty());
}

void MarkdownTest::remarksOnWhatIsOdd()
{
    Response response;
    response.reasoning = "thinking on";
    response.flags = UnterminatedThink | Truncated | EmptyAnswer;
    TraceOptions options;
    options.style = ReadingStyle::make(QPalette(), QFont());
    const QString shown = makeTraceDocument(response, options).document->toPlainText();
    QVERIFY(shown.contains(QStringLiteral("never ended")));
    QVERIFY(shown.contains(QStringLiteral("Cut off here")));
    QVERIFY(shown.contains(QStringLiteral("No answer follows")));
}

void MarkdownTest::foldsReasoningIntoALineForEachStep()
{
    Response response;
    response.reasoning = "Okay, let me see. The tree costs 84 at the start and then some more is "
                         "to be paid for it.\n\nNext.";
    response.reasoningWords = 23;
    response.answer = "13";
    TraceOptions options;
    options.style = ReadingStyle::make(QPalette(), QFont());
    options.folded = true;
    const QString folded = makeTraceDocument(response, options).document->toPlainText();
    QVERIFY(folded.startsWith(QStringLiteral("▸ Reasoning")));
    QVERIFY(folded.contains(QStringLiteral("▸ Okay, let me see.")));
    QVERIFY(folded.contains(QStringLiteral("23 words")));
    QVERIFY(!folded.contains(QStringLiteral("to be paid for it")));
    options.folded = false;
    QVERIFY(makeTraceDocument(response, options)
                .document->toPlainText()
                .contains(QStringLiteral("Next.")));
}

void MarkdownTest::showsTheRawTextAsItCame()
{
    Response response;
    response.raw = "<think>\n*a*\n</think>\n\n**b** \\(x\\)";
    response.reasoning = "*a*";
    response.answer = "**b** \\(x\\)";
    TraceOptions options;
    options.style = ReadingStyle::make(QPalette(), QFont());
    options.raw = true;
    QCOMPARE(makeTraceDocument(response, options).document->toPlainText(),
             QString::fromStdString(response.raw));
}

void MarkdownTest::showsTheBeginningOfAVeryLongTextFirst()
{
    Response response;
    for (int i = 0; i < 20'000; ++i)
        response.reasoning +=
            "Step " + std::to_string(i) + ": so $x_{" + std::to_string(i) + "}$ grows.\n\n";
    response.answer = "the end";
    TraceOptions options;
    options.style = ReadingStyle::make(QPalette(), QFont());
    options.whole = false;
    TraceDocument first = makeTraceDocument(response, options);
    QVERIFY(!first.isWhole());
    QVERIFY(first.document->characterCount() < 20'000);
    options.whole = true;
    const TraceDocument whole = makeTraceDocument(response, options);
    QVERIFY(whole.isWhole());
    QVERIFY(whole.document->toPlainText().endsWith(QStringLiteral("the end")));
    while (writeMore(first, 3'000))
        QVERIFY(!first.isWhole());
    QVERIFY(first.isWhole());
    QCOMPARE(first.document->toPlainText(), whole.document->toPlainText());
    QCOMPARE(first.map.runs(), whole.map.runs());
    QCOMPARE(first.steps.size(), whole.steps.size());
    QVERIFY(std::equal(first.steps.begin(), first.steps.end(), whole.steps.begin(),
                       [](const ShownStep &one, const ShownStep &other) {
                           return one.begin == other.begin && one.end == other.end;
                       }));
}

QTEST_MAIN(MarkdownTest)
#include "markdown_test.moc"
