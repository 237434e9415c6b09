// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulablock.h"

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

// In em.
constexpr double Indent = 2.0;
constexpr double LineGap = 0.35;
constexpr double TagGap = 1.0;
// Pixels above and below, which keep a formula's ink off the text around.
constexpr double Padding = 2;

struct Line
{
    std::size_t first = 0;
    std::size_t last = 0; ///< behind its end
    double indent = 0;    ///< em
    double width = 0;     ///< em, without the indent
};

double widestOf(const FormulaLayout &layout)
{
    double widest = 0;
    for (std::size_t i = 0; i < layout.bases.size(); ++i) {
        if (!layout.bases[i].isTag)
            widest = std::max(widest, layout.bases[i].width);
    }
    return widest;
}

/// `room` in em.
std::vector<Line> linesOf(const FormulaLayout &layout, double room)
{
    std::vector<Line> lines(1);
    for (std::size_t i = 0; i < layout.bases.size(); ++i) {
        const FormulaLayout::Base &base = layout.bases[i];
        if (base.isTag)
            continue;
        Line *line = &lines.back();
        const bool full =
            room > 0 && line->last > line->first && line->indent + line->width + base.width > room;
        if ((base.beginsLine || full) && line->last > line->first) {
            // An indent that leaves no room for the base would only make it smaller.
            const double indent = full && base.width + Indent <= room ? Indent : 0;
            lines.push_back({i, i, indent, 0});
            line = &lines.back();
        }
        line->last = i + 1;
        line->width += base.width;
    }
    return lines;
}

double tagWidth(const FormulaLayout &layout)
{
    double width = 0;
    for (const FormulaLayout::Base &base : layout.bases)
        width += base.isTag ? base.width + TagGap : 0;
    return width;
}

} // namespace

FormulaBlock blockOf(const FormulaLayout &layout, double pixels, double room)
{
    FormulaBlock block;
    const double tag = tagWidth(layout);
    const double widest = widestOf(layout) + tag;
    block.pixels = pixels;
    if (room > 0 && widest * pixels > room)
        block.pixels = std::max(LeastFormulaScale, room / (widest * pixels)) * pixels;
    const double em = block.pixels;
    const std::vector<Line> lines = linesOf(layout, room > 0 ? room / em - tag : 0);
    double y = Padding;
    for (const Line &line : lines) {
        double height = 0;
        double depth = 0;
        for (std::size_t i = line.first; i < layout.bases.size(); ++i) {
            const FormulaLayout::Base &base = layout.bases[i];
            if (i >= line.last && !base.isTag)
                continue;
            height = std::max(height, base.height);
            depth = std::max(depth, base.depth);
        }
        if (&line != &lines.front())
            y += std::round(LineGap * em);
        y += std::ceil(height * em);
        double x = line.indent * em;
        for (std::size_t i = line.first; i < line.last; ++i) {
            if (layout.bases[i].isTag)
                continue;
            block.pieces.push_back({i, QPointF(x, y)});
            x += layout.bases[i].width * em;
        }
        block.width = std::max(block.width, x);
        y += std::ceil(depth * em);
    }
    block.height = y + Padding;
    // Tags stand at the page's edge, beside the last line.
    const double baseline = block.pieces.empty() ? y : block.pieces.back().origin.y();
    double right = room > 0 ? std::max(room, block.width + tag * em) : block.width + tag * em;
    for (std::size_t i = layout.bases.size(); i-- > 0;) {
        if (!layout.bases[i].isTag)
            continue;
        block.width = std::max(block.width, right);
        right -= layout.bases[i].width * em;
        block.pieces.push_back({i, QPointF(right, baseline)});
        right -= TagGap * em;
    }
    if (tag > 0) {
        // The formula itself stays in the middle of what the tag makes as wide as the page.
        double used = 0;
        for (const Line &line : lines)
            used = std::max(used, (line.indent + line.width) * em);
        const double shift = std::max(0.0, std::min((block.width - used) / 2, right - used));
        for (FormulaBlock::Piece &piece : block.pieces) {
            if (!layout.bases[piece.base].isTag)
                piece.origin.rx() += shift;
        }
    }
    return block;
}

} // namespace touchstone
