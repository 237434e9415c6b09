// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulainsertion.h"

#include "documenttext.h"

#include <widgets/formulas/formulaobject.h>

#include <QTextCursor>
#include <QTextDocument>

namespace touchstone {
namespace {

const QChar MayBreak(0x200B);
const QChar MustNotBreak(0x2060);
// Beyond it stand scripts without spaces, whose lines end between any two signs.
constexpr char16_t FirstIdeograph = 0x2E80;

/// All pieces of one formula bear its source and a number, which is the position it begins at.
QTextCharFormat marked(QTextCharFormat format, const QString &source, int number)
{
    format.setProperty(FormulaSourceProperty, source);
    format.setProperty(FormulaNumberProperty, number);
    return format;
}

} // namespace

bool clingsToFormula(QChar letter)
{
    return letter.unicode() < FirstIdeograph && !letter.isSpace() && letter != MayBreak;
}

QTextCharFormat insertInlineFormula(QTextCursor &cursor,
                                    const PlacedFormula &formula,
                                    const QTextCharFormat &around)
{
    const int number = cursor.position() + 1;
    const QTextCharFormat between = marked(around, formula.source, number);
    const QChar before =
        cursor.atBlockStart() ? QChar() : cursor.document()->characterAt(cursor.position() - 1);
    if (before.isNull() || before == QChar::LineSeparator)
        cursor.insertText(QString(MayBreak), between); // gives the line the height of its text
    else if (clingsToFormula(before))
        cursor.insertText(QString(MustNotBreak), between);
    const auto &bases = formula.layout->bases;
    for (std::size_t i = 0; i < bases.size(); ++i) {
        if (i > 0)
            cursor.insertText(QString(bases[i].beginsLine ? QChar(QChar::LineSeparator) : MayBreak),
                              between);
        cursor.insertText(QString(QChar::ObjectReplacementCharacter),
                          marked(FormulaObject::format(formula.layout, static_cast<int>(i), around),
                                 formula.source, number));
    }
    if (bases.empty())
        cursor.insertText(QString(MayBreak), between);
    return between;
}

void insertDisplayedFormula(QTextCursor &cursor,
                            const PlacedFormula &formula,
                            const QTextCharFormat &around)
{
    cursor.insertText(
        QString(QChar::ObjectReplacementCharacter),
        marked(FormulaObject::format(formula.layout, FormulaObject::WholeFormula, around),
               formula.source, cursor.position() + 1));
}

} // namespace touchstone
