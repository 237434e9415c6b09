// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "extract.h"

#include "answerexpression.h"
#include "extractrules.h"

#include <base/text.h>

#include <array>

namespace touchstone {

namespace extraction {

FinalAnswer answerOf(std::string_view all, std::string_view part, const char *rule)
{
    part = trimmed(part);
    FinalAnswer answer;
    answer.text = part;
    answer.rule = rule;
    answer.begin = static_cast<std::size_t>(part.data() - all.data());
    answer.end = answer.begin + part.size();
    return answer;
}

FinalAnswer unclosed(std::string_view all, std::size_t begin, const char *rule)
{
    return {{}, rule, begin, all.size(), false};
}

} // namespace extraction

FinalAnswer extractFinalAnswer(std::string_view text, const ExtractionOptions &options)
{
    using namespace extraction;
    constexpr std::array Rules = {boxed,    answerTag, hashes,      jsonField,
                                  answerIs, lastLine,  optionLetter};
    Found found = options.expression ? options.expression->find(text) : Found{};
    for (std::size_t i = 0; !found && i < Rules.size(); ++i)
        found = Rules[i](text);
    if (!found && options.lastNumber)
        found = lastNumber(text);
    if (!found)
        return {};
    // What the end of a cut text touches may have gone on: 72 may have become 725.
    const std::size_t end =
        static_cast<std::size_t>(trimmed(text).data() - text.data()) + trimmed(text).size();
    if (options.truncated && !found->text.empty() && found->end >= end)
        return unclosed(text, found->begin, "cut off");
    return *found;
}

} // namespace touchstone
