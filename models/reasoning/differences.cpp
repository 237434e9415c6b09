// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "differences.h"

#include "normaltex.h"
#include "tokenmatches.h"
#include "tokens.h"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>

namespace touchstone {

namespace {

// About 60 ms on a slow core; enough for any two texts of some thousand words, and for texts of
// 100,000 that differ in some thousand.
constexpr std::size_t MostComparisons = 20'000'000;

/// Gives equal tokens the same number.
class Vocabulary final
{
public:
    explicit Vocabulary(std::size_t tokens) { m_numbers.reserve(tokens); }

    std::vector<std::uint32_t> numbersOf(std::string_view text, const std::vector<Token> &tokens)
    {
        std::vector<std::uint32_t> numbers;
        numbers.reserve(tokens.size());
        for (const Token &token : tokens) {
            std::string_view name = text.substr(token.begin, token.end - token.begin);
            if (token.kind == TokenKind::Formula) {
                m_formulas.push_back("$" + normalTex(withoutDelimiters(name)));
                name = m_formulas.back();
            }
            numbers.push_back(numberOf(name));
        }
        return numbers;
    }

    [[nodiscard]] std::size_t size() const { return Bytes + m_numbers.size(); }

private:
    static constexpr std::uint32_t Bytes = 256;

    std::uint32_t numberOf(std::string_view name)
    {
        // Punctuation, of which a text may be nothing but, is not looked up.
        if (name.size() == 1)
            return static_cast<unsigned char>(name.front());
        const auto next = static_cast<std::uint32_t>(size());
        return m_numbers.try_emplace(name, next).first->second;
    }

    static std::string_view withoutDelimiters(std::string_view formula)
    {
        const bool isDollar = formula.front() == '$';
        const std::size_t marks = formula.starts_with("$$")                                  ? 2
                                  : isDollar                                                 ? 1
                                  : formula.starts_with("\\(") || formula.starts_with("\\[") ? 2
                                                                                             : 0;
        return formula.substr(marks, formula.size() - 2 * marks);
    }

    std::unordered_map<std::string_view, std::uint32_t> m_numbers;
    std::deque<std::string> m_formulas; ///< what m_numbers looks at
};

/// The bytes of the tokens [begin, end), or the place behind the token before them.
ByteRange bytesOf(const std::vector<Token> &tokens, std::size_t begin, std::size_t end)
{
    if (begin < end)
        return {tokens[begin].begin, tokens[end - 1].end};
    const std::size_t place = begin == 0 ? 0 : tokens[begin - 1].end;
    return {place, place};
}

bool isPunctuation(const std::vector<Token> &tokens, const TokenMatch &match)
{
    const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(match.left);
    return std::all_of(first, first + static_cast<std::ptrdiff_t>(match.length),
                       [](const Token &token) { return token.kind == TokenKind::Punctuation; });
}

} // namespace

Differences findDifferences(std::string_view left, std::string_view right)
{
    const std::vector<Token> leftTokens = tokensOf(left);
    const std::vector<Token> rightTokens = tokensOf(right);
    Vocabulary vocabulary(leftTokens.size() + rightTokens.size());
    const std::vector<std::uint32_t> leftNumbers = vocabulary.numbersOf(left, leftTokens);
    const std::vector<std::uint32_t> rightNumbers = vocabulary.numbersOf(right, rightTokens);
    TokenMatches found = matchTokens(leftNumbers, rightNumbers, vocabulary.size(), MostComparisons);

    Differences differences{{}, found.isShortest};
    // One more match of nothing behind all is where the last difference ends.
    found.matches.push_back({leftTokens.size(), rightTokens.size(), 0});
    std::size_t leftAt = 0;
    std::size_t rightAt = 0;
    for (std::size_t i = 0; i < found.matches.size(); ++i) {
        const TokenMatch &match = found.matches[i];
        const bool isEnd = i + 1 == found.matches.size();
        const bool differs = match.left > leftAt || match.right > rightAt;
        const bool anotherFollows = !isEnd
                                    && (match.left + match.length < leftTokens.size()
                                        || match.right + match.length < rightTokens.size());
        if (differs && anotherFollows && isPunctuation(leftTokens, match))
            continue;
        if (differs) {
            const DifferenceKind kind = match.right == rightAt ? DifferenceKind::OnlyLeft
                                        : match.left == leftAt ? DifferenceKind::OnlyRight
                                                               : DifferenceKind::Changed;
            differences.list.push_back({bytesOf(leftTokens, leftAt, match.left),
                                        bytesOf(rightTokens, rightAt, match.right), kind});
        }
        leftAt = match.left + match.length;
        rightAt = match.right + match.length;
    }
    return differences;
}

} // namespace touchstone
