// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "steps.h"

#include <record/edit.h>
#include <record/readingmarks.h>

#include <optional>
#include <vector>

namespace touchstone {

/// What an annotator says of a step as it is cut now. A mark belongs to the step in which it
/// begins: of a step that was split, to the first part; where several were joined, the lowest
/// counts, for what holds something wrong is wrong.
struct StepLabel
{
    std::optional<int> mark; ///< as in StepMark; nothing: not marked
    bool isFirstError = false;

    bool operator==(const StepLabel &) const = default;
};

/// One of the two texts of a response that people mark.
struct MarkedText
{
    ResponseId response;
    TextPart part = TextPart::Reasoning;
};

/// What was split and joined by hand there.
StepCuts cutsOf(const ReadingMarks &marks, const MarkedText &text);

/// One for each step. What is marked behind the last one is left out.
std::vector<StepLabel> labelsOf(const std::vector<ReasoningStep> &steps,
                                const ReadingMarks &marks,
                                const MarkedText &text);

/// The edits after which the step has this mark and no other; nothing: none. A first error there
/// stays only with -1. Empty: it is so already.
std::vector<Edit> editsToMark(const ReasoningStep &step,
                              std::optional<int> mark,
                              const ReadingMarks &marks,
                              const MarkedText &text,
                              AnnotatorId annotator);

/// The edits after which the step is the first error, and so wrong.
std::vector<Edit> editsToSetFirstError(const ReasoningStep &step,
                                       const ReadingMarks &marks,
                                       const MarkedText &text,
                                       AnnotatorId annotator);

} // namespace touchstone
