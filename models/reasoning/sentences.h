// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulascanner.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace touchstone {

/// Where sentences begin within the bytes [begin, end) of `text`, but for the first one: behind a
/// full stop, question or exclamation mark, danda or its Chinese like, never within one of
/// `formulas` (all of the text's, in order). Full stops of abbreviations, initials and list numbers
/// end nothing; a small letter begins nothing. Linear in end - begin.
std::vector<std::size_t> sentenceBegins(std::string_view text,
                                        std::size_t begin,
                                        std::size_t end,
                                        std::span<const Formula> formulas);

/// True where `text` (its white space at the end aside) ends as a sentence does; not so behind a
/// colon or comma. Closing brackets, quotation marks and emphasis are passed over.
bool endsSentence(std::string_view text);

} // namespace touchstone
