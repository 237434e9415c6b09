// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tokens.h"

#include "formulascanner.h"

#include <base/codepoints.h>

namespace touchstone {

namespace {

constexpr std::string_view TypographicApostrophe = "\u2019";

class Tokenizer final
{
public:
    explicit Tokenizer(std::string_view text)
        : m_text(text)
    {}

    std::vector<Token> run()
    {
        constexpr std::size_t TypicalBytes = 5;
        m_tokens.reserve(m_text.size() / TypicalBytes);
        std::size_t at = 0;
        for (const Formula &formula : scanFormulas(m_text)) {
            takePlain(at, formula.begin);
            m_tokens.push_back({formula.begin, formula.end, TokenKind::Formula});
            at = formula.end;
        }
        takePlain(at, m_text.size());
        return std::move(m_tokens);
    }

private:
    void takePlain(std::size_t at, std::size_t end)
    {
        while (at < end) {
            const CodePoint c = codePointAt(m_text, at);
            if (isSpaceLetter(c.value)) {
                at += c.length;
                continue;
            }
            const bool isWord = isWordLetter(c.value);
            const std::size_t behind =
                !isWord || isWordByItself(c.value) ? at + c.length : wordEnd(at + c.length, end);
            m_tokens.push_back({at, behind, isWord ? TokenKind::Word : TokenKind::Punctuation});
            at = behind;
        }
    }

    [[nodiscard]] std::size_t wordEnd(std::size_t at, std::size_t end) const
    {
        while (at < end) {
            const CodePoint c = codePointAt(m_text, at);
            if (isWordLetter(c.value) && !isWordByItself(c.value))
                at += c.length;
            else if (const std::size_t joint = jointAt(at, end))
                at += joint;
            else
                break;
        }
        return at;
    }

    /// Length of the apostrophe or decimal mark at `at` that holds a word together, or 0.
    [[nodiscard]] std::size_t jointAt(std::size_t at, std::size_t end) const
    {
        const char c = m_text[at];
        const bool isWide = m_text.substr(at, 3) == TypographicApostrophe;
        const std::size_t next = at + (isWide ? 3 : 1);
        if (next >= end)
            return 0;
        if (isWide || c == '\'')
            return isAsciiLetter(m_text[at - 1]) && isAsciiLetter(m_text[next]) ? next - at : 0;
        const bool joinsDigits =
            (c == '.' || c == ',') && isAsciiDigit(m_text[at - 1]) && isAsciiDigit(m_text[next]);
        return joinsDigits ? 1 : 0;
    }

    std::string_view m_text;
    std::vector<Token> m_tokens;
};

} // namespace

std::vector<Token> tokensOf(std::string_view text)
{
    return Tokenizer(text).run();
}

} // namespace touchstone
