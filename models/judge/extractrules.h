// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "extract.h"

#include <optional>

namespace touchstone::extraction {

/// The single rules of extractFinalAnswer. Nothing: the rule does not apply and the next is asked;
/// an answer without text: it applies and there is no answer.
using Found = std::optional<FinalAnswer>;

Found boxed(std::string_view text);
Found answerTag(std::string_view text);
Found hashes(std::string_view text);
Found jsonField(std::string_view text);
Found answerIs(std::string_view text);
/// The part of answerIs that says "final answer".
Found finalAnswerIs(std::string_view text);
Found lastLine(std::string_view text);
Found optionLetter(std::string_view text);
/// The last line where it is the letter of one of `options`, with or without its text, and no list
/// of options ends there.
Found listedOption(std::string_view text, const AnswerOptions &options);
/// `found`, with the text of one of `options` that stands behind its letter on its line: of "The
/// answer is B. 42" the sentence ends behind the letter, and the 42 belongs to the answer.
FinalAnswer withOptionText(std::string_view text, FinalAnswer found, const AnswerOptions &options);
/// The last number or fraction of numbers, or the formula that it stands in: a guess that only a
/// profile asks for.
Found lastNumber(std::string_view text);

/// `text` up to where the model ended: what stands behind a token like <|im_end|> is another turn,
/// and the token is no part of the answer.
std::string_view beforeEndToken(std::string_view text);

/// `part`, trimmed, as an answer; `part` is a view into `all`.
FinalAnswer answerOf(std::string_view all, std::string_view part, const char *rule);
/// There is an answer from `begin` on, and it is never closed.
FinalAnswer unclosed(std::string_view all, std::size_t begin, const char *rule);

} // namespace touchstone::extraction
