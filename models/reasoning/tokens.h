// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace touchstone {

enum class TokenKind : std::uint8_t { Word, Formula, Punctuation };

/// What texts are compared by: a word, a whole formula, or one mark of punctuation.
struct Token
{
    std::size_t begin = 0; ///< bytes
    std::size_t end = 0;
    TokenKind kind = TokenKind::Word;

    bool operator==(const Token &) const = default;
};

/// The tokens of a text in order; what is between them is white space. "it's", "3.5" and "1,000"
/// are one word each, and so is every letter of a script that writes no spaces. Linear.
std::vector<Token> tokensOf(std::string_view text);

} // namespace touchstone
