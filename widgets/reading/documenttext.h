// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>
#include <QTextFormat>

#include <vector>

class QTextDocument;

namespace touchstone {

/// Formats of what stands for a formula's source, or is not as the source is.
enum SourceProperty {
    /// QString: the source, delimiters included.
    FormulaSourceProperty = QTextFormat::UserProperty + 0x201,
    /// int: one formula's pieces have the same number, and no other formula of the document has it.
    FormulaNumberProperty,
    /// bool, of a block: goes on with the line that the block before it ends with.
    ContinuesProperty
};

/// A stretch of a document as people copy, search and hear it: formulas are their TeX, lines are
/// lines. Knows which letter stands where in the document.
class DocumentText final
{
public:
    DocumentText() = default;
    /// All of it.
    explicit DocumentText(const QTextDocument &document);
    /// From one position up to another. A formula that is partly inside is there as a whole.
    DocumentText(const QTextDocument &document, int begin, int end);

    [[nodiscard]] const QString &text() const { return m_text; }
    /// The position that shows the letter at `offset` of text().
    [[nodiscard]] int positionOf(int offset) const;
    /// The position behind what shows the letter before `offset`: a formula ends as a whole.
    [[nodiscard]] int endOf(int offset) const;
    /// The place in text() of what stands at the position.
    [[nodiscard]] int offsetOf(int position) const;

private:
    struct Piece
    {
        int offset = 0;
        int length = 0;
        int position = 0;
        int positions = 0;  ///< in the document
        bool whole = false; ///< a formula: its letters have no places of their own
    };

    void read(const QTextDocument &document, int begin, int end);
    void add(const QString &text, int position, int positions, bool whole);
    [[nodiscard]] const Piece *pieceAt(int offset) const;

    QString m_text;
    std::vector<Piece> m_pieces;
};

} // namespace touchstone
