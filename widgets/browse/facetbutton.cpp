// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "facetbutton.h"

#include "sourcecolor.h"

#include <widgets/common/colors.h>
#include <widgets/common/format.h>

#include <QPainter>

namespace touchstone {

FacetButton::FacetButton(const QString &words, std::optional<SourceKind> kind, QWidget *parent)
    : QAbstractButton(parent)
    , m_kind(kind)
{
    setText(words);
    setToolTip(words);
    setCheckable(true);
    setFixedHeight(22);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setCount(0);
}

void FacetButton::setCount(qint64 count)
{
    m_count = count;
    setAccessibleName(QStringLiteral("%1, %2").arg(text(), number(count)));
    update();
}

void FacetButton::paintEvent(QPaintEvent *)
{
    const Colors colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || hasFocus() || underMouse()) {
        const bool outlined = hasFocus() || (isChecked() && colors.highContrast);
        painter.setPen(outlined ? QPen(colors.accent, 1.2) : QPen(Qt::NoPen));
        painter.setBrush(isChecked()    ? colors.accentGround
                         : underMouse() ? colors.base
                                        : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.6, 0.6, -0.6, -0.6), 4, 4);
    }
    int left = 6;
    if (m_kind) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colorOf(colors, *m_kind));
        painter.drawRoundedRect(QRectF(left, height() / 2.0 - 4.5, 9, 9), 2, 2);
        left += 15;
    }
    const QString count = number(m_count);
    const int countWidth = fontMetrics().horizontalAdvance(count) + 10;
    const int room = width() - left - countWidth;
    painter.setPen(isChecked() ? colors.accent : m_count > 0 ? colors.text : colors.secondary);
    painter.drawText(QRect(left, 0, room, height()), Qt::AlignVCenter,
                     fontMetrics().elidedText(text(), Qt::ElideRight, room));
    painter.setPen(isChecked() ? colors.accent : colors.secondary);
    painter.drawText(rect().adjusted(0, 0, -5, 0), Qt::AlignVCenter | Qt::AlignRight, count);
}

} // namespace touchstone
