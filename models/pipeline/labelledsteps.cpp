// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "labelledsteps.h"

#include <base/text.h>
#include <reasoning/steplabels.h>

#include <algorithm>

namespace touchstone {

std::string_view
labelledSteps(const Item &item, const Response &response, std::vector<LabelledStep> &steps)
{
    steps.clear();
    if (item.marks.steps.empty())
        return "no step is marked";
    const bool thought = !response.reasoning.empty();
    const MarkedText text{response.id, thought ? TextPart::Reasoning : TextPart::Answer};
    const std::string_view own = thought ? response.reasoning : response.answer;
    const std::vector<ReasoningStep> cut = cutIntoSteps(own, cutsOf(item.marks, text));
    const std::vector<StepLabel> labels = labelsOf(cut, item.marks, text);
    const auto isMarked = [](const StepLabel &label) { return label.mark.has_value(); };
    if (std::none_of(labels.begin(), labels.end(), isMarked))
        return "no step is marked";
    for (std::size_t i = 0; i < cut.size(); ++i) {
        if (!labels[i].mark) {
            steps.clear();
            return "a step is not marked";
        }
        steps.push_back(
            {trimmed(own.substr(cut[i].begin, cut[i].end - cut[i].begin)), *labels[i].mark >= 0});
        if (labels[i].isFirstError)
            break;
    }
    return {};
}

} // namespace touchstone
