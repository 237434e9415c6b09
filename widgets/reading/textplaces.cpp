// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "textplaces.h"

#include <QAbstractTextDocumentLayout>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextEdit>

#include <algorithm>

namespace touchstone {
namespace {

/// The lines of one block from `begin` up to `end`, which are positions in the block.
void addLines(
    std::vector<QRectF> &places, const QTextBlock &block, const QPointF &origin, int begin, int end)
{
    for (int at = begin; at < end;) {
        const QTextLine line = block.layout()->lineForTextPosition(at);
        if (!line.isValid())
            break;
        const int stop = std::min(end, line.textStart() + line.textLength());
        const double left = line.cursorToX(at);
        const double right = line.cursorToX(stop);
        places.emplace_back(origin.x() + std::min(left, right), origin.y() + line.y(),
                            std::abs(right - left), line.ascent() + line.descent());
        if (stop <= at)
            break;
        at = stop;
    }
}

} // namespace

std::vector<QRectF> seenPlaces(const QTextEdit &view, int begin, int end)
{
    const QTextDocument &document = *view.document();
    const QRect seen = view.viewport()->rect();
    const int first = view.cursorForPosition(seen.topLeft()).block().position();
    const int last = view.cursorForPosition(seen.bottomRight()).position();
    const QPointF scrolled(view.horizontalScrollBar()->value(), view.verticalScrollBar()->value());
    std::vector<QRectF> places;
    QTextBlock block = document.findBlock(std::max(begin, first));
    for (; block.isValid() && block.position() < end && block.position() <= last;
         block = block.next()) {
        const QPointF origin =
            document.documentLayout()->blockBoundingRect(block).topLeft() - scrolled;
        addLines(places, block, origin, std::max(0, begin - block.position()),
                 std::min(end - block.position(), block.length() - 1));
    }
    return places;
}

} // namespace touchstone
