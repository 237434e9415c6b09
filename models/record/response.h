// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace touchstone {

/// What is odd about a response; more than one may hold.
enum ResponseFlag : std::uint32_t {
    NoFlag = 0,
    EmptyReasoning = 1,     ///< the thinking was there and empty
    UnterminatedThink = 2,  ///< the thinking began and never ended
    Truncated = 4,          ///< the model was cut off (finish reason "length")
    EmptyAnswer = 8,        ///< nothing but reasoning
    MissingOpener = 16,     ///< the thinking's end tag without its beginning
    AnswerInReasoning = 32, ///< the final answer was found in the reasoning only
};
using ResponseFlags = std::uint32_t;

/// Reasoning (may be empty) and final text, told apart. Several samples per prompt and source.
struct Response
{
    ResponseId id;
    Uid uid;
    PromptId prompt;
    SourceId source;
    int sample = 0;        ///< from 0, counted per prompt and source
    std::string reasoning; ///< empty: none
    std::string answer;    ///< the final text, without the reasoning
    std::string raw;       ///< as it came; empty where it is just `answer`
    std::string splitter;  ///< the rule that told them apart: "think", "field"…; empty: none
    ResponseFlags flags = NoFlag;
    std::string finalAnswer;     ///< extracted from `answer`; empty: none found
    std::string finalAnswerRule; ///< the rule that found it: "####", "boxed"…
    int reasoningWords = 0;
    int answerWords = 0;
    ResponseId derivedFrom;  ///< of an edit: what it was made from
    std::string meta = "{}"; ///< a JSON object

    bool operator==(const Response &) const = default;
};

} // namespace touchstone
