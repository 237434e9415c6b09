// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QByteArray>
#include <QColor>
#include <QPainterPath>
#include <QRectF>
#include <QStringList>

#include <functional>
#include <vector>

namespace touchstone {

/// A formula as things to draw, of no size and no colour scheme: units are em of the formula's
/// font, y grows downwards from the baseline. A value; any number of threads may read one.
struct FormulaLayout
{
    static constexpr int TextColor = -1; ///< that of the text around

    /// Letters of one font, one size and one colour.
    struct Glyphs
    {
        int font = 0; ///< place in FormulaFonts::names()
        double size = 1;
        int color = TextColor; ///< place in colors
        QList<quint32> indexes;
        QList<QPointF> places;
    };
    struct Rule
    {
        QRectF place;
        int color = TextColor;
        bool isGround = false; ///< a filled area, not a line
    };
    struct Path
    {
        QPainterPath shape;
        QPointF origin;
        QPointF scale;
        QRectF clip;
        int color = TextColor;
    };
    struct Line
    {
        QPointF from;
        QPointF to;
        double width = 0;
        int color = TextColor;
        bool isDashed = false;
    };
    /// Letters that none of KaTeX's fonts has.
    struct Text
    {
        QString letters;
        QPointF place;
        double size = 1;
        int color = TextColor;
        bool isBold = false;
        bool isItalic = false;
    };
    /// A piece between two places where a line may end. Its origin is its own, at its left on the
    /// baseline.
    struct Base
    {
        double width = 0;
        double height = 0; ///< above the baseline
        double depth = 0;  ///< below
        bool beginsLine = false;
        bool isTag = false;  ///< stands in the margin
        bool spills = false; ///< draws further outside its box than letters do
        std::vector<Glyphs> glyphs = {};
        std::vector<Rule> rules = {};
        std::vector<Path> paths = {};
        std::vector<Line> lines = {};
        std::vector<Text> texts = {};
    };

    std::vector<Base> bases;
    std::vector<QColor> colors;
};

/// Of a font (place) and a code point, the glyph's place in the font.
using GlyphFinder = std::function<quint32(int font, char32_t letter)>;

/// What resources/formulas/layout.js made: its head describes the records. An empty layout where
/// they are not as described.
FormulaLayout
readLayout(const QByteArray &numbers, const QStringList &strings, const GlyphFinder &glyphOf);

} // namespace touchstone
