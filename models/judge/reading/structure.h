// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "answer.h"
#include "token.h"

#include <optional>
#include <vector>

namespace touchstone::reading {

/// Reads tokens as an answer: looks for lists, brackets, relations, units, and hands what is left
/// to the Parser. All of the tokens, or nothing.
class Structure
{
public:
    using Read = std::optional<Answer>;

    Structure(const Tokens &tokens, Choices &choices)
        : m_tokens(tokens)
        , m_choices(choices)
    {}

    Read whole() { return any(0, m_tokens.size()); }

private:
    struct Part
    {
        std::size_t begin;
        std::size_t end;
        std::string separator; ///< what stands before it
    };
    using Parts = std::vector<Part>;

    Read any(std::size_t begin, std::size_t end);
    Read list(std::size_t begin, std::size_t end);
    Read combined(const Parts &parts, std::vector<Answer> items);
    Read relation(std::size_t begin, std::size_t end);
    Read equation(const Parts &parts);
    Read inequality(const Parts &parts);
    Read membership(const Parts &parts);
    Read united(std::size_t begin, std::size_t end);
    Read bracketed(std::size_t begin, std::size_t end);
    Read pair(std::size_t begin, std::size_t end, const Parts &parts);
    Read matrices(std::size_t begin, std::size_t end);
    Read matrixProduct(std::size_t begin, std::size_t end);
    [[nodiscard]] std::size_t matrixEnd(std::size_t begin, std::size_t end) const;
    Read matrix(std::size_t begin, std::size_t end);
    Read scalar(std::size_t begin, std::size_t end);
    Read plusMinus(std::size_t begin, std::size_t end);
    Read measured(std::size_t begin, std::size_t end, int plusMinus);
    Read compound(std::size_t begin, std::size_t end);
    [[nodiscard]] Parts quantities(std::size_t begin, std::size_t end) const;
    Read clockOrRatio(std::size_t begin, std::size_t end);
    Read numeral(std::size_t begin, std::size_t end);
    Read words(std::size_t begin, std::size_t end);
    Read choice(std::size_t begin, std::size_t end);
    [[nodiscard]] bool isPlainBefore(std::size_t begin, std::size_t end) const;
    std::optional<Unit> unit(std::size_t begin, std::size_t end);
    std::optional<exact::Expression> expression(std::size_t begin, std::size_t end, int sign = 0);
    /// The expressions of all parts, or nothing.
    std::optional<std::vector<exact::Expression>> sidesOf(const Parts &parts);
    std::string label(std::size_t begin, std::size_t end);

    [[nodiscard]] bool is(std::size_t at, std::string_view sign) const
    {
        return at < m_tokens.size() && m_tokens[at].is(sign);
    }
    /// The parts between the separators that `separates` names, outside all brackets.
    template <typename Separates>
    Parts split(std::size_t begin, std::size_t end, Separates separates) const;
    /// True where the bracket at `begin` is closed by the one before `end`.
    [[nodiscard]] bool encloses(std::size_t begin, std::size_t end) const;
    [[nodiscard]] int depthStep(std::size_t at) const;

    const Tokens &m_tokens;
    Choices &m_choices;
    int m_nesting = 0;
};

template <typename Separates>
Structure::Parts Structure::split(std::size_t begin, std::size_t end, Separates separates) const
{
    Parts parts;
    int depth = 0;
    parts.push_back({begin, end, {}});
    for (std::size_t i = begin; i < end; ++i) {
        depth += depthStep(i);
        if (depth != 0 || !separates(m_tokens[i]))
            continue;
        parts.back().end = i;
        parts.push_back({i + 1, end, lowered(m_tokens[i].text)});
    }
    return parts;
}

} // namespace touchstone::reading
