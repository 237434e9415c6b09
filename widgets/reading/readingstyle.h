// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QColor>
#include <QFont>

class QPalette;

namespace touchstone {

/// How long texts are set: fonts, distances and colours, all of one size and one palette.
struct ReadingStyle
{
    static constexpr double DefaultSize = 14.0; ///< pixels
    static constexpr int ColumnCharacters = 78;

    QFont body;
    QFont fixed;
    QFont small; ///< labels such as "214 words"
    QColor text;
    QColor secondary;
    QColor codeGround;
    QColor line;
    QColor link;
    QColor wrong;               ///< the wave under TeX that is none
    int lineDistance = 5;       ///< added between lines, whole pixels
    int paragraphDistance = 11; ///< after a paragraph
    /// Bold and slanted letters, headings, rules and tables are set as plain text, so that a text's
    /// looks do not speak for it.
    bool flat = false;

    /// `size`: of the body in pixels, zoom applied.
    static ReadingStyle
    make(const QPalette &palette, const QFont &interface, double size = DefaultSize);
    /// The width of the widest column that is read with ease.
    [[nodiscard]] int columnWidth() const;

    bool operator==(const ReadingStyle &) const = default;
};

} // namespace touchstone
