// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QFont>
#include <QRawFont>

#include <map>
#include <utility>

namespace touchstone {

/// KaTeX's letters are this much larger than the text around: its style sheet's own figure, by
/// which both have the same height of small letters.
constexpr double FormulaScale = 1.21;

/// KaTeX's fonts by their place in names(), and the one that shows what they lack. An object and
/// its fonts belong to the thread that made them.
class FormulaFonts final
{
    Q_DISABLE_COPY_MOVE(FormulaFonts)

public:
    /// `fallback`: that of the text around, for letters of other scripts inside a formula.
    explicit FormulaFonts(QFont fallback);

    /// False: the program was built without KaTeX.
    [[nodiscard]] static bool areEmbedded();
    /// Such as "Main-Regular".
    [[nodiscard]] static const QStringList &names();
    /// `pixels` an em, not hinted, so that letters keep their places at every size.
    [[nodiscard]] const QRawFont &font(int place, double pixels);
    /// For a formula whose em has `pixels`; as large as the text around.
    [[nodiscard]] QFont fallback(double pixels, bool bold, bool italic) const;

private:
    QFont m_fallback;
    std::map<std::pair<int, double>, QRawFont> m_fonts;
};

} // namespace touchstone
