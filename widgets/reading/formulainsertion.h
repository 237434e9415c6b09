// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/formulas/formulalayout.h>

#include <QTextCharFormat>

#include <memory>

class QTextCursor;

namespace touchstone {

/// A formula that has been set, to be put into a document.
struct PlacedFormula
{
    std::shared_ptr<const FormulaLayout> layout;
    QString source; ///< delimiters included
};

/// Puts the formula's bases in one after the other, so that lines end where TeX would end them, and
/// so that none ends between the formula and a letter beside it. `around`: the format of the text.
/// Gives the format for more that belongs to the formula and is not seen.
QTextCharFormat insertInlineFormula(QTextCursor &cursor,
                                    const PlacedFormula &formula,
                                    const QTextCharFormat &around);

/// Puts the formula in as one object, which breaks into lines by itself.
void insertDisplayedFormula(QTextCursor &cursor,
                            const PlacedFormula &formula,
                            const QTextCharFormat &around);

/// True where a line must not end between a formula and this letter beside it.
bool clingsToFormula(QChar letter);

} // namespace touchstone
