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

std::string_view beforeEndToken(std::string_view text)
{
    // Those of ChatML, Llama 3, GPT, Phi, gpt-oss, DeepSeek and Gemma.
    constexpr std::array<std::string_view, 9> Tokens = {
        "<|im_end|>", "<|eot_id|>", "<|endoftext|>",         "<|end_of_text|>", "<|end|>",
        "<|eom_id|>", "<|return|>", "<｜end▁of▁sentence｜>", "<end_of_turn>"};
    std::size_t at = text.find('<');
    while (at != std::string_view::npos) {
        for (const std::string_view token : Tokens) {
            // A token before all else begins the turn.
            if (text.substr(at).starts_with(token) && !trimmed(text.substr(0, at)).empty())
                return text.substr(0, at);
        }
        at = text.find('<', at + 1);
    }
    // Within a text </s> also ends what is struck out.
    const std::string_view whole = trimmed(text);
    const bool ends = whole.ends_with("</s>") && whole.find("<s>") == std::string_view::npos;
    return ends ? text.substr(0, text.rfind("</s>")) : text;
}

} // namespace extraction

FinalAnswer extractFinalAnswer(std::string_view whole, const ExtractionOptions &options)
{
    using namespace extraction;
    const std::string_view text = beforeEndToken(whole);
    constexpr std::array Rules = {boxed, answerTag, hashes, jsonField, answerIs, lastLine};
    const bool listed = options.options && !options.options->empty();
    Found found = options.expression ? options.expression->find(text) : Found{};
    for (std::size_t i = 0; !found && i < Rules.size(); ++i)
        found = Rules[i](text);
    if (found && listed)
        found = withOptionText(text, *std::move(found), *options.options);
    if (!found && listed)
        found = listedOption(text, *options.options);
    if (!found)
        found = optionLetter(text);
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
