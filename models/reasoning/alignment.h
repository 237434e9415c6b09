// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "stepfeatures.h"

#include <cstddef>
#include <span>
#include <vector>

namespace touchstone {

/// Steps that score less than this are not said to say the same. Of the steps of GSM8K's human
/// solutions it lets four in five be aligned to a model's of the same problem, and less than one
/// in a hundred to one of another problem.
constexpr double LeastAlignmentScore = 0.3;

/// Two steps that a person pinned together: a byte of each, so that the pin stays when steps are
/// split or joined.
struct StepPin
{
    std::size_t left = 0;
    std::size_t right = 0;

    bool operator==(const StepPin &) const = default;
};

/// Steps of the left side that say what steps of the right side say. One of the two is one step.
struct AlignedSteps
{
    std::size_t leftBegin = 0; ///< indices of steps, the end not included
    std::size_t leftEnd = 0;
    std::size_t rightBegin = 0;
    std::size_t rightEnd = 0;
    double score = 0; ///< 0 to 1, the mean of the pairs'
    bool isPinned = false;

    bool operator==(const AlignedSteps &) const = default;
};

/// The steps of two texts aligned, in order of the left side: by dynamic programming (as Needleman
/// and Wunsch, J. Mol. Biol. 48, 1970, with free gaps and with several steps against one), in order
/// on both sides. A pair scores by the numbers, formulas and words that both steps have
/// (StepFeatures); below LeastAlignmentScore nothing is aligned. Pins are kept, whatever they
/// score, and crossing others if need be; what is before a pin is aligned to what is before it.
///
/// Up to 8 million pairs of steps are looked at; of larger texts those near the line through the
/// pins and through what stands once on each side.
std::vector<AlignedSteps>
alignSteps(const SteppedText &left, const SteppedText &right, std::span<const StepPin> pins = {});

} // namespace touchstone
