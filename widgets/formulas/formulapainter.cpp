// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulapainter.h"

#include <widgets/common/colors.h>

#include <QGlyphRun>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

constexpr double SignContrast = 3.0;
constexpr double TextContrast = 4.5;
constexpr int ColorSteps = 20;
// Of the formula's em, around a base that draws outside its box: room for letters that lean out.
constexpr double Overhang = 0.6;

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto channel = [share](double a, double b) {
        return static_cast<float>(a + (b - a) * share);
    };
    return QColor::fromRgbF(channel(from.redF(), to.redF()), channel(from.greenF(), to.greenF()),
                            channel(from.blueF(), to.blueF()));
}

QColor pageOf(const QColor &text)
{
    return text.lightness() > 127 ? darkColors().base : lightColors().base;
}

/// One base at one place.
class Drawing final
{
public:
    Drawing(QPainter &painter,
            FormulaFonts &fonts,
            const FormulaLayout &layout,
            const QPointF &origin,
            double pixels,
            const QColor &text)
        : m_painter(painter)
        , m_fonts(fonts)
        , m_layout(layout)
        , m_origin(origin)
        , m_pixels(pixels)
        , m_text(text)
    {}

    void draw(const FormulaLayout::Base &base)
    {
        // Filled areas lie below everything.
        for (const FormulaLayout::Rule &rule : base.rules) {
            if (rule.isGround)
                m_painter.fillRect(onPixels(rule.place), readableGround(plain(rule.color), m_text));
        }
        for (const FormulaLayout::Glyphs &glyphs : base.glyphs)
            draw(glyphs);
        for (const FormulaLayout::Rule &rule : base.rules) {
            if (!rule.isGround)
                m_painter.fillRect(onPixels(rule.place), colorOf(rule.color));
        }
        for (const FormulaLayout::Path &path : base.paths)
            draw(path);
        for (const FormulaLayout::Line &line : base.lines)
            draw(line);
        for (const FormulaLayout::Text &text : base.texts)
            draw(text);
    }

private:
    [[nodiscard]] QColor plain(int color) const
    {
        return color < 0 ? m_text : m_layout.colors.at(static_cast<std::size_t>(color));
    }
    [[nodiscard]] QColor colorOf(int color) const
    {
        return color < 0 ? m_text : readableColor(plain(color), m_text);
    }
    [[nodiscard]] QPointF placed(const QPointF &em) const { return m_origin + em * m_pixels; }

    /// Whole pixels of the device and at least one, so that lines are crisp and none is lost.
    [[nodiscard]] QRectF onPixels(const QRectF &em) const
    {
        const QTransform device = m_painter.deviceTransform();
        const QRectF there = device.mapRect(QRectF(placed(em.topLeft()), em.size() * m_pixels));
        const QRectF snapped(std::round(there.x()), std::round(there.y()),
                             std::max(1.0, std::round(there.width())),
                             std::max(1.0, std::round(there.height())));
        return device.inverted().mapRect(snapped);
    }

    void draw(const FormulaLayout::Glyphs &glyphs)
    {
        QGlyphRun run;
        run.setRawFont(m_fonts.font(glyphs.font, glyphs.size * m_pixels));
        run.setGlyphIndexes(glyphs.indexes);
        QList<QPointF> places;
        places.reserve(glyphs.places.size());
        for (const QPointF &place : glyphs.places)
            places.append(place * m_pixels);
        run.setPositions(places);
        m_painter.setPen(colorOf(glyphs.color));
        m_painter.drawGlyphRun(m_origin, run);
    }

    void draw(const FormulaLayout::Path &path)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colorOf(path.color));
        const QRectF clip(placed(path.clip.topLeft()), path.clip.size() * m_pixels);
        // A pixel more, or the antialiased edge of the shape itself is cut.
        m_painter.setClipRect(clip.adjusted(0, -1, 0, 1), Qt::IntersectClip);
        m_painter.translate(placed(path.origin));
        m_painter.scale(path.scale.x() * m_pixels, path.scale.y() * m_pixels);
        m_painter.drawPath(path.shape);
        m_painter.restore();
    }

    void draw(const FormulaLayout::Line &line)
    {
        QPen pen(colorOf(line.color), std::max(1.0, line.width * m_pixels),
                 line.isDashed ? Qt::CustomDashLine : Qt::SolidLine, Qt::FlatCap);
        if (line.isDashed)
            pen.setDashPattern({3, 3});
        const bool slanted = line.from.x() != line.to.x() && line.from.y() != line.to.y();
        m_painter.setRenderHint(QPainter::Antialiasing, slanted);
        m_painter.setPen(pen);
        m_painter.drawLine(placed(line.from), placed(line.to));
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void draw(const FormulaLayout::Text &text)
    {
        m_painter.setFont(m_fonts.fallback(text.size * m_pixels, text.isBold, text.isItalic));
        m_painter.setPen(colorOf(text.color));
        m_painter.drawText(placed(text.place), text.letters);
    }

    QPainter &m_painter;
    FormulaFonts &m_fonts;
    const FormulaLayout &m_layout;
    QPointF m_origin;
    double m_pixels;
    QColor m_text;
};

} // namespace

FormulaPainter::FormulaPainter(const QFont &fallback)
    : m_fonts(fallback)
{}

void FormulaPainter::paint(QPainter &painter,
                           const FormulaLayout &layout,
                           const FormulaLayout::Base &base,
                           const QPointF &origin,
                           double pixels,
                           const QColor &text)
{
    painter.save();
    // Text stands on whole pixels of the device, and so do its formulas.
    const QTransform device = painter.deviceTransform();
    QPointF there = device.map(origin);
    there.setY(std::round(there.y()));
    const QPointF snapped = device.inverted().map(there);
    if (base.spills) {
        // A formula from a stranger must not write over what stands elsewhere.
        painter.setClipRect(QRectF(origin.x() - Overhang * pixels,
                                   origin.y() - (base.height + Overhang) * pixels,
                                   (base.width + 2 * Overhang) * pixels,
                                   (base.height + base.depth + 2 * Overhang) * pixels),
                            Qt::IntersectClip);
    }
    Drawing(painter, m_fonts, layout, snapped, pixels, text).draw(base);
    painter.restore();
}

QColor readableColor(const QColor &color, const QColor &text)
{
    const QColor page = pageOf(text);
    for (int step = 0; step < ColorSteps; ++step) {
        const QColor tried = mixed(color, text, static_cast<double>(step) / ColorSteps);
        if (contrast(tried, page) >= SignContrast)
            return tried;
    }
    return text;
}

QColor readableGround(const QColor &ground, const QColor &text)
{
    const QColor page = pageOf(text);
    for (int step = 0; step < ColorSteps; ++step) {
        const QColor tried = mixed(ground, page, static_cast<double>(step) / ColorSteps);
        if (contrast(tried, text) >= TextContrast)
            return tried;
    }
    return page;
}

} // namespace touchstone
