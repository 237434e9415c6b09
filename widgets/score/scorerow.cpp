// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "scorerow.h"

#include <base/text.h>
#include <widgets/common/colors.h>

#include <QMouseEvent>
#include <QPainter>

namespace touchstone {
namespace {

constexpr int Height = 25;
constexpr int BoxWidth = 24;
constexpr int BoxHeight = 21;
constexpr int BoxGap = 3;
constexpr int NameGap = 14;

} // namespace

ScoreRow::ScoreRow(const Criterion &criterion, const QString &side, QWidget *parent)
    : QWidget(parent)
    , m_criterion(criterion)
    , m_side(side)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(toQString(criterion.description));
    m_nameWidth = naturalNameWidth();
    tellReaders();
}

void ScoreRow::tellReaders()
{
    const QString name = toQString(m_criterion.name);
    setAccessibleName(
        m_value ? tr("%1, %2: %3 of %4").arg(name, m_side).arg(*m_value).arg(m_criterion.highest)
                : tr("%1, %2: not scored").arg(name, m_side));
}

bool ScoreRow::setValue(std::optional<int> value)
{
    if (value && (*value < m_criterion.lowest || *value > m_criterion.highest))
        return false;
    if (m_value == value)
        return true;
    m_value = value;
    tellReaders();
    update();
    return true;
}

void ScoreRow::setCurrent(bool current)
{
    if (m_current == current)
        return;
    m_current = current;
    update();
}

void ScoreRow::setDigitsHere(bool here)
{
    if (m_digitsHere == here)
        return;
    m_digitsHere = here;
    update();
}

int ScoreRow::naturalNameWidth() const
{
    return fontMetrics().horizontalAdvance(toQString(m_criterion.name));
}

void ScoreRow::setNameWidth(int width)
{
    m_nameWidth = width;
    updateGeometry();
}

QSize ScoreRow::sizeHint() const
{
    return {m_nameWidth + NameGap + boxes() * (BoxWidth + BoxGap) - BoxGap + 2, Height};
}

QSize ScoreRow::minimumSizeHint() const
{
    return sizeHint();
}

QRect ScoreRow::boxAt(int index) const
{
    return {m_nameWidth + NameGap + index * (BoxWidth + BoxGap), (height() - BoxHeight) / 2,
            BoxWidth, BoxHeight};
}

int ScoreRow::boxUnder(const QPoint &position) const
{
    for (int i = 0; i < boxes(); ++i) {
        if (boxAt(i).adjusted(-1, -2, 1, 2).contains(position))
            return i;
    }
    return -1;
}

void ScoreRow::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.text);
    const QString name =
        fontMetrics().elidedText(toQString(m_criterion.name), Qt::ElideRight, m_nameWidth);
    painter.drawText(QRect(0, 0, m_nameWidth, height()), Qt::AlignVCenter | Qt::AlignLeft, name);
    if (hasFocus()) {
        const int underline = (height() + fontMetrics().height()) / 2;
        painter.setPen(colors.accent);
        painter.drawLine(0, underline, fontMetrics().horizontalAdvance(name), underline);
    }
    QFont small = font();
    small.setPixelSize(11);
    QFont bold = small;
    bold.setWeight(QFont::Bold);
    for (int i = 0; i < boxes(); ++i) {
        const int value = m_criterion.lowest + i;
        const bool chosen = m_value == value;
        painter.setBrush(chosen           ? QBrush(colors.accent)
                         : i == m_hovered ? QBrush(colors.accentGround)
                                          : Qt::NoBrush);
        painter.setPen(chosen || isOutlined() ? colors.accent : colors.line);
        painter.drawRoundedRect(QRectF(boxAt(i)).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        painter.setPen(chosen ? colors.onAccent : colors.secondary);
        painter.setFont(chosen ? bold : small);
        painter.drawText(boxAt(i), Qt::AlignCenter, QString::number(value));
    }
}

void ScoreRow::mousePressEvent(QMouseEvent *event)
{
    const int box = boxUnder(event->position().toPoint());
    emit focused();
    if (box < 0)
        return;
    const int value = m_criterion.lowest + box;
    // A click on the value that is set takes it back.
    emit valueRequested(m_value == value ? std::nullopt : std::optional<int>(value));
}

void ScoreRow::mouseMoveEvent(QMouseEvent *event)
{
    const int box = boxUnder(event->position().toPoint());
    if (box != m_hovered) {
        m_hovered = box;
        update();
    }
}

void ScoreRow::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void ScoreRow::focusInEvent(QFocusEvent *)
{
    emit focused();
    update();
}

void ScoreRow::focusOutEvent(QFocusEvent *)
{
    update();
}

} // namespace touchstone
