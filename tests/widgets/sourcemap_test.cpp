// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/reading/sourcemap.h>

#include <QTest>

#include <string>

using namespace touchstone;

namespace {

const std::string Mixed = "It is 3 \u00d7 \u0995\u09b2\u09ae, \U0001F350 and more";

SourcePiece answer(std::size_t begin, std::size_t end)
{
    return {TextPart::Answer, begin, end};
}

} // namespace

class SourceMapTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyLetterHasItsOwnPlace()
    {
        SourceMap map;
        map.addLetters(10, TextPart::Answer, 100, Mixed);
        const QString shown = QString::fromStdString(Mixed);
        for (int i = 0; i < shown.size(); ++i) {
            if (shown[i].isLowSurrogate())
                continue;
            const std::size_t byte = 100 + static_cast<std::size_t>(shown.left(i).toUtf8().size());
            QCOMPARE(map.sourceOf(10 + i), (SourceMap::Place{TextPart::Answer, byte}));
            QCOMPARE(map.positionOf(TextPart::Answer, byte), 10 + i);
        }
    }

    void aSpanGoesFromItsFirstShownByteToItsLast()
    {
        SourceMap map;
        map.addLetters(0, TextPart::Answer, 2, "bold"); // **bold** text
        map.addLetters(4, TextPart::Answer, 8, " text");
        QCOMPARE(map.spanOf(answer(0, 8)).value(), (DocumentSpan{0, 4}));
        QCOMPARE(map.spanOf(answer(3, 11)).value(), (DocumentSpan{1, 7}));
        QVERIFY(!map.spanOf(answer(6, 8)));
        QVERIFY(!map.spanOf({TextPart::Reasoning, 0, 8}));
    }

    void anEmptySpanStandsBehindTheByteBeforeIt()
    {
        SourceMap map;
        map.addLetters(5, TextPart::Answer, 0, "one");
        map.addLetters(9, TextPart::Answer, 4, "two");
        QCOMPARE(map.spanOf(answer(3, 3)).value(), (DocumentSpan{8, 8}));
        QCOMPARE(map.spanOf(answer(0, 0)).value(), (DocumentSpan{5, 5}));
    }

    void partsShownInAnotherOrderAreFound()
    {
        SourceMap map;
        map.add({0, 3, TextPart::Answer, 50, 7});
        map.add({3, 3, TextPart::Answer, 20, 7});
        map.add({6, 3, TextPart::Reasoning, 20, 7});
        QCOMPARE(map.positionOf(TextPart::Answer, 20), 3);
        QCOMPARE(map.positionOf(TextPart::Answer, 50), 0);
        QCOMPARE(map.positionOf(TextPart::Reasoning, 26), 8);
        QCOMPARE(map.positionOf(TextPart::Answer, 30), -1);
    }
};

QTEST_GUILESS_MAIN(SourceMapTest)
#include "sourcemap_test.moc"
