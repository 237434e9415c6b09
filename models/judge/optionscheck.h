// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "answercheck.h"
#include "options.h"

#include <functional>
#include <optional>

namespace touchstone {

/// Compares a reference or an option with an answer, by what they mean.
using CompareAnswers = std::function<AnswerCheck(std::string_view gold, std::string_view answer)>;

/// What a list of options says of an answer.
struct AmongOptions
{
    AnswerCheck check;
    bool isOption = false; ///< the answer is one of them, and not some other text
};

/// An answer where the prompt lists `options` (DOMAIN §7.3, step 5). Reference and answer may each
/// be an option's letter, its text, or both; they are Equal where they are the same option, by the
/// weaker of the proofs that say so, and Different where they are two. A letter that is not listed
/// is NoAnswer. CannotTell: the text fits several options, letter and text contradict each other, a
/// letter is the text of another option, or two options are the same. Nothing: `options` do not
/// concern this reference, which is none of them, and neither is the answer.
std::optional<AmongOptions> checkAmong(std::string_view gold,
                                       std::string_view answer,
                                       const AnswerOptions &options,
                                       const CompareAnswers &compare);

} // namespace touchstone
