// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "thinprogress.h"

#include "colors.h"

#include <QPainter>

#include <algorithm>

namespace touchstone {

ThinProgress::ThinProgress(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(4);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ThinProgress::setShare(double share)
{
    m_share = std::clamp(share, 0.0, 1.0);
    setAccessibleDescription(tr("%1 percent").arg(qRound(100 * m_share)));
    update();
}

void ThinProgress::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.line);
    painter.drawRoundedRect(rect(), 2, 2);
    painter.setBrush(m_share >= 1 ? colors.correct : colors.accent);
    painter.drawRoundedRect(QRectF(0, 0, width() * m_share, height()), 2, 2);
}

} // namespace touchstone
