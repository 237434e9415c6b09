// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "panefoot.h"

#include <widgets/common/colors.h>
#include <widgets/common/keybutton.h>

#include <QPainter>

namespace touchstone {
namespace {

constexpr int Margin = 13;
constexpr int Gap = 10;

} // namespace

PaneFoot::PaneFoot(QWidget *parent)
    : QAbstractButton(parent)
{
    setFixedHeight(36);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    clear();
}

void PaneFoot::setAnswer(const QString &answer, const QString &rule)
{
    m_any = true;
    m_answer = answer.simplified();
    m_rule = rule;
    const QString words = m_answer.isEmpty()
                              ? tr("No final answer was found")
                              : tr("Final answer %1, rule: %2").arg(m_answer, m_rule);
    setAccessibleName(words);
    setToolTip(words);
    update();
}

void PaneFoot::clear()
{
    m_any = false;
    m_answer.clear();
    m_rule.clear();
    setAccessibleName(tr("No response"));
    setToolTip({});
    update();
}

void PaneFoot::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), colors.line);
    if (!m_any)
        return;
    const QString why = tr("why");
    const int cap = keyCapWidth(font(), QStringLiteral("V"));
    const int whyWidth = fontMetrics().horizontalAdvance(why) + 6 + cap;
    int left = Margin;
    const int end = width() - Margin - whyWidth - Gap;
    const auto write = [this, &painter, &left, end](const QString &text, const QColor &ink,
                                                    bool bold) {
        QFont shown = font();
        shown.setWeight(bold ? QFont::DemiBold : QFont::Normal);
        painter.setFont(shown);
        painter.setPen(ink);
        const QString fitting =
            painter.fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, end - left));
        painter.drawText(QRect(left, 1, end - left, height() - 1), Qt::AlignVCenter, fitting);
        left += painter.fontMetrics().horizontalAdvance(fitting) + Gap;
    };
    write(tr("Final answer"), colors.secondary, false);
    if (m_answer.isEmpty()) {
        write(tr("∅ none found"), colors.unsure, true);
    } else {
        write(m_answer, colors.text, true);
        write(tr("rule: %1").arg(m_rule), colors.secondary, false);
    }
    painter.setFont(font());
    painter.setPen(colors.secondary);
    painter.drawText(QRect(width() - Margin - whyWidth, 1, whyWidth, height() - 1),
                     Qt::AlignVCenter, why);
    paintKeyCap(painter, QStringLiteral("V"), width() - Margin, height() / 2, colors.secondary,
                colors.line);
}

} // namespace touchstone
