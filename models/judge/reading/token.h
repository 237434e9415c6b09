// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "choices.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::reading {

struct Token
{
    enum class Kind {
        Number,  ///< `text` holds its digits; see decimals, exponent, repeating
        Letter,  ///< one letter of a formula
        Command, ///< "frac", "sqrt", "pi"…: of TeX or a known name in plain text
        Word,    ///< letters that are no product: of \text or longer than formulas have
        Sign,    ///< one of + - * / ^ _ = < > ! | , ; : & % ' ( ) [ ] { } or a name below
    };
    Kind kind = Kind::Sign;
    std::string text; ///< signs: "<=", ">=", "!=", "+-", "-+", "deg", "\\{", "\\}", "\\\\" too
    bool spaceBefore = false;
    int decimals = 0;      ///< digits behind the point
    int exponent = 0;      ///< of ten, as in 1.5e3
    std::string repeating; ///< digits that repeat without end

    [[nodiscard]] bool is(std::string_view sign) const
    {
        return kind == Kind::Sign && text == sign;
    }
    [[nodiscard]] bool isCommand(std::string_view name) const
    {
        return kind == Kind::Command && text == name;
    }
    [[nodiscard]] bool isWord(std::string_view lower) const;
};

using Tokens = std::vector<Token>;

/// The tokens of a LaTeX or plain text; nothing where it has something unknown in it.
std::optional<Tokens> scan(std::string_view text, Choices &choices);

/// ASCII letters made small.
std::string lowered(std::string_view text);

} // namespace touchstone::reading
