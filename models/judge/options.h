// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// One of the answers that a prompt lets one choose from.
struct AnswerOption
{
    char letter = 'A'; ///< capital
    std::string text;  ///< as written, without what separates it from the next

    bool operator==(const AnswerOption &) const = default;
};
using AnswerOptions = std::vector<AnswerOption>;

/// `texts` as the options A, B, C and so on.
AnswerOptions lettered(const std::vector<std::string> &texts);

/// The options that `prompt` lists: (A), A), A. or A: at the beginnings of lines, (A) or A) within
/// one, {'A': '…', 'B': '…'}, with two to ten letters in order from A on, capital or small, each
/// with a text on its own line. Anything that does not fit, such as a letter that is left out, a
/// text of two lines, or two lists that differ: none.
AnswerOptions findOptions(std::string_view prompt);

/// What a text says by a letter.
struct NamedOption
{
    char letter = 'A'; ///< capital; may be none of the listed
    std::string rest;  ///< what stands behind it: the 42 of "B. 42"
};

/// The letter that `text` is or begins with: B, (B), B), "option B", "B. 42"; small ones where
/// marks make plain that they are letters of options. Nothing: it is something else.
std::optional<NamedOption> namedOption(std::string_view text);

/// An option's text, or a text that may be one, in a form in which the same is the same: without
/// marks around it and the point behind it, with even spaces.
std::string plainOption(std::string_view text);

} // namespace touchstone
