// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "colors.h"

#include <QPalette>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace touchstone {

namespace {

/// The plainest palettes of toolkits (black on a light grey) reach 18.3; black on white is 21.
constexpr double HighContrast = 20;

} // namespace

const Colors &lightColors()
{
    static const Colors colors = {.window = QRgb(0xf6f6f4),
                                  .base = QRgb(0xffffff),
                                  .line = QRgb(0xe2e1dc),
                                  .text = QRgb(0x1f2328),
                                  .secondary = QRgb(0x666b72),
                                  .accent = QRgb(0x2563db),
                                  .onAccent = QRgb(0xffffff),
                                  .accentGround = QRgb(0xe8f0fe),
                                  .human = QRgb(0xa85400),
                                  .teacher = QRgb(0x00699e),
                                  .student = QRgb(0x7b5ea7),
                                  .correct = QRgb(0x197a48),
                                  .correctGround = QRgb(0xe4f4ea),
                                  .differs = QRgb(0xc0303c),
                                  .differsGround = QRgb(0xfce9ea),
                                  .unsure = QRgb(0x7a5c00),
                                  .unsureGround = QRgb(0xfbf2d5),
                                  .mark = QRgb(0xfff3b0),
                                  .dark = false};
    return colors;
}

const Colors &darkColors()
{
    static const Colors colors = {.window = QRgb(0x1b1c1f),
                                  .base = QRgb(0x232528),
                                  .line = QRgb(0x35383d),
                                  .text = QRgb(0xe4e6ea),
                                  .secondary = QRgb(0x9ba1a9),
                                  .accent = QRgb(0x6ea0ff),
                                  .onAccent = QRgb(0x12161e),
                                  .accentGround = QRgb(0x26344f),
                                  .human = QRgb(0xf0a657),
                                  .teacher = QRgb(0x62b6e3),
                                  .student = QRgb(0xb79be0),
                                  .correct = QRgb(0x5fc88f),
                                  .correctGround = QRgb(0x1e3528),
                                  .differs = QRgb(0xf2818a),
                                  .differsGround = QRgb(0x3d2427),
                                  .unsure = QRgb(0xe2c25a),
                                  .unsureGround = QRgb(0x3a331c),
                                  .mark = QRgb(0x5a4d12),
                                  .dark = true};
    return colors;
}

bool isHighContrast(const QPalette &palette)
{
    return contrast(palette.color(QPalette::Window), palette.color(QPalette::WindowText))
           >= HighContrast;
}

Colors colorsFor(const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    Colors colors = dark ? darkColors() : lightColors();
    if (!isHighContrast(palette))
        return colors;
    // Their grounds and their inks; ours stay only where a colour tells one source from another.
    colors.window = palette.color(QPalette::Window);
    colors.base = palette.color(QPalette::Base);
    colors.text = colors.line = colors.secondary = palette.color(QPalette::Text);
    const QColor chosen = palette.color(QPalette::Highlight);
    const bool seen = contrast(chosen, colors.base) >= 4.5;
    colors.accent = seen ? chosen : colors.text;
    colors.onAccent = seen ? palette.color(QPalette::HighlightedText) : colors.base;
    colors.accentGround = colors.correctGround = colors.differsGround = colors.unsureGround =
        colors.base;
    colors.highContrast = true;
    return colors;
}

Colors colorsOf(const QWidget *widget)
{
    return colorsFor(widget->palette());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    const auto luminance = [&](const QColor &color) {
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
               + 0.0722 * linear(color.blueF());
    };
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace touchstone
