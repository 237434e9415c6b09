// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulafonts.h"
#include "formulalayout.h"

class QPainter;

namespace touchstone {

/// Draws formulas. On the thread that draws.
class FormulaPainter final
{
    Q_DISABLE_COPY_MOVE(FormulaPainter)

public:
    explicit FormulaPainter(const QFont &fallback);

    /// `origin`: of the base on the baseline; `pixels`: of an em; `text`: the colour of the text
    /// around, by whose lightness colours that the formula brings are made readable.
    void paint(QPainter &painter,
               const FormulaLayout &layout,
               const FormulaLayout::Base &base,
               const QPointF &origin,
               double pixels,
               const QColor &text);

private:
    FormulaFonts m_fonts;
};

/// `color`, lighter or darker until it reads on the ground that goes with `text`.
QColor readableColor(const QColor &color, const QColor &text);
/// `ground`, closer to the page until `text` reads on it.
QColor readableGround(const QColor &ground, const QColor &text);

} // namespace touchstone
