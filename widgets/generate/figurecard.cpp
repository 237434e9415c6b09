// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "figurecard.h"

#include <widgets/common/card.h>
#include <widgets/common/colors.h>

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace touchstone {

namespace {

constexpr int Margin = 11;
constexpr int NameSize = 12;
constexpr int FigureSize = 20;

} // namespace

FigureCard::FigureCard(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_figure(QStringLiteral("–"))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void FigureCard::describe()
{
    setAccessibleName(QStringLiteral("%1: %2").arg(m_name, m_figure));
    setToolTip(accessibleName());
}

void FigureCard::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    describe();
    update();
}

void FigureCard::setFigure(const QString &figure, bool doubtful)
{
    if (m_figure == figure && m_doubtful == doubtful)
        return;
    m_figure = figure;
    m_doubtful = doubtful;
    describe();
    update();
}

void FigureCard::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.line);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const int room = width() - 2 * Margin;
    QFont small = font();
    small.setPixelSize(NameSize);
    painter.setFont(small);
    painter.setPen(colors.secondary);
    painter.drawText(QRect(Margin, 9, room, 20), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_name, Qt::ElideRight, room));
    QFont large = font();
    large.setWeight(QFont::DemiBold);
    // A sum of money is shown whole also where the window is small.
    for (int size = FigureSize; size >= NameSize; --size) {
        large.setPixelSize(size);
        if (QFontMetrics(large).horizontalAdvance(m_figure) <= room)
            break;
    }
    painter.setFont(large);
    painter.setPen(m_doubtful ? colors.unsure : colors.text);
    painter.drawText(QRect(Margin, 30, room, 26), Qt::AlignVCenter, m_figure);
}

PartsBar::PartsBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(8);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void PartsBar::setParts(const Parts &parts)
{
    if (m_parts == parts)
        return;
    m_parts = parts;
    setAccessibleDescription(tr("%1 of %2 settled, %3 running, %4 failed, %5 of unknown fate")
                                 .arg(parts.settled)
                                 .arg(parts.total)
                                 .arg(parts.running)
                                 .arg(parts.failed)
                                 .arg(parts.unknown));
    setToolTip(accessibleDescription());
    update();
}

void PartsBar::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(rect(), 4, 4);
    painter.setClipPath(path);
    painter.fillRect(rect(), colors.line);
    if (m_parts.total <= 0)
        return;
    // A part that is there is seen, however small it is.
    constexpr double Least = 3;
    double at = 0;
    const auto add = [&](qint64 count, const QColor &color) {
        if (count <= 0)
            return;
        const double share = static_cast<double>(count) / static_cast<double>(m_parts.total);
        const double wide = std::max(Least, share * width());
        painter.fillRect(QRectF(at, 0, wide, height()), color);
        at += wide;
    };
    add(m_parts.settled, colors.teacher);
    add(m_parts.running, colors.accent);
    add(m_parts.unknown, colors.unsure);
    add(m_parts.failed, colors.differs);
}

} // namespace touchstone
