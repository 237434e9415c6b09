// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

namespace touchstone {

class TraceView;
struct ShownStep;

/// From where to where a step reaches, in pixels.
struct StepPlace
{
    double top = 0;
    double bottom = 0;
};

/// In the document, from its top. Has the text laid out as far as the step goes.
StepPlace placeInDocument(const TraceView &view, int step);

/// The same, but no further than the block of a position, so that no more must be laid out.
StepPlace placeInDocument(const TraceView &view, const ShownStep &step, int lowest);

/// The steps that a view shows just now. Made anew for each painting.
class SeenSteps final
{
public:
    explicit SeenSteps(const TraceView &view);

    /// -1: the step is above what is seen, 1: below, 0: some of it is seen.
    [[nodiscard]] int sideOf(int step) const { return step < m_first ? -1 : step > m_last ? 1 : 0; }
    /// In the viewport. Steps out of sight, which may not be laid out, stand just above or below
    /// it.
    [[nodiscard]] StepPlace placeOf(int step) const;
    /// The step at this height in the viewport, or the nearest; -1: there is none.
    [[nodiscard]] int stepAt(double y) const;

private:
    const TraceView &m_view;
    int m_first = -1;
    int m_last = -1;
    int m_lowest = 0; ///< the last position that is seen
};

} // namespace touchstone
