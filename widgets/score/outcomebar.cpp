// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "outcomebar.h"

#include <widgets/common/colors.h>
#include <widgets/common/keybutton.h>

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace touchstone {
namespace {

constexpr int Padding = 14;
constexpr int Gap = 8;
constexpr int Height = 30;
constexpr std::array Outcomes = {Outcome::Left, Outcome::Tie, Outcome::Neither, Outcome::Right};

QFont chosenFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

/// A rectangle that is round only at the control's own ends.
QPainterPath segmentShape(const QRectF &rect, bool first, bool last)
{
    constexpr double Radius = 6;
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(rect, Radius, Radius);
    if (!first)
        path.addRect(rect.adjusted(0, 0, -rect.width() / 2, 0));
    if (!last)
        path.addRect(rect.adjusted(rect.width() / 2, 0, 0, 0));
    return path.simplified();
}

} // namespace

OutcomeSegment::OutcomeSegment(const QString &key, bool first, bool last, QWidget *parent)
    : QAbstractButton(parent)
    , m_key(key)
    , m_first(first)
    , m_last(last)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
}

void OutcomeSegment::setSideColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    update();
}

QSize OutcomeSegment::sizeHint() const
{
    const int words = QFontMetrics(chosenFont(font())).horizontalAdvance(text());
    return {words + 2 * Padding + Gap + keyCapWidth(font(), m_key), Height};
}

void OutcomeSegment::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    const QColor own = m_color.isValid() ? m_color : colors.accent;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Neighbours share a line: each but the last leaves its right edge to the next.
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, m_last ? -0.5 : 0.5, -0.5);
    QColor ground = colors.base;
    if (isChecked() || (underMouse() && isEnabled())) {
        ground = own;
        ground.setAlphaF(isChecked() ? 0.13F : 0.05F);
    }
    const QPainterPath shape = segmentShape(frame, m_first, m_last);
    painter.fillPath(shape, ground);
    painter.setPen(colors.line);
    painter.drawPath(shape);
    if (hasFocus()) {
        painter.setPen(colors.accent);
        painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), 4, 4);
    }
    const int cap = keyCapWidth(font(), m_key);
    const QFont shown = isChecked() ? chosenFont(font()) : font();
    const int words = QFontMetrics(shown).horizontalAdvance(text());
    const int left = (width() - words - Gap - cap) / 2;
    painter.setFont(shown);
    painter.setPen(!isEnabled() ? colors.secondary : isChecked() ? own : colors.text);
    painter.drawText(QRect(left, 0, words + 4, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    painter.setFont(font());
    paintKeyCap(painter, m_key, left + words + Gap + cap, height() / 2,
                isChecked() ? own : colors.secondary, colors.line);
}

OutcomeBar::OutcomeBar(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const std::array keys = {QStringLiteral("A"), QStringLiteral("E"), QStringLiteral("N"),
                             QStringLiteral("B")};
    const std::array names = {"outcome-left", "outcome-tie", "outcome-neither", "outcome-right"};
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        auto *segment = new OutcomeSegment(keys.at(i), i == 0, i + 1 == m_segments.size(), this);
        segment->setObjectName(QLatin1String(names.at(i)));
        layout->addWidget(segment, i == 0 || i == 3 ? 5 : 4);
        connect(segment, &QAbstractButton::clicked, this, [this, i](bool checked) {
            emit outcomeRequested(checked ? Outcomes.at(i) : Outcome::None);
        });
        m_segments.at(i) = segment;
    }
    m_segments[1]->setText(tr("Tie"));
    m_segments[1]->setAccessibleName(tr("Tie, key E"));
    m_segments[2]->setText(tr("Neither"));
    m_segments[2]->setAccessibleName(tr("Neither, key N"));
    setSides(tr("Left"), {}, tr("Right"), {});
}

void OutcomeBar::setSides(const QString &left,
                          const QColor &leftColor,
                          const QString &right,
                          const QColor &rightColor)
{
    m_segments[0]->setSideColor(leftColor);
    m_segments[3]->setSideColor(rightColor);
    const QString leftWords = QStringLiteral("◀ ") + left;
    const QString rightWords = right + QStringLiteral(" ▶");
    if (m_segments[0]->text() == leftWords && m_segments[3]->text() == rightWords)
        return;
    m_segments[0]->setText(leftWords);
    m_segments[0]->setAccessibleName(tr("Left, %1, is better, key A").arg(left));
    m_segments[3]->setText(rightWords);
    m_segments[3]->setAccessibleName(tr("Right, %1, is better, key B").arg(right));
    for (OutcomeSegment *segment : m_segments)
        segment->updateGeometry();
}

void OutcomeBar::setComparing(bool comparing)
{
    m_segments[1]->setEnabled(comparing);
    m_segments[3]->setEnabled(comparing);
}

void OutcomeBar::setOutcome(Outcome outcome)
{
    for (std::size_t i = 0; i < m_segments.size(); ++i)
        m_segments.at(i)->setChecked(Outcomes.at(i) == outcome);
}

} // namespace touchstone
