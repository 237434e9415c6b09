// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulalayout.h"

#include <base/result.h>

#include <QFont>

#include <memory>

namespace touchstone {

/// Sets formulas: KaTeX in Qt's JavaScript engine builds the boxes, our script places them. Belongs
/// to the thread that makes it, which needs StackSize of stack: with half a megabyte two hundred
/// braces are enough to end the program.
class FormulaEngine final
{
    Q_DISABLE_COPY_MOVE(FormulaEngine)

public:
    static constexpr unsigned StackSize = 16U << 20U;
    /// KaTeX's time grows with the square of the length.
    static constexpr int MostLetters = 3'000;
    static constexpr int MostMilliseconds = 500;

    /// Takes a tenth of a second. `fallback`: the font of the text around.
    explicit FormulaEngine(const QFont &fallback);
    ~FormulaEngine();

    /// False: the program was built without KaTeX, every formula is an error.
    [[nodiscard]] static bool isAvailable();
    /// The reason, in KaTeX's words, where `tex` (without delimiters) is no formula, is longer than
    /// MostLetters or takes longer than MostMilliseconds.
    [[nodiscard]] Result<FormulaLayout> layOut(const QString &tex, bool display);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace touchstone
