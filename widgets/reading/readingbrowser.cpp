// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readingbrowser.h"

#include "copying.h"
#include "readingaccessible.h"
#include "textplaces.h"

#include <widgets/common/colors.h>

#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

namespace touchstone {
namespace {

constexpr float SelectionOpacity = 0.28F;

} // namespace

ReadingBrowser::ReadingBrowser(QWidget *parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    clearHighlight();
    ReadingAccessible::install();
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
    // Qt would paint the selection half transparent over formulas, which dims them.
    const QTextCursor cursor = textCursor();
    if (!cursor.hasSelection())
        return;
    QColor ground = colorsOf(this).accent;
    ground.setAlphaF(SelectionOpacity);
    for (const QRectF &place : seenPlaces(*this, cursor.selectionStart(), cursor.selectionEnd()))
        painter.fillRect(place, ground);
}

QMimeData *ReadingBrowser::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(copiedText(textCursor()));
    return copied;
}

} // namespace touchstone
