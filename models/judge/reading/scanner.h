// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "token.h"

namespace touchstone::reading {

/// Cuts one text into tokens; see scan().
class Scanner
{
public:
    Scanner(std::string_view text, Choices &choices, bool words)
        : m_text(text)
        , m_choices(choices)
        , m_words(words)
    {}

    bool run();
    Tokens take() { return std::move(m_tokens); }

private:
    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    bool accept(std::string_view what);
    bool step();
    void skipSpace();
    void push(Token::Kind kind, std::string text);
    void sign(std::string_view text) { push(Token::Kind::Sign, std::string(text)); }
    bool character();
    bool special();
    bool number();
    std::string digits();
    std::string groupedDigits();
    std::size_t groupLength(std::string_view separator, bool isComma) const;
    bool fraction(Token &token);
    void exponent(Token &token);
    bool letters();
    bool command();
    bool styled();
    std::optional<std::string_view> group();
    bool subscan(std::string_view inner, bool words);

    std::string_view m_text;
    Choices &m_choices;
    bool m_words; ///< within \text
    std::size_t m_at = 0;
    bool m_space = false;
    int m_brackets = 0;
    int m_depth = 0;
    int m_environments = 0;
    Tokens m_tokens;
};

} // namespace touchstone::reading
