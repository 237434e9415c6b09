// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulafonts.h"

#include <QObject>

#include <unordered_map>

namespace touchstone {

/// What layout.js asks of the fonts. On the engine's thread.
class FormulaMetrics final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormulaMetrics)

public:
    explicit FormulaMetrics(const QFont &fallback);

    /// In em; -1 where the font has no such letter.
    Q_INVOKABLE double advance(int font, int letter);
    /// In em of the formula, set in the font of the text around.
    Q_INVOKABLE double textWidth(const QString &text, bool bold, bool italic);
    [[nodiscard]] quint32 glyphOf(int font, char32_t letter);

private:
    FormulaFonts m_fonts;
    std::unordered_map<quint64, quint32> m_glyphs;
};

} // namespace touchstone
