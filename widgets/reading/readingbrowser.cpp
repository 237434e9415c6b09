// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readingbrowser.h"

#include "copying.h"
#include "readingaccessible.h"
#include "textplaces.h"

#include <widgets/common/colors.h>

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace touchstone {
namespace {

constexpr float SelectionOpacity = 0.28F;
// A line at the very edge is not seen well.
constexpr int Edge = 24;

} // namespace

ReadingBrowser::ReadingBrowser(QWidget *parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    clearHighlight();
    ReadingAccessible::install();
    // Qt makes a table that fills the page a pixel wider than it.
    QScrollBar *bar = horizontalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [bar](int, int most) {
        if (most == 1)
            bar->setMaximum(0);
    });
}

QVariant ReadingBrowser::loadResource(int, const QUrl &)
{
    return {};
}

bool ReadingBrowser::event(QEvent *event)
{
    // Qt's text widgets claim keys here that belong to the page.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (!key->matches(QKeySequence::Copy) && !key->matches(QKeySequence::SelectAll)) {
            event->ignore();
            return false;
        }
    }
    return QTextBrowser::event(event);
}

void ReadingBrowser::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange
        && palette().brush(QPalette::HighlightedText) != palette().brush(QPalette::Text))
        clearHighlight();
}

/// What is selected keeps its own colours, over paintBelow().
void ReadingBrowser::clearHighlight()
{
    QPalette own;
    own.setBrush(QPalette::Highlight, Qt::NoBrush);
    own.setBrush(QPalette::HighlightedText, palette().brush(QPalette::Active, QPalette::Text));
    setPalette(own);
}

void ReadingBrowser::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        paintBelow(painter);
    }
    QTextBrowser::paintEvent(event);
}

void ReadingBrowser::paintBelow(QPainter &painter)
{
    m_hits.paint(painter, *this);
    // Qt would paint the selection half transparent over formulas, which dims them.
    const QTextCursor cursor = textCursor();
    if (!cursor.hasSelection())
        return;
    QColor ground = colorsOf(this).accent;
    ground.setAlphaF(SelectionOpacity);
    const DocumentSpan selected{cursor.selectionStart(), cursor.selectionEnd()};
    for (const QRectF &place : SeenText(*this).places(selected))
        painter.fillRect(place, ground);
}

QMimeData *ReadingBrowser::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(copiedText(textCursor()));
    return copied;
}

int ReadingBrowser::setSearch(const QString &words)
{
    m_search = words;
    m_hits.setShown(-1);
    collectHits();
    return hitCount();
}

void ReadingBrowser::collectHits(SearchedSource source)
{
    m_searched = std::move(source);
    collectHits();
}

void ReadingBrowser::collectHits()
{
    m_hits.collect(*document(), m_searched, m_search);
    viewport()->update();
    emit hitsChanged();
}

void ReadingBrowser::showHit(int index)
{
    const bool known = index >= 0 && index < hitCount();
    m_hits.setShown(known ? index : -1);
    if (known)
        bringIntoSight(m_hits.places()[static_cast<std::size_t>(index)].begin);
    viewport()->update();
}

void ReadingBrowser::bringIntoSight(int position)
{
    QTextCursor cursor(document());
    cursor.setPosition(position);
    if (!viewport()->rect().adjusted(0, Edge, 0, -Edge).contains(cursorRect(cursor).center()))
        scrollTo(position, viewport()->height() / 3);
}

/// A document is laid out only as far as it was looked at, and the bar does not reach further.
void ReadingBrowser::scrollTo(int position, int below)
{
    QTextCursor cursor(document());
    cursor.setPosition(position);
    QScrollBar *bar = verticalScrollBar();
    const int top = bar->value() + cursorRect(cursor).top();
    const QAbstractTextDocumentLayout &layout = *document()->documentLayout();
    const int lowest = layout.hitTest(QPointF(0, top + 2 * viewport()->height()), Qt::FuzzyHit);
    const QRectF last = layout.blockBoundingRect(document()->findBlock(lowest));
    bar->setMaximum(
        std::max(bar->maximum(), static_cast<int>(last.bottom()) - viewport()->height()));
    bar->setValue(top - below);
}

} // namespace touchstone
