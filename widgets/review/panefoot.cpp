// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "panefoot.h"

#include "answerformula.h"

#include <widgets/common/colors.h>
#include <widgets/common/keybutton.h>
#include <widgets/common/standingcolor.h>

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

constexpr int Margin = 13;
constexpr int Gap = 10;
// A formula that is too large for the foot by more than this is shown as TeX.
constexpr double MostReduction = 1.5;

} // namespace

PaneFoot::PaneFoot(QWidget *parent)
    : QAbstractButton(parent)
    , m_formula(new AnswerFormula(AnswerFormula::Shape::OneLine, this))
{
    connect(m_formula, &AnswerFormula::changed, this, qOverload<>(&QWidget::update));
    setFixedHeight(36);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    clear();
}

void PaneFoot::setFormulas(FormulaService *formulas)
{
    m_formula->setFormulas(formulas);
}

void PaneFoot::setAnswer(const QString &answer,
                         const QString &rule,
                         std::optional<Standing> standing)
{
    m_any = true;
    m_standing = standing;
    m_answer = answer.simplified();
    m_rule = rule;
    m_formula->setAnswer(m_answer);
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
    m_formula->setAnswer({});
    setAccessibleName(tr("No response"));
    setToolTip({});
    update();
}

QColor PaneFoot::ink() const
{
    const Colors &colors = colorsOf(this);
    return m_standing ? inkOf(colors, *m_standing) : colors.text;
}

double PaneFoot::paintFormula(QPainter &painter, double left, double room) const
{
    double pixels = font().pixelSize() > 0 ? font().pixelSize() : QFontInfo(font()).pixelSize();
    const double tall = (m_formula->ascent(pixels) + m_formula->descent(pixels)) / (height() - 5);
    const double scale = std::max({1.0, m_formula->width(pixels) / std::max(1.0, room), tall});
    if (scale > MostReduction)
        return 0;
    pixels /= scale;
    const QFontMetricsF letters(font());
    // On the baseline of the words beside it, where it has the room.
    const double beside = (height() + 1 + letters.ascent() - letters.descent()) / 2;
    const double lowest = height() - 2 - m_formula->descent(pixels);
    const double baseline =
        std::clamp(beside, std::min(3 + m_formula->ascent(pixels), lowest), lowest);
    m_formula->paint(painter, {left, std::round(baseline)}, pixels, ink());
    return m_formula->width(pixels);
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
        const double formula = m_formula->isSet() ? paintFormula(painter, left, end - left) : 0;
        if (formula > 0)
            left += qRound(formula) + Gap;
        else
            write(m_answer, ink(), true);
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
