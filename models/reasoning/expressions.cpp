// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "expressions.h"

#include "formulascanner.h"
#include "normaltex.h"
#include "numbers.h"

#include <algorithm>

namespace touchstone {

namespace {

/// `tex` without a \boxed{…} that is all of it.
std::string_view unboxed(std::string_view tex)
{
    constexpr std::string_view Box = "\\boxed{";
    if (!tex.starts_with(Box) || !tex.ends_with('}'))
        return tex;
    int depth = 0;
    for (std::size_t at = Box.size() - 1; at < tex.size(); ++at) {
        if (tex[at] == '\\')
            ++at;
        else if (tex[at] == '{')
            ++depth;
        else if (tex[at] == '}' && --depth == 0)
            return at + 1 == tex.size() ? tex.substr(Box.size(), at - Box.size()) : tex;
    }
    return tex;
}

void appendNumbers(std::vector<Expression> &expressions, std::vector<FoundNumber> &&numbers)
{
    for (FoundNumber &number : numbers)
        expressions.push_back({number.range.begin, number.range.end, ExpressionKind::Number,
                               std::move(number.normal)});
}

void appendFormula(std::vector<Expression> &expressions,
                   std::string_view text,
                   const Formula &formula)
{
    const std::string whole =
        normalTex(text.substr(formula.texBegin, formula.texEnd - formula.texBegin));
    const std::string normal(unboxed(whole));
    std::vector<FoundNumber> alone = numbersIn(normal, {0, normal.size()});
    if (alone.size() == 1 && alone.front().range == ByteRange{0, normal.size()}) {
        expressions.push_back(
            {formula.begin, formula.end, ExpressionKind::Number, std::move(alone.front().normal)});
        return;
    }
    expressions.push_back({formula.begin, formula.end, ExpressionKind::Formula, normal});
    appendNumbers(expressions, numbersIn(text, {formula.texBegin, formula.texEnd}));
}

} // namespace

std::vector<Expression> expressionsOf(std::string_view text)
{
    std::vector<Expression> expressions;
    std::size_t at = 0;
    for (const Formula &formula : scanFormulas(text)) {
        appendNumbers(expressions, numbersIn(text, {at, formula.begin}));
        appendFormula(expressions, text, formula);
        at = formula.end;
    }
    appendNumbers(expressions, numbersIn(text, {at, text.size()}));
    return expressions;
}

const Expression *expressionAt(const std::vector<Expression> &expressions, std::size_t byte)
{
    auto after = std::upper_bound(
        expressions.begin(), expressions.end(), byte,
        [](std::size_t place, const Expression &expression) { return place < expression.begin; });
    // What begins last of all that have the byte is innermost; a formula holds its numbers.
    while (after != expressions.begin()) {
        const Expression &before = *--after;
        if (byte < before.end)
            return &before;
        if (before.kind == ExpressionKind::Formula)
            return nullptr;
    }
    return nullptr;
}

} // namespace touchstone
