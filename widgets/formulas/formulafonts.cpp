// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulafonts.h"

#include <QFile>

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

// A zoom gone through leaves sizes behind that nobody shows any more.
constexpr std::size_t MostFonts = 400;

QString fileOf(int place)
{
    return QStringLiteral(":/katex/KaTeX_%1.ttf").arg(FormulaFonts::names().at(place));
}

} // namespace

FormulaFonts::FormulaFonts(QFont fallback)
    : m_fallback(std::move(fallback))
{}

bool FormulaFonts::areEmbedded()
{
    return QFile::exists(fileOf(0)) && QFile::exists(QStringLiteral(":/katex/katex.js"));
}

const QStringList &FormulaFonts::names()
{
    static const QStringList Names = {
        QStringLiteral("Main-Regular"),     QStringLiteral("Main-Bold"),
        QStringLiteral("Main-Italic"),      QStringLiteral("Main-BoldItalic"),
        QStringLiteral("Math-Italic"),      QStringLiteral("Math-BoldItalic"),
        QStringLiteral("AMS-Regular"),      QStringLiteral("Size1-Regular"),
        QStringLiteral("Size2-Regular"),    QStringLiteral("Size3-Regular"),
        QStringLiteral("Size4-Regular"),    QStringLiteral("Caligraphic-Regular"),
        QStringLiteral("Caligraphic-Bold"), QStringLiteral("Fraktur-Regular"),
        QStringLiteral("Fraktur-Bold"),     QStringLiteral("SansSerif-Regular"),
        QStringLiteral("SansSerif-Bold"),   QStringLiteral("SansSerif-Italic"),
        QStringLiteral("Script-Regular"),   QStringLiteral("Typewriter-Regular")};
    return Names;
}

const QRawFont &FormulaFonts::font(int place, double pixels)
{
    if (m_fonts.size() > MostFonts)
        m_fonts.clear();
    const auto known = m_fonts.find({place, pixels});
    if (known != m_fonts.end())
        return known->second;
    return m_fonts.emplace(std::pair{place, pixels}, QRawFont(fileOf(place), pixels)).first->second;
}

QFont FormulaFonts::fallback(double pixels, bool bold, bool italic) const
{
    QFont font = m_fallback;
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels / FormulaScale))));
    font.setBold(bold);
    font.setItalic(italic);
    return font;
}

} // namespace touchstone
