// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "steplabels.h"

#include <algorithm>

namespace touchstone {

namespace {

bool isIn(const TextPlace &place, const MarkedText &text)
{
    return place.response == text.response && place.part == text.part;
}

bool isIn(const TextPlace &place, const MarkedText &text, const std::vector<ReasoningStep> &steps)
{
    return isIn(place, text) && !steps.empty() && place.byte < steps.back().end;
}

bool isIn(const TextPlace &place, const MarkedText &text, const ReasoningStep &step)
{
    return isIn(place, text) && place.byte >= step.begin && place.byte < step.end;
}

} // namespace

StepCuts cutsOf(const ReadingMarks &marks, const MarkedText &text)
{
    StepCuts cuts;
    for (const StepCut &cut : marks.cuts) {
        if (!isIn(cut.place, text))
            continue;
        if (cut.begins)
            cuts.split(cut.place.byte);
        else
            cuts.join(cut.place.byte);
    }
    return cuts;
}

std::vector<StepLabel>
labelsOf(const std::vector<ReasoningStep> &steps, const ReadingMarks &marks, const MarkedText &text)
{
    std::vector<StepLabel> labels(steps.size());
    for (const StepMark &mark : marks.steps) {
        if (!isIn(mark.place, text, steps))
            continue;
        std::optional<int> &label = labels[stepAt(steps, mark.place.byte)].mark;
        label = std::min(label.value_or(mark.value), mark.value);
    }
    for (const TextPlace &place : marks.firstErrors) {
        if (isIn(place, text, steps))
            labels[stepAt(steps, place.byte)].isFirstError = true;
    }
    return labels;
}

std::vector<Edit> editsToMark(const ReasoningStep &step,
                              std::optional<int> mark,
                              const ReadingMarks &marks,
                              const MarkedText &text,
                              AnnotatorId annotator)
{
    std::vector<Edit> edits;
    const TextPlace place{text.response, text.part, step.begin};
    std::optional<StepMark> wanted;
    if (mark)
        wanted = StepMark{place, step.end, *mark};
    bool there = false;
    for (const StepMark &known : marks.steps) {
        if (!isIn(known.place, text, step))
            continue;
        if (known == wanted)
            there = true;
        else if (known.place != place || !wanted)
            edits.emplace_back(SetStepMark{known.place, annotator, std::nullopt});
    }
    if (wanted && !there)
        edits.emplace_back(SetStepMark{place, annotator, wanted});
    const bool isFirstError =
        std::any_of(marks.firstErrors.begin(), marks.firstErrors.end(),
                    [&](const TextPlace &error) { return isIn(error, text, step); });
    if (isFirstError && mark != -1)
        edits.emplace_back(SetFirstError{text.response, text.part, annotator, std::nullopt});
    return edits;
}

std::vector<Edit> editsToSetFirstError(const ReasoningStep &step,
                                       const ReadingMarks &marks,
                                       const MarkedText &text,
                                       AnnotatorId annotator)
{
    std::vector<Edit> edits = editsToMark(step, -1, marks, text, annotator);
    edits.emplace_back(SetFirstError{text.response, text.part, annotator, step.begin});
    return edits;
}

} // namespace touchstone
