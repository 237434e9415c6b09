// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulaobject.h"

#include "formulablock.h"
#include "formulapainter.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetrics>
#include <QMutex>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

#include <algorithm>
#include <cmath>
#include <map>

namespace touchstone {
namespace {

using Layout = std::shared_ptr<const FormulaLayout>;

constexpr int LargestPixels = 1'000;

/// Whole pixels above and below the baseline.
struct Extent
{
    int ascent = 0;
    int descent = 0;
};

/// What a formula reaches above or below the text around by no more than this, in em, may lie in
/// the space between the lines, so that an exponent does not push them apart.
constexpr double Slack = 0.12;

int roomOf(double height, double text, double pixels)
{
    const int room = static_cast<int>(std::ceil(height * pixels - 0.01));
    const bool fits = room - text <= std::round(Slack * pixels);
    return std::max(0, fits ? std::min(room, static_cast<int>(text)) : room);
}

Extent extentOf(const FormulaLayout::Base &base, double pixels, const QFont &around)
{
    const QFontMetricsF text(around);
    Extent extent{roomOf(base.height, text.ascent(), pixels),
                  roomOf(base.depth, text.descent(), pixels)};
    // The line's room is told by a font's x-height (see fontOf), and no font has a negative one.
    extent.ascent = std::max(extent.ascent, extent.descent + 1);
    return extent;
}

/// Qt gives an object that is aligned in the middle (height ± x-height / 2) / 2 above and below the
/// baseline, by the x-height of its own font. So the font is chosen by its x-height, and the line
/// makes exactly the room that the formula needs. Sizes of x-heights are found once for each
/// family.
QFont fontOf(const Extent &extent, QFont family)
{
    static QMutex mutex;
    static std::map<QString, std::map<int, int>> pixelsByHeight;
    const int wanted = 2 * (extent.ascent - extent.descent);
    const QMutexLocker lock(&mutex);
    std::map<int, int> &known = pixelsByHeight[family.family()];
    int pixels = known.empty() ? 1 : known.rbegin()->second;
    while (pixels < LargestPixels && (known.empty() || known.rbegin()->first < wanted)) {
        family.setPixelSize(++pixels);
        known.emplace(QFontMetrics(family).xHeight(), pixels);
    }
    const auto found = known.lower_bound(wanted);
    family.setPixelSize(found == known.end() ? pixels : found->second);
    return family;
}

double heightOf(const Extent &extent, const QFont &font)
{
    // As wanted where the font has the x-height; else large enough on both sides.
    const double half = QFontMetrics(font).xHeight() / 2.0;
    return std::max(2 * extent.ascent - half, 2 * extent.descent + half);
}

/// Pixels that a line has where the character stands; 0: any.
double roomAt(const QTextDocument &document, const QTextBlock &block)
{
    if (document.textWidth() <= 0)
        return 0;
    const QTextBlockFormat format = block.blockFormat();
    double room = document.textWidth() - 2 * document.documentMargin() - format.leftMargin()
                  - format.rightMargin() - document.rootFrame()->frameFormat().leftMargin();
    if (const QTextTable *table = QTextCursor(block).currentTable())
        room = room / table->columns() - 2 * table->format().cellPadding();
    return std::max(1.0, std::floor(room));
}

double inlineScale(const FormulaLayout::Base &base, double pixels, double room)
{
    const double width = base.width * pixels;
    return room > 0 && width > room ? std::max(LeastFormulaScale, room / width) : 1;
}

} // namespace

FormulaObject::FormulaObject(QTextDocument &document, FormulaPainter &painter)
    : QObject(&document)
    , m_painter(painter)
{}

void FormulaObject::enable(QTextDocument &document, FormulaPainter &painter)
{
    document.documentLayout()->registerHandler(Type, new FormulaObject(document, painter));
}

QTextCharFormat FormulaObject::format(Layout layout, int base, const QTextCharFormat &around)
{
    const double pixels = QFontInfo(around.font()).pixelSize() * FormulaScale;
    QTextCharFormat format;
    format.setObjectType(Type);
    format.setForeground(around.foreground());
    if (base == WholeFormula) {
        format.setFont(around.font());
    } else {
        const auto &shown = layout->bases.at(static_cast<std::size_t>(base));
        format.setVerticalAlignment(QTextCharFormat::AlignMiddle);
        const Extent extent = extentOf(shown, pixels, around.font());
        format.setFont(fontOf(extent, around.font()));
        format.setProperty(FormulaAscentProperty, extent.ascent);
        format.setProperty(FormulaDescentProperty, extent.descent);
    }
    format.setProperty(FormulaBaseProperty, base);
    format.setProperty(FormulaPixelsProperty, pixels);
    format.setProperty(FormulaLayoutProperty, QVariant::fromValue(std::move(layout)));
    return format;
}

double FormulaObject::rise(const QTextBlock &block)
{
    const auto first = block.begin();
    if (first.atEnd())
        return 0;
    const QTextCharFormat format = first.fragment().charFormat();
    const auto layout = format.property(FormulaLayoutProperty).value<Layout>();
    if (!layout || format.intProperty(FormulaBaseProperty) != WholeFormula)
        return 0;
    const FormulaBlock lines = blockOf(*layout, format.doubleProperty(FormulaPixelsProperty),
                                       roomAt(*block.document(), block));
    return lines.pieces.empty() ? 0 : lines.height - lines.pieces.front().origin.y();
}

QSizeF
FormulaObject::intrinsicSize(QTextDocument *document, int position, const QTextFormat &format)
{
    const auto layout = format.property(FormulaLayoutProperty).value<Layout>();
    if (!layout)
        return {};
    const double pixels = format.doubleProperty(FormulaPixelsProperty);
    const int place = format.intProperty(FormulaBaseProperty);
    const double room = roomAt(*document, document->findBlock(position));
    if (place == WholeFormula) {
        const FormulaBlock block = blockOf(*layout, pixels, room);
        return {block.width, block.height};
    }
    const FormulaLayout::Base &base = layout->bases.at(static_cast<std::size_t>(place));
    return {base.width * pixels * inlineScale(base, pixels, room),
            heightOf({format.intProperty(FormulaAscentProperty),
                      format.intProperty(FormulaDescentProperty)},
                     format.toCharFormat().font())};
}

void FormulaObject::drawObject(QPainter *painter,
                               const QRectF &place,
                               QTextDocument *document,
                               int position,
                               const QTextFormat &format)
{
    const auto layout = format.property(FormulaLayoutProperty).value<Layout>();
    if (!layout)
        return;
    const double pixels = format.doubleProperty(FormulaPixelsProperty);
    const int number = format.intProperty(FormulaBaseProperty);
    const QColor text = format.foreground().color();
    const QTextBlock block = document->findBlock(position);
    const double room = roomAt(*document, block);
    if (number == WholeFormula) {
        const FormulaBlock lines = blockOf(*layout, pixels, room);
        for (const FormulaBlock::Piece &piece : lines.pieces)
            m_painter.paint(*painter, *layout, layout->bases.at(piece.base),
                            place.topLeft() + piece.origin, lines.pixels, text);
        return;
    }
    // Qt centres the object on its line; the letters around stand on the baseline.
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    const double baseline =
        place.center().y() - (line.ascent() + line.descent()) / 2 + line.ascent();
    const FormulaLayout::Base &base = layout->bases.at(static_cast<std::size_t>(number));
    m_painter.paint(*painter, *layout, base, QPointF(place.x(), baseline),
                    pixels * inlineScale(base, pixels, room), text);
}

} // namespace touchstone
