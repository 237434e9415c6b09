// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "tracedocument.h"

#include <reasoning/steplabels.h>
#include <record/readingmarks.h>

#include <vector>

class QFont;
class QPainter;
class QTextEdit;

namespace touchstone {

/// What a person marked in the response that a view shows, and where it shows. Painted below the
/// letters, so that marks never change a document.
class TraceMarks final
{
public:
    /// `stepped`: the response and the text of it that is cut into steps.
    void set(const ReadingMarks &marks, const MarkedText &stepped);
    /// Of this response, or of its pins' other side.
    [[nodiscard]] const ReadingMarks &all() const { return m_marks; }
    [[nodiscard]] StepCuts cuts() const { return cutsOf(m_marks, m_stepped); }

    /// Another document shows the response, or other marks are there.
    void place(const TraceDocument &shown);
    /// Of a step that is shown.
    [[nodiscard]] StepLabel label(int step) const;
    [[nodiscard]] const std::vector<ErrorSpan> &spans() const { return m_marks.spans; }
    /// Where a span is shown; equal positions: nowhere.
    [[nodiscard]] DocumentSpan placeOf(std::size_t span) const { return m_places[span]; }
    /// Of the spans that have this position the one that begins last; -1: none has it.
    [[nodiscard]] int spanAt(int position) const;
    /// The spans that begin in a step.
    [[nodiscard]] std::vector<std::size_t> spansIn(const ReasoningStep &step) const;

    /// Wavy lines under the spans that are seen, and their types where there is room behind them.
    void paint(QPainter &painter, const QTextEdit &view, const QFont &small) const;

private:
    void paintType(QPainter &painter, const QTextEdit &view, std::size_t span) const;

    ReadingMarks m_marks;
    MarkedText m_stepped;
    std::vector<StepLabel> m_labels;    ///< one for each step that is shown
    std::vector<DocumentSpan> m_places; ///< one for each span
};

} // namespace touchstone
