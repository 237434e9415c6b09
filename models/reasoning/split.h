// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/response.h>

#include <string>
#include <string_view>

namespace touchstone {

/// Reasoning and final text told apart.
struct SplitText
{
    std::string reasoning;
    std::string answer;
    std::string splitter; ///< the rule that fired: "think", "thinking", "begin_of_thought", "kimi",
                          ///< "harmony", "s1", "seed", "json", "field", "missing opener"; empty:
                          ///< none
    ResponseFlags flags = NoFlag;

    bool operator==(const SplitText &) const = default;
};

/// Accepts every dialect of DOMAIN §4 (end): <think>, <thinking>, <|begin_of_thought|>, ◁think▷,
/// gpt-oss channels, s1's <|im_start|>think, an end tag without its beginning, and ZeroEval-like
/// JSON with "reasoning" and "answer" in the text (with or without a fence; TeX in it whose
/// backslashes are not escaped is TeX: jsontex.h). An <answer> element after the thinking is
/// unwrapped, blocks of thinking that follow each other are joined. White space at the ends of both
/// parts is dropped. `finishReason` "length" or "max_tokens" sets Truncated.
SplitText splitReasoning(std::string_view raw, std::string_view finishReason = {});

/// The same for reasoning and answer that came in fields of their own (DOMAIN §5.2): marks around
/// the reasoning are taken off, and a copy of it within the answer, as some servers send, is
/// dropped. The splitter is "field".
SplitText splitFields(std::string_view reasoning,
                      std::string_view answer,
                      std::string_view finishReason = {});

} // namespace touchstone
