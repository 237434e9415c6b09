// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "options.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace touchstone {

/// The final answer that a text gives, and where it stands.
struct FinalAnswer
{
    std::string text; ///< as written, trimmed (several boxes joined, JSON without its escapes);
                      ///< empty: none found
    std::string rule; ///< "expression", "boxed", "answer tag", "####", "json", "answer is", "bold",
                      ///< "formula", "option letter"; "boxed, unclosed" and the like without a text
                      ///< say why there is none
    std::size_t begin = 0; ///< bytes of the text it was found in
    std::size_t end = 0;
    bool lowConfidence = false; ///< a guess: the last number, which only a profile asks for

    bool operator==(const FinalAnswer &) const = default;
};

class AnswerExpression;

struct ExtractionOptions
{
    const AnswerExpression *expression = nullptr; ///< a person's own rule, before all others
    bool truncated = false; ///< the text was cut off: an answer that its end touches is none
    const AnswerOptions *options = nullptr; ///< that the prompt lists, where it does
};

/// DOMAIN §7.3, step 1, in its order: the person's expression, last \boxed or \fbox (brace-matched;
/// neighbours joined), <answer>, last "#### X", the "answer" of a JSON object, "final answer is",
/// "answer is" (also in German, French, Chinese and Bangla), the one bold or formula of the last
/// line, an option's letter that is all there is, or with `options` all of the last line, with or
/// without the option's text. A box, element or string that is not closed is no answer, and no
/// later rule is asked; the same where the expression gives up. What stands behind a token that
/// ends a turn, as <|im_end|>, is not looked at. `text` is the answer part, without the reasoning.
FinalAnswer extractFinalAnswer(std::string_view text, const ExtractionOptions &options = {});

} // namespace touchstone
