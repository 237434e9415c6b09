// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QColor>

class QPalette;
class QWidget;

namespace touchstone {

/// The one table of colours (ARCHITECTURE.md). Every colour is paired with a sign or a word where
/// it is used; human and teacher stay apart for colour-blind eyes.
struct Colors
{
    QColor window;
    QColor base;
    QColor line;
    QColor text;
    QColor secondary;
    QColor accent;
    QColor onAccent; ///< text on the accent
    QColor accentGround;
    QColor human;
    QColor teacher;
    QColor student;
    QColor correct;
    QColor correctGround;
    QColor differs;
    QColor differsGround;
    QColor unsure;
    QColor unsureGround;
    QColor mark;
    bool dark = false;
    bool highContrast = false; ///< the system's own; what is chosen then needs a frame, not a tint
};

const Colors &lightColors();
const Colors &darkColors();
/// Those that go with a palette, told by the lightness of its window. A palette of high contrast
/// gives its own colours for everything but sources and verdicts.
Colors colorsFor(const QPalette &palette);
Colors colorsOf(const QWidget *widget);
/// Text and window further apart than 20 : 1, as only palettes made for weak eyes are.
bool isHighContrast(const QPalette &palette);

/// WCAG 2.1's contrast ratio, 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace touchstone
