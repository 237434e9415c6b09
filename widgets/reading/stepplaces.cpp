// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "stepplaces.h"

#include "traceview.h"

#include <QAbstractTextDocumentLayout>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>
#include <tuple>

namespace touchstone {
namespace {

// How far out of sight the rest is said to be.
constexpr double Beyond = 24;

/// The last block that is the step's own: behind a table the next step's begins where it ends.
QTextBlock lastBlock(const QTextDocument &document, const ShownStep &step, int lowest)
{
    const QTextBlock block = document.findBlock(std::clamp(lowest, step.begin, step.end));
    const bool isNext = block.position() == step.end && step.end > step.begin;
    return isNext ? block.previous() : block;
}

} // namespace

StepPlace placeInDocument(const TraceView &view, const ShownStep &step, int lowest)
{
    const QTextDocument &document = *view.document();
    const QAbstractTextDocumentLayout &layout = *document.documentLayout();
    return {layout.blockBoundingRect(document.findBlock(step.begin)).top(),
            layout.blockBoundingRect(lastBlock(document, step, lowest)).bottom()};
}

StepPlace placeInDocument(const TraceView &view, int step)
{
    const ShownStep &own = view.steps().at(static_cast<std::size_t>(step));
    return placeInDocument(view, own, own.end);
}

SeenSteps::SeenSteps(const TraceView &view)
    : m_view(view)
{
    std::tie(m_first, m_last) = view.seenSteps();
    const QPoint corner(view.viewport()->width(), view.viewport()->height());
    m_lowest = view.cursorForPosition(corner).position();
}

StepPlace SeenSteps::placeOf(int step) const
{
    const double height = m_view.viewport()->height();
    if (step < m_first)
        return {-2 * Beyond, -Beyond};
    if (step > m_last)
        return {height + Beyond, height + 2 * Beyond};
    const StepPlace place =
        placeInDocument(m_view, m_view.steps().at(static_cast<std::size_t>(step)), m_lowest);
    const double scrolled = m_view.verticalScrollBar()->value();
    return {place.top - scrolled, place.bottom - scrolled};
}

int SeenSteps::stepAt(double y) const
{
    for (int step = m_first; step >= 0 && step < m_last; ++step) {
        if (y < placeOf(step + 1).top)
            return step;
    }
    return m_last;
}

} // namespace touchstone
