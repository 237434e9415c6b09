// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "referencelabel.h"

#include "answerformula.h"

#include <base/text.h>

#include <QPainter>

#include <cmath>

namespace touchstone {
namespace {

constexpr int Widest = 222;
constexpr int Padding = 2;
constexpr int LargePixels = 20;
constexpr int LongPixels = 13;
constexpr int FormulaPixels = 16;
constexpr std::size_t LongReference = 28;
constexpr std::size_t MostReference = 400;

} // namespace

ReferenceLabel::ReferenceLabel(QWidget *parent)
    : QLabel(parent)
    , m_formula(new AnswerFormula(AnswerFormula::Shape::AsItIs, this))
{
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    connect(m_formula, &AnswerFormula::changed, this, [this] {
        updateGeometry();
        update();
        emit sizeChanged();
    });
}

void ReferenceLabel::setFormulas(FormulaService *formulas)
{
    m_formula->setFormulas(formulas);
}

void ReferenceLabel::setReference(const std::string &reference)
{
    const bool longOne = reference.size() > LongReference;
    QFont large = font();
    large.setPixelSize(longOne ? LongPixels : LargePixels);
    large.setWeight(longOne ? QFont::Normal : QFont::DemiBold);
    setFont(large);
    const std::string_view shown = headOf(reference, MostReference);
    setText(reference.empty()
                ? QStringLiteral("∅")
                : toQString(shown)
                      + (shown.size() < reference.size() ? QStringLiteral(" …") : QString{}));
    m_formula->setAnswer(toQString(reference));
    setToolTip(longOne ? toQString(reference) : QString{});
    setAccessibleName(tr("Reference %1").arg(text()));
    updateGeometry();
}

bool ReferenceLabel::showsFormula() const
{
    return m_formula->isSet() && m_formula->width(FormulaPixels) <= Widest;
}

int ReferenceLabel::wantedWidth() const
{
    return showsFormula() ? static_cast<int>(std::ceil(m_formula->width(FormulaPixels)))
                          : fontMetrics().horizontalAdvance(text());
}

QSize ReferenceLabel::sizeHint() const
{
    return showsFormula() ? QSize(wantedWidth(), heightForWidth(0)) : QLabel::sizeHint();
}

QSize ReferenceLabel::minimumSizeHint() const
{
    return showsFormula() ? sizeHint() : QLabel::minimumSizeHint();
}

bool ReferenceLabel::hasHeightForWidth() const
{
    return !showsFormula() && QLabel::hasHeightForWidth();
}

int ReferenceLabel::heightForWidth(int width) const
{
    if (!showsFormula())
        return QLabel::heightForWidth(width);
    return static_cast<int>(std::ceil(m_formula->ascent(FormulaPixels))
                            + std::ceil(m_formula->descent(FormulaPixels)))
           + 2 * Padding;
}

void ReferenceLabel::paintEvent(QPaintEvent *event)
{
    if (!showsFormula()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    m_formula->paint(painter, {0, Padding + std::ceil(m_formula->ascent(FormulaPixels))},
                     FormulaPixels, palette().color(QPalette::WindowText));
}

} // namespace touchstone
