// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "numberwords.h"

#include <algorithm>
#include <array>

namespace touchstone::reading {

namespace {

constexpr std::array<std::string_view, 20> Small = {
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 8> Tens = {"twenty", "thirty",  "forty",  "fifty",
                                                  "sixty",  "seventy", "eighty", "ninety"};

/// Reads words from a place on; each function leaves the place where it was if it finds nothing.
class NumberWords
{
public:
    explicit NumberWords(const Tokens &tokens)
        : m_tokens(tokens)
    {}

    [[nodiscard]] std::size_t at() const { return m_at; }

    /// A number of thousands and hundreds; 0: there is none, or it is nought.
    int whole()
    {
        if (isWord("zero")) {
            ++m_at;
            return 0;
        }
        int number = belowThousand();
        if (number == 0 || !isWord("thousand"))
            return number;
        ++m_at;
        number *= 1000;
        return number + joined([this] { return belowThousand(); });
    }

private:
    int belowThousand()
    {
        const int small = belowHundred();
        if (small == 0 || small > 9 || !isWord("hundred"))
            return small;
        ++m_at;
        return 100 * small + joined([this] { return belowHundred(); });
    }

    int belowHundred()
    {
        const int tens = indexIn(Tens);
        if (tens < 0) {
            const int small = indexIn(Small);
            return std::max(small, 0);
        }
        const int number = 10 * (tens + 2);
        const std::size_t before = m_at;
        if (m_at < m_tokens.size() && m_tokens[m_at].is("-"))
            ++m_at;
        const int small = indexIn(Small);
        if (small >= 1 && small <= 9)
            return number + small;
        m_at = before;
        return number;
    }

    /// What stands behind hundred or thousand, with or without "and".
    template <typename Next>
    int joined(Next next)
    {
        const std::size_t before = m_at;
        if (isWord("and"))
            ++m_at;
        const int number = next();
        if (number == 0)
            m_at = before;
        return number;
    }

    template <std::size_t Size>
    int indexIn(const std::array<std::string_view, Size> &words)
    {
        for (std::size_t i = 0; i < Size; ++i) {
            if (isWord(words[i])) {
                ++m_at;
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    [[nodiscard]] bool isWord(std::string_view word) const
    {
        return m_at < m_tokens.size() && m_tokens[m_at].isWord(word);
    }

    const Tokens &m_tokens;
    std::size_t m_at = 0;
};

} // namespace

Tokens withNumberWords(Tokens tokens)
{
    if (tokens.empty() || tokens.front().kind != Token::Kind::Word)
        return tokens;
    NumberWords words(tokens);
    const int number = words.whole();
    const auto behind = tokens.begin() + static_cast<std::ptrdiff_t>(words.at());
    if (behind == tokens.begin())
        return tokens;
    const auto goesOn = [](const Token &token) {
        const auto isOneOf = [&](const auto &all) {
            return std::any_of(all.begin(), all.end(),
                               [&](std::string_view word) { return token.isWord(word); });
        };
        return token.kind != Token::Kind::Word || token.isWord("and") || token.isWord("or")
               || token.isWord("hundred") || token.isWord("thousand") || isOneOf(Small)
               || isOneOf(Tens);
    };
    if (std::any_of(behind, tokens.end(), goesOn))
        return tokens;
    Token made;
    made.kind = Token::Kind::Number;
    made.text = std::to_string(number);
    made.spaceBefore = tokens.front().spaceBefore;
    tokens.erase(tokens.begin(), behind);
    tokens.insert(tokens.begin(), std::move(made));
    return tokens;
}

} // namespace touchstone::reading
