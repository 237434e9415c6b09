// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulalayout.h"

#include <QObject>
#include <QTextCharFormat>
#include <QTextObjectInterface>

#include <memory>

class QTextBlock;
class QTextDocument;

namespace touchstone {

class FormulaPainter;

/// Character formats of formulas.
enum FormulaProperty {
    FormulaLayoutProperty = QTextFormat::UserProperty + 0x210, ///< shared_ptr<const FormulaLayout>
    FormulaBaseProperty,   ///< place of the base; -1: all of them, displayed
    FormulaPixelsProperty, ///< of an em
    FormulaAscentProperty, ///< whole pixels that the line makes room for
    FormulaDescentProperty
};

/// Lays out and draws formulas in a text document. Sizes may be asked on any thread, drawing is for
/// the thread of the painter.
class FormulaObject final
    : public QObject
    , public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
    Q_DISABLE_COPY_MOVE(FormulaObject)

public:
    static constexpr int Type = QTextFormat::UserObject + 0x21;
    static constexpr int WholeFormula = -1;

    /// Makes the document able to show formulas, and owns what does it. `painter` outlives the
    /// document's views.
    static void enable(QTextDocument &document, FormulaPainter &painter);
    /// The format of an object character that shows one base, or the whole formula displayed,
    /// beside text in `around`.
    static QTextCharFormat
    format(std::shared_ptr<const FormulaLayout> layout, int base, const QTextCharFormat &around);

    /// By how much the baseline of a block's first line of letters is above that of Qt's first
    /// line: of a displayed formula that begins the block its first line's own. 0 of any other
    /// block.
    static double rise(const QTextBlock &block);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter,
                    const QRectF &place,
                    QTextDocument *document,
                    int position,
                    const QTextFormat &format) override;

private:
    FormulaObject(QTextDocument &document, FormulaPainter &painter);

    FormulaPainter &m_painter;
};

} // namespace touchstone
