// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// One quantity in several units: 5 ft 3 in, 2 hours and 30 minutes.
#include "structure.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace touchstone::reading {

namespace {

using Kind = Answer::Kind;
using exact::Op;

/// What a number that is written out comes to, to compare sizes; nothing: it is no such number.
std::optional<double> sizeOf(const exact::Expression &number)
{
    if (number.nodes.size() != 1 || number.nodes[0].op != Op::Number)
        return {};
    const exact::Node &node = number.nodes[0];
    return std::strtod(node.text.c_str(), nullptr) * std::pow(10.0, node.exponent);
}

std::optional<double> factorOf(const Unit &unit)
{
    return unit.factor.empty() ? std::optional(1.0) : sizeOf(unit.factor);
}

/// True where `less` goes on from `more` as inches do from feet: in a smaller unit of the same
/// quantity, by less than one of the larger unit, which is whole.
bool continues(const Answer &more, const Answer &less)
{
    const auto large = factorOf(more.unit);
    const auto small = factorOf(less.unit);
    const auto number = sizeOf(less.value);
    const auto whole = sizeOf(more.value);
    // Far from a whole unit, so that doubles are good enough.
    return large && small && number && whole && *whole == std::floor(*whole)
           && more.unit.powers == less.unit.powers && *small < *large
           && *number * *small < *large * (1 - 1e-9);
}

bool isQuantity(const Structure::Read &piece)
{
    return piece && piece->kind == Kind::Scalar && piece->label.empty()
           && (piece->unit.sort == Unit::Sort::Measure || piece->unit.sort == Unit::Sort::Money);
}

} // namespace

/// Where the pieces of a quantity begin; a comma and a word "and" between two belong to neither.
Structure::Parts Structure::quantities(std::size_t begin, std::size_t end) const
{
    Parts parts{{begin, end, {}}};
    for (std::size_t i = begin + 1; i + 1 < end; ++i) {
        if (m_tokens[i].kind != Token::Kind::Number)
            continue;
        std::size_t last = i;
        if (m_tokens[last - 1].isWord("and"))
            --last;
        const bool comma = last > begin && is(last - 1, ",");
        if (comma)
            --last;
        const bool isUnit = last > begin
                            && (m_tokens[last - 1].kind == Token::Kind::Word
                                || m_tokens[last - 1].kind == Token::Kind::Letter);
        // $5 and 25 cents
        const bool isPrice = last < i && is(parts.back().begin, "$");
        if (!isUnit && !isPrice)
            continue;
        parts.back().end = last;
        parts.push_back({i, end, comma ? "," : ""});
    }
    return parts;
}

Structure::Read Structure::compound(std::size_t begin, std::size_t end)
{
    const auto isNumber = [](const Token &token) { return token.kind == Token::Kind::Number; };
    const auto *tokens = m_tokens.data();
    // Nearly all texts end here.
    if (std::count_if(tokens + begin, tokens + end, isNumber) < 2)
        return {};
    const Parts parts = quantities(begin, end);
    if (parts.size() < 2)
        return {};
    Answer made;
    std::optional<Answer> before;
    bool comma = false;
    for (const Part &part : parts) {
        comma = comma || part.separator == ",";
        Read piece = scalar(part.begin, part.end);
        if (!isQuantity(piece) || (before && !continues(*before, *piece)))
            return {};
        if (!before) {
            made = *piece;
        } else {
            exact::Expression value = piece->value;
            if (!piece->unit.factor.empty())
                value = exact::joined(Op::Multiply, value, piece->unit.factor);
            if (!made.unit.factor.empty())
                value = exact::joined(Op::Divide, value, made.unit.factor);
            made.value = exact::joined(Op::Add, made.value, value);
        }
        before = std::move(piece);
    }
    // 2 hours, 30 minutes are two times, and could be one.
    if (comma && !m_choices.second(CommaJoins))
        return {};
    return made;
}

} // namespace touchstone::reading
