// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readingstyle.h"

#include <widgets/common/colors.h>

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

constexpr double LineHeight = 1.55;

QFont sized(QFont font, double pixels)
{
    font.setPixelSize(std::max(6, static_cast<int>(std::lround(pixels))));
    return font;
}

} // namespace

ReadingStyle ReadingStyle::make(const QPalette &palette, const QFont &interface, double size)
{
    ReadingStyle style;
    style.body = sized(interface, size);
    style.small = sized(interface, size * 11.5 / DefaultSize);
    style.fixed =
        sized(QFontDatabase::systemFont(QFontDatabase::FixedFont), size * 13.0 / DefaultSize);
    style.text = palette.color(QPalette::Active, QPalette::Text);
    style.secondary = palette.color(QPalette::Active, QPalette::PlaceholderText);
    style.codeGround = palette.color(QPalette::Active, QPalette::AlternateBase);
    style.line = palette.color(QPalette::Active, QPalette::Mid);
    style.wrong = colorsFor(palette).differs;
    style.link = palette.color(QPalette::Active, QPalette::Link);
    const double natural = QFontMetricsF(style.body).height();
    style.lineDistance = std::max(0, static_cast<int>(std::lround(size * LineHeight - natural)));
    style.paragraphDistance = static_cast<int>(std::lround(size * 0.72));
    return style;
}

int ReadingStyle::columnWidth() const
{
    // English by its letters' frequencies: the font's own average counts capitals as often as small
    // letters and comes out a tenth too wide.
    const QString sample =
        QStringLiteral("the tree has paid for itself after seven years, at the end ");
    const double letter =
        QFontMetricsF(body).horizontalAdvance(sample) / static_cast<double>(sample.size());
    return static_cast<int>(std::ceil(letter * ColumnCharacters));
}

} // namespace touchstone
