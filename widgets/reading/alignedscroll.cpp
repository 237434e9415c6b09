// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "alignedscroll.h"

#include "stepplaces.h"
#include "traceview.h"

#include <reasoning/rising.h>

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

/// The same place in both documents, in pixels from their tops.
struct Knot
{
    double leader = 0;
    double follower = 0;
};

double heightOf(const TraceView &view)
{
    return view.verticalScrollBar()->maximum() + view.viewport()->height();
}

int index(std::size_t step)
{
    return static_cast<int>(step);
}

Knot beginOf(const TraceView &leader, const TraceView &follower, const AlignedSteps &steps)
{
    return {placeInDocument(leader, index(steps.leftBegin)).top,
            placeInDocument(follower, index(steps.rightBegin)).top};
}

Knot endOf(const TraceView &leader, const TraceView &follower, const AlignedSteps &steps)
{
    return {placeInDocument(leader, index(steps.leftEnd) - 1).bottom,
            placeInDocument(follower, index(steps.rightEnd) - 1).bottom};
}

double between(const Knot &above, const Knot &below, double place)
{
    const double length = below.leader - above.leader;
    const double share = length <= 0 ? 0 : std::clamp((place - above.leader) / length, 0.0, 1.0);
    return above.follower + share * (below.follower - above.follower);
}

/// The place in the follower for a place in the leader.
double counterpart(const TraceView &leader,
                   const TraceView &follower,
                   const std::vector<AlignedSteps> &aligned,
                   double place)
{
    // The place is in sight. Of steps out of sight none is asked where it stands: the text would be
    // laid out as far as that.
    const auto [firstSeen, lastSeen] = leader.seenSteps();
    const auto next = std::partition_point(
        aligned.begin(), aligned.end(), [&, first = firstSeen, last = lastSeen](const auto &steps) {
            const int step = index(steps.leftBegin);
            return step < first || (step <= last && placeInDocument(leader, step).top <= place);
        });
    Knot above;
    if (next != aligned.begin()) {
        const AlignedSteps &last = *std::prev(next);
        above = endOf(leader, follower, last);
        if (place < above.leader)
            return between(beginOf(leader, follower, last), above, place);
    }
    const Knot below = next == aligned.end() ? Knot{heightOf(leader), heightOf(follower)}
                                             : beginOf(leader, follower, *next);
    return between(above, below, place);
}

} // namespace

std::vector<AlignedSteps> inOrder(const std::vector<AlignedSteps> &aligned)
{
    std::vector<std::size_t> rights;
    rights.reserve(aligned.size());
    for (const AlignedSteps &steps : aligned)
        rights.push_back(steps.rightBegin);
    std::vector<AlignedSteps> ordered;
    for (const std::size_t each : longestRising(rights)) {
        const AlignedSteps &steps = aligned[each];
        if (ordered.empty()
            || (steps.leftBegin >= ordered.back().leftEnd
                && steps.rightBegin >= ordered.back().rightEnd))
            ordered.push_back(steps);
    }
    return ordered;
}

std::vector<AlignedSteps> mirrored(std::vector<AlignedSteps> aligned)
{
    for (AlignedSteps &steps : aligned) {
        std::swap(steps.leftBegin, steps.rightBegin);
        std::swap(steps.leftEnd, steps.rightEnd);
    }
    return aligned;
}

std::optional<int> alignedScroll(const TraceView &leader,
                                 const TraceView &follower,
                                 const std::vector<AlignedSteps> &aligned)
{
    const QScrollBar &bar = *leader.verticalScrollBar();
    const auto isThere = [&](const AlignedSteps &steps) {
        return steps.leftEnd <= leader.steps().size() && steps.rightEnd <= follower.steps().size();
    };
    if (bar.maximum() <= 0 || aligned.empty() || !isThere(aligned.back()))
        return std::nullopt;
    const double share = static_cast<double>(bar.value()) / bar.maximum();
    const double place = bar.value() + share * leader.viewport()->height();
    const double wanted = counterpart(leader, follower, aligned, place);
    return static_cast<int>(std::lround(wanted - share * follower.viewport()->height()));
}

} // namespace touchstone
