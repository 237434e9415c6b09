// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulalayout.h"

#include <vector>

namespace touchstone {

/// A displayed formula cut into lines of a page's width. Pixels; the origin is the upper left.
struct FormulaBlock
{
    struct Piece
    {
        std::size_t base = 0; ///< place in FormulaLayout::bases
        QPointF origin;       ///< of the base, on its line's baseline
    };

    double pixels = 0; ///< of an em; less than asked where a single base is wider than the page
    double width = 0;
    double height = 0;
    std::vector<Piece> pieces;
};

/// No smaller than this share of its size is a formula made to fit.
constexpr double LeastFormulaScale = 0.5;

/// Lines end between bases, the later ones are indented; baselines stand on whole pixels. `room` 0:
/// any width will do.
FormulaBlock blockOf(const FormulaLayout &layout, double pixels, double room);

} // namespace touchstone
