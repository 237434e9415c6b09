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

SeenText::SeenText(const QTextEdit &view)
    : m_view(view)
    , m_scrolled(view.horizontalScrollBar()->value(), view.verticalScrollBar()->value())
{
    const QRect seen = view.viewport()->rect();
    m_begin = view.cursorForPosition(seen.topLeft()).block().position();
    m_end = view.cursorForPosition(seen.bottomRight()).position() + 1;
}

std::vector<QRectF> SeenText::places(const DocumentSpan &span) const
{
    const QTextDocument &document = *m_view.document();
    std::vector<QRectF> places;
    QTextBlock block = document.findBlock(std::max(span.begin, m_begin));
    for (; block.isValid() && block.position() < std::min(span.end, m_end); block = block.next()) {
        const QPointF origin =
            document.documentLayout()->blockBoundingRect(block).topLeft() - m_scrolled;
        addLines(places, block, origin, std::max(0, span.begin - block.position()),
                 std::min(span.end - block.position(), block.length() - 1));
    }
    return places;
}

QRectF SeenText::caret(int position) const
{
    const QTextBlock block = m_view.document()->findBlock(position);
    if (position < m_begin || position > m_end || !block.isValid())
        return {};
    const int place = position - block.position();
    const QTextLine line = block.layout()->lineForTextPosition(place);
    if (!line.isValid())
        return {};
    const QPointF origin =
        m_view.document()->documentLayout()->blockBoundingRect(block).topLeft() - m_scrolled;
    return {origin.x() + line.cursorToX(place), origin.y() + line.y(), 0,
            line.ascent() + line.descent()};
}

} // namespace touchstone
