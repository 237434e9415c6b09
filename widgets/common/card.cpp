// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "card.h"

#include "colors.h"

#include <QPainter>
#include <QPainterPath>

namespace touchstone {

Card::Card(QWidget *parent)
    : QFrame(parent)
{
    setFrameShape(QFrame::NoFrame);
    setContentsMargins(1, 1, 1, 1);
}

void Card::setTopLine(const QColor &color)
{
    if (m_topLine == color)
        return;
    m_topLine = color;
    setContentsMargins(1, color.isValid() ? 3 : 1, 1, 1);
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.fillPath(path, colors.base);
    if (m_topLine.isValid()) {
        painter.save();
        painter.setClipPath(path);
        painter.fillRect(QRect(0, 0, width(), 3), m_topLine);
        painter.restore();
    }
    painter.setPen(colors.line);
    painter.drawPath(path);
}

} // namespace touchstone
