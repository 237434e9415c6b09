// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulametrics.h"

#include <QFontMetricsF>

namespace touchstone {
namespace {

// Large enough for a font's own units to come out whole.
constexpr double Pixels = 1000;

} // namespace

FormulaMetrics::FormulaMetrics(const QFont &fallback)
    : m_fonts(fallback)
{}

double FormulaMetrics::advance(int font, int letter)
{
    const quint32 glyph = glyphOf(font, static_cast<char32_t>(letter));
    if (glyph == 0)
        return -1;
    const QList<QPointF> advances =
        m_fonts.font(font, Pixels).advancesForGlyphIndexes({glyph}, QRawFont::UseDesignMetrics);
    return advances.isEmpty() ? -1 : advances.front().x() / Pixels;
}

double FormulaMetrics::textWidth(const QString &text, bool bold, bool italic)
{
    return QFontMetricsF(m_fonts.fallback(Pixels, bold, italic)).horizontalAdvance(text) / Pixels;
}

quint32 FormulaMetrics::glyphOf(int font, char32_t letter)
{
    if (font < 0 || font >= FormulaFonts::names().size())
        return 0;
    const quint64 key = (static_cast<quint64>(font) << 32U) | letter;
    const auto known = m_glyphs.find(key);
    if (known != m_glyphs.end())
        return known->second;
    const QList<quint32> found =
        m_fonts.font(font, Pixels).glyphIndexesForString(QString::fromUcs4(&letter, 1));
    return m_glyphs[key] = found.isEmpty() ? 0 : found.front();
}

} // namespace touchstone
