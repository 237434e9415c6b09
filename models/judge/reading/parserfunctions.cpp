// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Fractions, roots and functions: what takes its operands from behind it.
#include "parser.h"
#include "words.h"

namespace touchstone::reading {

using exact::Op;

/// One operand of \frac or \sqrt: a group, or the next token where it has one digit or letter.
Parser::Index Parser::operand()
{
    if (accept("{"))
        return bracketed("}");
    if (accept("("))
        return bracketed(")");
    const Token *token = peek();
    if (token == nullptr)
        return Nothing;
    if (token->kind == Token::Kind::Number) {
        ++m_at;
        return numberOf(*token);
    }
    if (token->kind == Token::Kind::Letter)
        return letter();
    if (token->kind == Token::Kind::Command && (token->text == "pi" || token->text == "sqrt"))
        return command();
    return Nothing;
}

Parser::Index Parser::fraction(Op op)
{
    const Token *token = peek();
    Index above = Nothing;
    Index below = Nothing;
    if (token != nullptr && token->kind == Token::Kind::Number) {
        // \frac12: TeX takes one digit each.
        if (token->decimals != 0 || token->exponent != 0 || token->text.size() > 2)
            return Nothing;
        above = m_made.addNumber(token->text.substr(0, 1));
        ++m_at;
        if (token->text.size() == 2) {
            below = m_made.addNumber(token->text.substr(1));
            return m_made.add(op, above, below);
        }
    } else {
        above = operand();
    }
    token = peek();
    if (above == Nothing || token == nullptr || token->is("("))
        return Nothing;
    if (token->kind == Token::Kind::Number && token->text.size() > 1)
        return Nothing;
    // What stands over dx is no fraction.
    if (at("{") && peek(2) != nullptr && peek(1)->kind == Token::Kind::Letter
        && peek(1)->text == "d" && peek(2)->kind == Token::Kind::Letter)
        return Nothing;
    below = operand();
    return below == Nothing ? Nothing : m_made.add(op, above, below);
}

Parser::Index Parser::squareRoot(int index)
{
    if (accept("[")) {
        const Token *token = peek();
        if (token == nullptr || token->kind != Token::Kind::Number || token->decimals != 0
            || token->text.size() > 2)
            return Nothing;
        index = std::stoi(token->text);
        ++m_at;
        if (!accept("]"))
            return Nothing;
    }
    const Index of = operand();
    if (of != Nothing && index % 2 == 1 && mayBeNegative(of))
        static_cast<void>(m_choices.second(RealRoots));
    return of == Nothing || index < 1 ? Nothing : m_made.addRoot(of, index);
}

/// What a function without brackets is of: numbers, letters and roots side by side.
Parser::Index Parser::argument()
{
    if (at("(") || at("{") || at("[") || at("|"))
        return primary();
    Index made = Nothing;
    while (peek() != nullptr) {
        const Token &token = *peek();
        const bool first = made == Nothing;
        const bool belongs =
            token.kind == Token::Kind::Letter || (first && token.kind == Token::Kind::Number)
            || (token.kind == Token::Kind::Command
                && (token.text == "frac" || token.text == "sqrt" || token.text == "pi"
                    || token.text == "theta" || token.text == "alpha" || token.text == "beta"
                    || token.text == "phi"));
        if (!belongs)
            break;
        const Index next = factor();
        if (next == Nothing)
            return Nothing;
        made = first ? next : m_made.add(Op::Multiply, made, next);
    }
    // sin pi/6 and sin x(1+x) are written for both.
    const bool quotientOfTwo = at("/") && peek(1) != nullptr && isFunctionName(peek(1)->text);
    return (at("/") && !quotientOfTwo) || at("(") || at("!") ? Nothing : made;
}

Parser::Index Parser::function()
{
    const std::string name = peek()->text;
    ++m_at;
    Index base = Nothing;
    if (name == "log" && accept("_")) {
        base = operand();
        if (base == Nothing)
            return Nothing;
    }
    Index power = Nothing;
    bool inverse = false;
    if (accept("^")) {
        const bool braced = at("{") && peek(1) != nullptr && peek(1)->is("-") && peek(2) != nullptr
                            && peek(2)->text == "1" && peek(3) != nullptr && peek(3)->is("}");
        inverse = braced;
        if (braced)
            m_at += 4;
        else
            power = exponent(Nothing);
        if (!inverse && power == Nothing)
            return Nothing;
    }
    const Index of = argument();
    const Index made = of == Nothing ? Nothing : functionOf(name, of, base, inverse);
    return made == Nothing || power == Nothing ? made : m_made.add(Op::Power, made, power);
}

Parser::Index Parser::functionOf(const std::string &name, Index of, Index base, bool inverse)
{
    const auto one = [&] { return m_made.addNumber("1"); };
    if (inverse) {
        if (name == "sin")
            return m_made.add(Op::ArcSin, of);
        if (name == "cos")
            return m_made.add(Op::ArcCos, of);
        return name == "tan" ? m_made.add(Op::ArcTan, of) : Nothing;
    }
    if (name == "sin")
        return m_made.add(Op::Sin, of);
    if (name == "cos")
        return m_made.add(Op::Cos, of);
    if (name == "tan")
        return m_made.add(Op::Tan, of);
    if (name == "arcsin")
        return m_made.add(Op::ArcSin, of);
    if (name == "arccos")
        return m_made.add(Op::ArcCos, of);
    if (name == "arctan")
        return m_made.add(Op::ArcTan, of);
    if (name == "ln")
        return m_made.add(Op::Ln, of);
    if (name == "exp") {
        const Index e = m_made.add(Op::E);
        return m_made.add(Op::Power, e, of);
    }
    if (name == "cot" || name == "sec" || name == "csc") {
        const Op below = name == "cot" ? Op::Tan : (name == "sec" ? Op::Cos : Op::Sin);
        const Index above = one();
        const Index divisor = m_made.add(below, of);
        return m_made.add(Op::Divide, above, divisor);
    }
    const Index above = m_made.add(Op::Ln, of);
    if (base == Nothing) {
        if (m_choices.second(LogNatural))
            return above;
        base = m_made.addNumber("10");
    }
    const Index below = m_made.add(Op::Ln, base);
    return m_made.add(Op::Divide, above, below);
}

} // namespace touchstone::reading
