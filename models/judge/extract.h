// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace touchstone {

/// The final answer that a text gives, and where it stands.
struct FinalAnswer
{
    std::string text; ///< as written, trimmed; empty: none found
    std::string
        rule; ///< "####", "boxed", "answer tag", "json", "answer is", "bold", "last number"…
    std::size_t begin = 0; ///< bytes of the text it was found in
    std::size_t end = 0;
    bool lowConfidence = false;

    bool operator==(const FinalAnswer &) const = default;
};

/// DOMAIN §7.3, step 1, in its order: last \boxed or \fbox (brace-matched; unclosed to the end of
/// the line), <answer>, last "#### X", "final answer is", "answer is" (and 答案), bold or formula
/// on the last line, last number or option letter (low confidence). `text` is the answer part,
/// without the reasoning.
FinalAnswer extractFinalAnswer(std::string_view text);

} // namespace touchstone
