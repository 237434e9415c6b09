// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "structure.h"

#include "parser.h"

#include <algorithm>

namespace touchstone::reading {

namespace {

using Kind = Answer::Kind;

constexpr int DeepestNesting = 8;
constexpr std::size_t MostItems = 200;

bool isListSeparator(const Token &token)
{
    return token.is(",") || token.is(";") || token.isWord("and") || token.isWord("or");
}

bool isRelation(const Token &token)
{
    return token.is("=") || token.is("<") || token.is(">") || token.is("<=") || token.is(">=")
           || token.is("!=") || token.is("in");
}

} // namespace

int Structure::depthStep(std::size_t at) const
{
    const Token &token = m_tokens[at];
    if (token.kind == Token::Kind::Command)
        return token.text == "begin" ? 1 : (token.text == "end" ? -1 : 0);
    if (token.kind != Token::Kind::Sign)
        return 0;
    if (token.text == "(" || token.text == "[" || token.text == "{" || token.text == "\\{"
        || token.text == "\\<")
        return 1;
    if (token.text == ")" || token.text == "]" || token.text == "}" || token.text == "\\}"
        || token.text == "\\>")
        return -1;
    return 0;
}

bool Structure::encloses(std::size_t begin, std::size_t end) const
{
    int depth = 0;
    for (std::size_t i = begin; i < end; ++i) {
        depth += depthStep(i);
        if (depth == 0)
            return i + 1 == end && i > begin;
        if (depth < 0)
            return false;
    }
    return false;
}

std::optional<exact::Expression> Structure::expression(std::size_t begin, std::size_t end, int sign)
{
    if (begin >= end)
        return {};
    return Parser(m_tokens, begin, end, m_choices, sign).whole();
}

Structure::Read Structure::any(std::size_t begin, std::size_t end)
{
    if (begin >= end || ++m_nesting > DeepestNesting)
        return {};
    Read made;
    // {x} is x
    if (is(begin, "{") && encloses(begin, end)) {
        made = any(begin + 1, end - 1);
    } else {
        for (const auto way :
             {&Structure::choice, &Structure::words, &Structure::clockOrRatio, &Structure::compound,
              &Structure::list, &Structure::relation, &Structure::matrices, &Structure::united,
              &Structure::bracketed, &Structure::numeral, &Structure::scalar}) {
            if ((made = (this->*way)(begin, end)))
                break;
        }
    }
    --m_nesting;
    return made;
}

Structure::Read Structure::list(std::size_t begin, std::size_t end)
{
    Parts parts = split(begin, end, isListSeparator);
    if (parts.size() < 2 || parts.size() > MostItems)
        return {};
    // ", and" is one separator.
    for (std::size_t i = 1; i + 1 < parts.size();) {
        const std::string &next = parts[i + 1].separator;
        if (parts[i].begin == parts[i].end && (next == "and" || next == "or"))
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    }
    std::vector<Answer> items;
    for (const Part &part : parts) {
        Read item = any(part.begin, part.end);
        if (!item)
            return {};
        items.push_back(*std::move(item));
    }
    return combined(parts, std::move(items));
}

/// x < 1 or x > 2 is a set of real numbers; x = 1, x = 2 are two answers; all else is a list.
Structure::Read Structure::combined(const Parts &parts, std::vector<Answer> items)
{
    const bool allReals = std::all_of(items.begin(), items.end(),
                                      [](const Answer &item) { return item.kind == Kind::Reals; });
    Answer made;
    if (allReals) {
        // Only "or" joins pieces; what "and" and a comma leave is not worked out.
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0 && (parts[i].separator != "or" || items[i].label != items[0].label))
                return {};
            made.pieces.insert(made.pieces.end(), items[i].pieces.begin(), items[i].pieces.end());
        }
        made.kind = Kind::Reals;
        made.label = items.front().label;
        return made;
    }
    const bool noPlain = std::any_of(items.begin(), items.end(), [](const Answer &item) {
        return item.kind == Kind::Text || item.kind == Kind::Reals || item.kind == Kind::Inequality
               || item.kind == Kind::Truth;
    });
    if (noPlain)
        return {};
    made.kind = Kind::List;
    for (Answer &item : items) {
        if (item.kind == Kind::List && item.label.empty())
            made.items.insert(made.items.end(), item.items.begin(), item.items.end());
        else
            made.items.push_back(std::move(item));
    }
    // The unit of "3 and 4 cm" is that of both.
    const Unit &last = made.items.back().unit;
    for (Answer &item : made.items) {
        if (item.kind == Kind::Scalar && item.unit.sort == Unit::Sort::None)
            item.unit = last;
    }
    return made;
}

Structure::Read Structure::relation(std::size_t begin, std::size_t end)
{
    const Parts parts = split(begin, end, isRelation);
    if (parts.size() < 2)
        return {};
    for (const Part &part : parts) {
        if (part.begin == part.end)
            return {};
    }
    const auto all = [&](std::initializer_list<std::string_view> signs) {
        return std::all_of(parts.begin() + 1, parts.end(), [&](const Part &part) {
            return std::find(signs.begin(), signs.end(), part.separator) != signs.end();
        });
    };
    if (all({"="}))
        return equation(parts);
    if (all({"in"}) && parts.size() == 2)
        return membership(parts);
    if (all({"<", "<="}) || all({">", ">="}) || (all({"!="}) && parts.size() == 2))
        return inequality(parts);
    return {};
}

/// The symbol, function or tuple of symbols that stands before an equals sign; empty: it is none.
std::string Structure::label(std::size_t begin, std::size_t end)
{
    const auto made = expression(begin, end);
    if (made) {
        const exact::Op op = made->nodes.back().op;
        const bool isName = made->nodes.size() == 1 && op == exact::Op::Symbol;
        const bool isFunction = made->nodes.size() == 2 && op == exact::Op::Apply
                                && made->nodes.front().op == exact::Op::Symbol;
        return isName || isFunction ? exact::shown(*made) : std::string{};
    }
    if (!is(begin, "(") || !encloses(begin, end))
        return {};
    std::string names;
    for (const Part &part :
         split(begin + 1, end - 1, [](const Token &token) { return token.is(","); })) {
        const std::string name = label(part.begin, part.end);
        if (name.empty())
            return {};
        names += (names.empty() ? "" : ",") + name;
    }
    return "(" + names + ")";
}

std::optional<std::vector<exact::Expression>> Structure::sidesOf(const Parts &parts)
{
    std::vector<exact::Expression> sides;
    for (const Part &part : parts) {
        auto side = expression(part.begin, part.end);
        if (!side)
            return {};
        sides.push_back(*std::move(side));
    }
    return sides;
}

Structure::Read Structure::equation(const Parts &parts)
{
    const std::string name = label(parts[0].begin, parts[0].end);
    if (parts.size() == 2 && !name.empty()) {
        Read made = any(parts[1].begin, parts[1].end);
        const bool isAnswer =
            made && made->label.empty() && made->kind != Kind::Text && made->kind != Kind::Choice;
        const auto symbols = made ? made->value.symbols() : std::vector<std::string>{};
        if (isAnswer && std::find(symbols.begin(), symbols.end(), name) == symbols.end()) {
            made->label = name;
            return made;
        }
    }
    auto read = sidesOf(parts);
    if (!read)
        return {};
    std::vector<exact::Expression> &sides = *read;
    Answer made;
    const bool constant = std::none_of(sides.begin(), sides.end(), [](const auto &side) {
        return side.has(exact::Op::Symbol) || side.has(exact::Op::Apply);
    });
    if (constant || parts.size() > 2) {
        // x = 2+3 = 5 is a chain of which the last is the answer.
        made.kind = Kind::Chain;
        for (std::size_t i = name.empty() ? 0 : 1; i < sides.size(); ++i) {
            Answer item;
            item.value = std::move(sides[i]);
            made.items.push_back(std::move(item));
        }
        made.label = name;
        return made;
    }
    made.kind = Kind::Equation;
    made.value = exact::difference(sides[0], sides[1]);
    return made;
}

Structure::Read Structure::membership(const Parts &parts)
{
    const std::string name = label(parts[0].begin, parts[0].end);
    Read made = name.empty() ? Read{} : any(parts[1].begin, parts[1].end);
    if (!made || (made->kind != Kind::Reals && made->kind != Kind::Set) || !made->label.empty())
        return {};
    made->label = name;
    return made;
}

} // namespace touchstone::reading
