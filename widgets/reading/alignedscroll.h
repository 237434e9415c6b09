// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <reasoning/alignment.h>

#include <optional>
#include <vector>

namespace touchstone {

class TraceView;

/// Those of the aligned steps that are in order on both sides: a pin may cross others.
std::vector<AlignedSteps> inOrder(const std::vector<AlignedSteps> &aligned);

/// Sides changed over.
std::vector<AlignedSteps> mirrored(std::vector<AlignedSteps> aligned);

/// Where `follower` must be scrolled to for it to show what the reader of `leader` sees: the steps
/// that say the same stand side by side, what is between them in proportion. The place of the
/// reader's eye goes from the upper edge, where the text begins, to the lower, where it ends.
/// `aligned`: inOrder(), the leader's steps at the left. Nothing where nothing is aligned.
std::optional<int> alignedScroll(const TraceView &leader,
                                 const TraceView &follower,
                                 const std::vector<AlignedSteps> &aligned);

} // namespace touchstone
