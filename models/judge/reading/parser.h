// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../exact/expression.h"
#include "token.h"

namespace touchstone::reading {

/// Reads a run of tokens as one expression, all of it or nothing.
class Parser
{
public:
    /// `plusMinus` is what ± stands for: 1 or -1; 0: it is not allowed.
    Parser(const Tokens &tokens,
           std::size_t begin,
           std::size_t end,
           Choices &choices,
           int plusMinus = 0);

    std::optional<exact::Expression> whole();

private:
    using Index = std::int32_t; ///< of a node; negative: not understood
    static constexpr Index Nothing = -1;

    [[nodiscard]] const Token *peek(std::size_t ahead = 0) const;
    [[nodiscard]] bool at(std::string_view sign) const;
    bool accept(std::string_view sign);
    [[nodiscard]] bool has(std::string_view letter) const;

    Index sum();
    Index product();
    Index quotient(Index above);
    Index negated(Index of);
    [[nodiscard]] bool mayBeNegative(Index base) const;
    Index signedFactor();
    Index factor();
    Index raised(Index base);
    Index exponent(Index base);
    Index primary();
    Index bracketed(std::string_view close);
    Index number();
    Index mixed(const Token &whole, Index value);
    Index numberOf(const Token &token);
    Index letter();
    Index named(const std::string &name);
    Index command();
    Index fraction(exact::Op op);
    Index squareRoot(int index);
    Index argument();
    Index function();
    Index functionOf(const std::string &name, Index of, Index base, bool inverse);
    Index operand();
    Index halfOpen(exact::Op op, std::string_view close);
    bool subscript(std::string &name);
    [[nodiscard]] bool startsFactor() const;

    const Tokens &m_tokens;
    std::size_t m_at;
    std::size_t m_end;
    Choices &m_choices;
    int m_plusMinus;
    int m_depth = 0;
    int m_bars = 0;
    exact::Expression m_made;
};

} // namespace touchstone::reading
