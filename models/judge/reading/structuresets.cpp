// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Brackets, intervals, inequalities and matrices.
#include "parser.h"
#include "structure.h"

#include <algorithm>

namespace touchstone::reading {

namespace {

using Kind = Answer::Kind;
using exact::Op;

exact::Expression infinity(bool minus)
{
    exact::Expression made;
    const auto plain = made.add(Op::Infinity);
    if (minus)
        made.add(Op::Negative, plain);
    return made;
}

bool isConstant(const exact::Expression &expression)
{
    return !expression.has(Op::Symbol) && !expression.has(Op::Apply);
}

Interval wholeLine()
{
    return {infinity(true), infinity(false), false, false};
}

} // namespace

/// a < x <= b, x > a, x != a with a single symbol and constants; all else with two sides as it is.
Structure::Read Structure::inequality(const Parts &parts)
{
    const auto read = sidesOf(parts);
    if (!read)
        return {};
    const std::vector<exact::Expression> &sides = *read;
    const bool rising = parts[1].separator.starts_with('<');
    const auto isSymbol = [](const exact::Expression &side) {
        return side.nodes.size() == 1 && side.nodes[0].op == Op::Symbol;
    };
    Answer made;
    made.kind = Kind::Reals;
    Interval piece = wholeLine();
    if (sides.size() == 3 && isSymbol(sides[1]) && isConstant(sides[0]) && isConstant(sides[2])) {
        const std::size_t low = rising ? 0 : 2;
        piece.low = sides[low];
        piece.high = sides[2 - low];
        piece.lowClosed = parts[rising ? 1 : 2].separator.ends_with('=');
        piece.highClosed = parts[rising ? 2 : 1].separator.ends_with('=');
        made.label = sides[1].nodes[0].text;
        made.pieces.push_back(std::move(piece));
        return made;
    }
    if (sides.size() != 2)
        return {};
    const bool symbolFirst = isSymbol(sides[0]) && isConstant(sides[1]);
    if (symbolFirst || (isSymbol(sides[1]) && isConstant(sides[0]))) {
        const exact::Expression &bound = sides[symbolFirst ? 1 : 0];
        made.label = sides[symbolFirst ? 0 : 1].nodes[0].text;
        const bool closed = parts[1].separator.ends_with('=') && parts[1].separator != "!=";
        if (parts[1].separator == "!=") {
            made.pieces = {piece, piece};
            made.pieces[0].high = bound;
            made.pieces[1].low = bound;
            return made;
        }
        if (rising == symbolFirst) {
            piece.high = bound;
            piece.highClosed = closed;
        } else {
            piece.low = bound;
            piece.lowClosed = closed;
        }
        made.pieces.push_back(std::move(piece));
        return made;
    }
    if (parts[1].separator == "!=")
        return {};
    made.kind = Kind::Inequality;
    made.closed = parts[1].separator.ends_with('=');
    made.value =
        rising ? exact::difference(sides[0], sides[1]) : exact::difference(sides[1], sides[0]);
    return made;
}

Structure::Read Structure::united(std::size_t begin, std::size_t end)
{
    if (end - begin == 1 && m_tokens[begin].isCommand("reals")) {
        Answer made;
        made.kind = Kind::Reals;
        made.pieces.push_back(wholeLine());
        return made;
    }
    if (end - begin == 1 && m_tokens[begin].isCommand("emptyset")) {
        Answer made;
        made.kind = Kind::Set;
        return made;
    }
    const Parts parts = split(begin, end, [](const Token &token) { return token.is("cup"); });
    if (parts.size() < 2)
        return {};
    Answer made;
    made.kind = Kind::Reals;
    for (const Part &part : parts) {
        if (part.begin >= part.end || part.end - part.begin < 5)
            return {};
        const auto sides =
            split(part.begin + 1, part.end - 1, [](const Token &token) { return token.is(","); });
        if (!encloses(part.begin, part.end) || is(part.begin, "\\{") || sides.size() != 2)
            return {};
        auto low = expression(sides[0].begin, sides[0].end);
        auto high = expression(sides[1].begin, sides[1].end);
        if (!low || !high)
            return {};
        made.pieces.push_back(
            {*std::move(low), *std::move(high), is(part.begin, "["), is(part.end - 1, "]")});
    }
    return made;
}

/// Two things in round or square brackets: a point or an interval.
Structure::Read Structure::pair(std::size_t begin, std::size_t end, const Parts &parts)
{
    auto low = expression(parts[0].begin, parts[0].end);
    auto high = expression(parts[1].begin, parts[1].end);
    if (!low || !high)
        return {};
    const bool lowClosed = is(begin, "[");
    const bool highClosed = is(end - 1, "]");
    const bool infinite = low->has(Op::Infinity) || high->has(Op::Infinity);
    Answer made;
    const bool ambiguous = lowClosed == highClosed && !infinite;
    if (ambiguous && (!isConstant(*low) || !isConstant(*high) || !m_choices.second(PairIsInterval)))
        return {};
    made.kind = Kind::Reals;
    made.pairRead = ambiguous;
    made.pieces.push_back({*std::move(low), *std::move(high), lowClosed, highClosed});
    return made;
}

Structure::Read Structure::bracketed(std::size_t begin, std::size_t end)
{
    if (end - begin < 2 || !encloses(begin, end))
        return {};
    const std::string &open = m_tokens[begin].text;
    const std::string &close = m_tokens[end - 1].text;
    const bool isSet = open == "\\{" && close == "\\}";
    const bool isVector = open == "\\<" && close == "\\>";
    const bool mixed = (open == "(" || open == "[") && (close == ")" || close == "]");
    if (!isSet && !isVector && !mixed)
        return {};
    Answer made;
    made.kind = isSet ? Kind::Set : Kind::Tuple;
    made.text = open == close || isVector ? "(" : open;
    if (isSet && end - begin == 2)
        return made;
    const Parts parts = split(begin + 1, end - 1,
                              [](const Token &token) { return token.is(",") || token.is(";"); });
    if (parts.size() < 2 && mixed && m_tokens[begin + 1].isCommand("begin"))
        return matrix(begin + 1, end - 1);
    if (parts.size() < 2 && !isSet) {
        // (1, 2) within brackets, or an expression, which the parser reads.
        return open == "(" && close == ")" && end - begin > 2 && encloses(begin + 1, end - 1)
                   ? any(begin + 1, end - 1)
                   : Read{};
    }
    if (parts.size() == 2 && mixed) {
        if (Read interval = pair(begin, end, parts))
            return interval;
    }
    if (mixed && (open == "(") != (close == ")"))
        return {};
    for (const Part &part : parts) {
        Read item = any(part.begin, part.end);
        if (!item || !item->label.empty() || item->kind == Kind::Text)
            return {};
        made.items.push_back(*std::move(item));
    }
    made.pairRead = parts.size() == 2 && mixed;
    return made;
}

} // namespace touchstone::reading
