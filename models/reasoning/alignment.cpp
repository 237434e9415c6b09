// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "alignment.h"

#include "alignmentpath.h"
#include "rising.h"

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::size_t MostCells = 8'000'000;

using Pair = std::pair<std::size_t, std::size_t>;

std::size_t stepWith(const SteppedText &side, std::size_t byte)
{
    const auto after =
        std::upper_bound(side.steps.begin(), side.steps.end(), byte,
                         [](std::size_t at, const ReasoningStep &step) { return at < step.begin; });
    return static_cast<std::size_t>(after - side.steps.begin()) - 1;
}

/// The pinned pairs of steps, each once, in order of the left side. Pins behind a text's end are
/// another text's.
std::vector<Pair>
pinnedPairs(const SteppedText &left, const SteppedText &right, std::span<const StepPin> pins)
{
    std::vector<Pair> pairs;
    for (const StepPin &pin : pins) {
        if (pin.left < left.text.size() && pin.right < right.text.size() && !left.steps.empty()
            && !right.steps.empty())
            pairs.emplace_back(stepWith(left, pin.left), stepWith(right, pin.right));
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

/// The pins that part both sides: as many as do not cross.
std::vector<Pair> dividers(const std::vector<Pair> &pins)
{
    std::vector<Pair> candidates;
    for (const Pair &pin : pins) {
        if (candidates.empty() || candidates.back().first != pin.first)
            candidates.push_back(pin);
    }
    std::vector<std::size_t> rights;
    rights.reserve(candidates.size());
    for (const Pair &pin : candidates)
        rights.push_back(pin.second);
    std::vector<Pair> chosen;
    for (const std::size_t i : longestRising(rights))
        chosen.push_back(candidates[i]);
    return chosen;
}

} // namespace

std::vector<AlignedSteps>
alignSteps(const SteppedText &left, const SteppedText &right, std::span<const StepPin> pins)
{
    if (left.steps.empty() || right.steps.empty())
        return {};
    const StepFeatures features(left, right);
    const std::vector<Pair> pinned = pinnedPairs(left, right, pins);
    TakenSteps taken{std::vector<bool>(left.steps.size()), std::vector<bool>(right.steps.size())};
    std::vector<AlignedSteps> aligned;
    for (const auto &[leftStep, rightStep] : pinned) {
        taken.left[leftStep] = true;
        taken.right[rightStep] = true;
        aligned.push_back({leftStep, leftStep + 1, rightStep, rightStep + 1,
                           features.score(leftStep, rightStep), true});
    }
    AlignmentPart part;
    const auto alignBefore = [&](std::size_t leftEnd, std::size_t rightEnd) {
        part.leftEnd = leftEnd;
        part.rightEnd = rightEnd;
        const auto found = alignPart(features, part, taken, MostCells);
        aligned.insert(aligned.end(), found.begin(), found.end());
    };
    for (const auto &[leftStep, rightStep] : dividers(pinned)) {
        alignBefore(leftStep, rightStep);
        part.leftBegin = leftStep + 1;
        part.rightBegin = rightStep + 1;
    }
    alignBefore(left.steps.size(), right.steps.size());
    std::sort(aligned.begin(), aligned.end(), [](const AlignedSteps &a, const AlignedSteps &b) {
        return Pair{a.leftBegin, a.rightBegin} < Pair{b.leftBegin, b.rightBegin};
    });
    return aligned;
}

} // namespace touchstone
