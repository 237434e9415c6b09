// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "chip.h"

#include "colors.h"

#include <QPainter>

namespace touchstone {

Chip::Chip(const QString &text, Kind kind, QWidget *parent)
    : QAbstractButton(parent)
    , m_kind(kind)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QFont small = font();
    small.setPixelSize(12);
    setFont(small);
}

void Chip::setRemovable(bool removable)
{
    m_removable = removable;
    setFocusPolicy(removable ? Qt::TabFocus : Qt::NoFocus);
    setAccessibleName(removable ? tr("%1, remove").arg(text()) : text());
    setCursor(removable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
}

void Chip::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

QString Chip::shownText() const
{
    return m_removable ? text() + QStringLiteral("  ✕") : text();
}

QSize Chip::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(shownText()) + 18, 20};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QColor ground = Qt::transparent;
    QColor ink = colors.secondary;
    QColor line = colors.line;
    switch (m_kind) {
    case Kind::Plain:
        break;
    case Kind::Filter:
        ground = line = colors.accentGround;
        ink = colors.accent;
        break;
    case Kind::Good:
        ground = line = colors.correctGround;
        ink = colors.correct;
        break;
    case Kind::Bad:
        ground = line = colors.differsGround;
        ink = colors.differs;
        break;
    case Kind::Unsure:
        ground = line = colors.unsureGround;
        ink = colors.unsure;
        break;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? colors.accent : line);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
    painter.setPen(ink);
    painter.drawText(rect(), Qt::AlignCenter, shownText());
}

} // namespace touchstone
