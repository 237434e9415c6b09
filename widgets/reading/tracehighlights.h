// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sourcemap.h"

#include <optional>
#include <vector>

class QPainter;
class QRectF;
class QTextEdit;

namespace touchstone {

class SeenText;
struct Colors;

/// What was found in one text, marked below its letters: where it differs from the other text,
/// which numbers and formulas are equal to one that is looked at, and which words are its final
/// answer. Kept as places of the source, so that the marks outlive the document.
class TraceHighlights final
{
public:
    /// In order. An empty one: the other text has something here.
    void setDifferences(std::vector<SourcePiece> differences);
    [[nodiscard]] const std::vector<SourcePiece> &differences() const { return m_differences; }
    /// The one to be marked more strongly, a place in differences(); -1: none.
    void setShownDifference(int index) { m_shown = index; }
    void setLit(std::vector<SourcePiece> lit);
    [[nodiscard]] const std::vector<SourcePiece> &lit() const { return m_lit; }
    /// What was taken for the final answer.
    void setAnswer(std::optional<SourcePiece> answer);
    [[nodiscard]] const std::optional<SourcePiece> &answer() const { return m_answer; }
    void clear();

    /// Another document shows the text.
    void place(const SourceMap &map);
    /// Where a difference is shown; begin -1: nowhere, or there is no such difference.
    [[nodiscard]] DocumentSpan placeOfDifference(int index) const;
    /// Below the text of the view that shows the document.
    void paint(QPainter &painter, const QTextEdit &view) const;

private:
    void paintDifferences(QPainter &painter, const SeenText &seen, const Colors &colors) const;
    void paintAnswer(QPainter &painter, const SeenText &seen, const Colors &colors) const;
    void paintLit(QPainter &painter, const SeenText &seen, const Colors &colors) const;

    std::vector<SourcePiece> m_differences;
    std::vector<SourcePiece> m_lit;
    std::optional<SourcePiece> m_answer;
    DocumentSpan m_answerPlace{-1, -1};
    std::vector<DocumentSpan> m_differencePlaces; ///< one for each
    std::vector<DocumentSpan> m_litPlaces;        ///< of those that are shown
    const SourceMap *m_map = nullptr;             ///< of the document that is shown
    int m_shown = -1;
};

} // namespace touchstone
