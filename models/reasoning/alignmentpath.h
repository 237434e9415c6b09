// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "alignment.h"

#include <vector>

namespace touchstone {

/// A part of both sides between two pins: indices of steps, the ends not included.
struct AlignmentPart
{
    std::size_t leftBegin = 0;
    std::size_t leftEnd = 0;
    std::size_t rightBegin = 0;
    std::size_t rightEnd = 0;
};

/// Steps that have their partner already.
struct TakenSteps
{
    std::vector<bool> left;
    std::vector<bool> right;
};

/// The best alignment of one part, in order on both sides; looks at no more than about `cells`
/// pairs. Private to alignment.cpp.
std::vector<AlignedSteps> alignPart(const StepFeatures &features,
                                    const AlignmentPart &part,
                                    const TakenSteps &taken,
                                    std::size_t cells);

} // namespace touchstone
