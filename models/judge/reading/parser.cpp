// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "parser.h"

#include <algorithm>
#include <array>
#include <utility>

namespace touchstone::reading {

using exact::Op;

namespace {

constexpr int DeepestNesting = 60;
constexpr std::size_t MostNodes = 600;

bool isFunction(std::string_view name)
{
    constexpr std::array<std::string_view, 12> Names = {
        "sin", "cos", "tan", "cot", "sec", "csc", "ln", "log", "exp", "arcsin", "arccos", "arctan"};
    return std::find(Names.begin(), Names.end(), name) != Names.end();
}

bool isSymbolName(std::string_view name)
{
    constexpr std::array<std::string_view, 20> Names = {
        "alpha", "beta",  "gamma", "delta",  "epsilon", "varepsilon", "zeta",
        "eta",   "theta", "kappa", "lambda", "mu",      "nu",         "xi",
        "rho",   "sigma", "tau",   "phi",    "psi",     "omega"};
    return std::find(Names.begin(), Names.end(), name) != Names.end();
}

bool isPlainInteger(const Token &token)
{
    return token.kind == Token::Kind::Number && token.decimals == 0 && token.exponent == 0
           && token.repeating.empty();
}

bool isLess(const std::string &one, const std::string &other)
{
    return one.size() != other.size() ? one.size() < other.size() : one < other;
}

} // namespace

Parser::Parser(
    const Tokens &tokens, std::size_t begin, std::size_t end, Choices &choices, int plusMinus)
    : m_tokens(tokens)
    , m_at(begin)
    , m_end(end)
    , m_choices(choices)
    , m_plusMinus(plusMinus)
{}

const Token *Parser::peek(std::size_t ahead) const
{
    return m_at + ahead < m_end ? &m_tokens[m_at + ahead] : nullptr;
}

bool Parser::at(std::string_view sign) const
{
    return m_at < m_end && m_tokens[m_at].is(sign);
}

bool Parser::accept(std::string_view sign)
{
    if (!at(sign))
        return false;
    ++m_at;
    return true;
}

bool Parser::has(std::string_view letter) const
{
    return std::any_of(m_tokens.begin(), m_tokens.end(), [&](const Token &token) {
        return token.kind == Token::Kind::Letter && token.text == letter;
    });
}

std::optional<exact::Expression> Parser::whole()
{
    const Index made = sum();
    if (made == Nothing || m_at != m_end || made != m_made.root()
        || m_made.nodes.size() > MostNodes)
        return {};
    return std::move(m_made);
}

/// What an odd root or a broken power of may be read as a real or as a complex number.
bool Parser::mayBeNegative(Index base) const
{
    const Op op = m_made.nodes[static_cast<std::size_t>(base)].op;
    return op != Op::Number && op != Op::Pi && op != Op::E;
}

Parser::Index Parser::negated(Index of)
{
    return of == Nothing ? Nothing : m_made.add(Op::Negative, of);
}

Parser::Index Parser::sum()
{
    if (++m_depth > DeepestNesting || m_made.nodes.size() > MostNodes)
        return Nothing;
    const auto signHere = [&]() -> int {
        if (at("+"))
            return 1;
        if (at("-"))
            return -1;
        if (at("+-"))
            return m_plusMinus;
        return at("-+") ? -m_plusMinus : 0;
    };
    Index left = Nothing;
    int sign = signHere();
    m_at += sign == 0 ? 0 : 1;
    left = product();
    left = sign < 0 ? negated(left) : left;
    while (left != Nothing && (sign = signHere()) != 0) {
        ++m_at;
        Index right = product();
        right = sign < 0 ? negated(right) : right;
        left = right == Nothing ? Nothing : m_made.add(Op::Add, left, right);
    }
    --m_depth;
    return left;
}

bool Parser::startsFactor() const
{
    const Token *token = peek();
    if (token == nullptr)
        return false;
    if (token->kind == Token::Kind::Letter)
        return true;
    if (token->kind == Token::Kind::Command)
        return token->text != "rfloor" && token->text != "rceil";
    return token->is("(") || token->is("[") || token->is("{") || (token->is("|") && m_bars == 0);
}

Parser::Index Parser::product()
{
    Index left = factor();
    while (left != Nothing) {
        if (accept("*")) {
            const Index right = signedFactor();
            left = right == Nothing ? Nothing : m_made.add(Op::Multiply, left, right);
        } else if (accept("/")) {
            left = quotient(left);
        } else if (startsFactor()) {
            const Index right = factor();
            left = right == Nothing ? Nothing : m_made.add(Op::Multiply, left, right);
        } else {
            break;
        }
    }
    return left;
}

/// What stands behind a slash: a/bc is (a/b)c or a/(bc).
Parser::Index Parser::quotient(Index above)
{
    const bool isNumber = peek() != nullptr && peek()->kind == Token::Kind::Number;
    Index below = signedFactor();
    if (below == Nothing)
        return Nothing;
    const bool apart = isNumber && peek() != nullptr && peek()->spaceBefore;
    if (startsFactor() && !apart && m_choices.second(SlashTight)) {
        while (below != Nothing && startsFactor()) {
            const Index right = factor();
            below = right == Nothing ? Nothing : m_made.add(Op::Multiply, below, right);
        }
    }
    return below == Nothing ? Nothing : m_made.add(Op::Divide, above, below);
}

Parser::Index Parser::signedFactor()
{
    if (accept("-"))
        return negated(factor());
    return factor();
}

Parser::Index Parser::factor()
{
    if (++m_depth > DeepestNesting)
        return Nothing;
    const Index made = raised(primary());
    --m_depth;
    return made;
}

/// Whatever stands behind a value: ^2 ! % and the degree.
Parser::Index Parser::raised(Index base)
{
    bool isRaised = false;
    while (base != Nothing) {
        if (at("^")) {
            if (isRaised)
                return Nothing;
            isRaised = true;
            ++m_at;
            const Index power = exponent(base);
            if (power != Nothing && mayBeNegative(base)
                && m_made.nodes[static_cast<std::size_t>(power)].op == Op::Divide)
                static_cast<void>(m_choices.second(RealRoots));
            base = power == Nothing ? Nothing : m_made.add(Op::Power, base, power);
        } else if (at("!")) {
            ++m_at;
            if (at("!"))
                return Nothing;
            base = m_made.add(Op::Factorial, base);
        } else if (accept("%")) {
            base = m_made.add(Op::Divide, base, m_made.addNumber("100"));
        } else if (accept("deg")) {
            // Degrees Celsius are no angle.
            if (peek() != nullptr && peek()->kind == Token::Kind::Letter
                && (peek()->text == "C" || peek()->text == "F"))
                return Nothing;
            const Index pi = m_made.add(Op::Pi);
            const Index turn = m_made.add(Op::Divide, pi, m_made.addNumber("180"));
            base = m_made.add(Op::Multiply, base, turn);
        } else {
            return base;
        }
    }
    return Nothing;
}

Parser::Index Parser::exponent(Index base)
{
    if (at("{") || at("(")) {
        const bool brace = at("{");
        ++m_at;
        return bracketed(brace ? "}" : ")");
    }
    const bool minus = accept("-");
    const Token *token = peek();
    if (token == nullptr)
        return Nothing;
    Index made = Nothing;
    if (token->kind == Token::Kind::Number) {
        ++m_at;
        made = numberOf(*token);
        // 2^1/2 and x^1/2 are written for both, x^2/3 is not.
        const bool isNumber =
            base != Nothing && m_made.nodes[static_cast<std::size_t>(base)].op == Op::Number;
        if (at("/") && (isNumber || token->text == "1"))
            return Nothing;
    } else if (token->kind == Token::Kind::Letter || token->isCommand("frac")
               || token->isCommand("pi")) {
        made = primary();
    }
    return minus ? negated(made) : made;
}

Parser::Index Parser::bracketed(std::string_view close)
{
    const int bars = std::exchange(m_bars, 0);
    const Index made = sum();
    m_bars = bars;
    return made != Nothing && accept(close) ? made : Nothing;
}

Parser::Index Parser::primary()
{
    const Token *token = peek();
    if (token == nullptr)
        return Nothing;
    switch (token->kind) {
    case Token::Kind::Number:
        return number();
    case Token::Kind::Letter:
        return letter();
    case Token::Kind::Command:
        return command();
    case Token::Kind::Word:
        return Nothing;
    case Token::Kind::Sign:
        break;
    }
    if (accept("("))
        return bracketed(")");
    if (accept("["))
        return bracketed("]");
    if (accept("{"))
        return bracketed("}");
    if (at("|") && m_bars == 0) {
        ++m_at;
        ++m_bars;
        const Index inner = sum();
        --m_bars;
        return inner != Nothing && accept("|") ? m_made.add(Op::Absolute, inner) : Nothing;
    }
    return Nothing;
}

Parser::Index Parser::numberOf(const Token &token)
{
    const int exponent = token.exponent - token.decimals;
    if (token.repeating.empty())
        return m_made.addNumber(token.text, exponent);
    // 0.1\overline{6} is (16 - 1) / 90
    const Index all = m_made.addNumber(token.text + token.repeating);
    const Index rest = m_made.addNumber(token.text);
    const Index above = m_made.add(Op::Add, all, m_made.add(Op::Negative, rest));
    const Index below = m_made.addNumber(std::string(token.repeating.size(), '9'), token.decimals);
    return m_made.add(Op::Divide, above, below);
}

Parser::Index Parser::number()
{
    const Token &token = *peek();
    ++m_at;
    // A subscript makes it a numeral of another base, which is no value in an expression.
    if (at("_"))
        return Nothing;
    const Index value = numberOf(token);
    return isPlainInteger(token) ? mixed(token, value) : value;
}

/// 2 1/2 and 2\frac{1}{2}: a number and a proper fraction of plain integers.
Parser::Index Parser::mixed(const Token &whole, Index value)
{
    const Token *above = nullptr;
    const Token *below = nullptr;
    std::size_t length = 0;
    if (peek(2) != nullptr && peek(0)->kind == Token::Kind::Number && peek(0)->spaceBefore
        && peek(1)->is("/") && peek(2)->kind == Token::Kind::Number) {
        above = peek(0);
        below = peek(2);
        length = 3;
    } else if (peek(6) != nullptr && peek(0)->isCommand("frac") && peek(1)->is("{")
               && peek(3)->is("}") && peek(4)->is("{") && peek(6)->is("}")) {
        above = peek(2);
        below = peek(5);
        length = 7;
    } else if (peek(1) != nullptr && peek(0)->isCommand("frac") && isPlainInteger(*peek(1))
               && peek(1)->text.size() == 2 && peek(1)->text[0] < peek(1)->text[1]) {
        if (m_choices.second(MixedMultiplies))
            return value;
        const std::string digits = peek(1)->text;
        m_at += 2;
        const Index top = m_made.addNumber(digits.substr(0, 1));
        const Index part = m_made.add(Op::Divide, top, m_made.addNumber(digits.substr(1)));
        return m_made.add(Op::Add, value, part);
    }
    if (above == nullptr || !isPlainInteger(*above) || !isPlainInteger(*below)
        || !isLess(above->text, below->text) || whole.text == "0")
        return value;
    if (length == 7 && m_choices.second(MixedMultiplies))
        return value;
    m_at += length;
    const Index top = m_made.addNumber(above->text);
    const Index part = m_made.add(Op::Divide, top, m_made.addNumber(below->text));
    return m_made.add(Op::Add, value, part);
}

bool Parser::subscript(std::string &name)
{
    if (!accept("_"))
        return true;
    const bool braced = accept("{");
    std::string below;
    while (peek() != nullptr && !at("}")
           && (peek()->kind == Token::Kind::Number || peek()->kind == Token::Kind::Letter
               || peek()->kind == Token::Kind::Word)) {
        below += peek()->text;
        ++m_at;
        if (!braced)
            break;
    }
    name += "_" + below;
    return !below.empty() && (!braced || accept("}"));
}

Parser::Index Parser::letter()
{
    const std::string text = peek()->text;
    const bool plain = peek(1) == nullptr || !peek(1)->is("_");
    if (plain && text == "e" && !((has("d") || has("f")) && m_choices.second(EIsSymbol))) {
        ++m_at;
        return m_made.add(Op::E);
    }
    if (plain && text == "i" && !((has("j") || has("k")) && m_choices.second(IIsSymbol))) {
        ++m_at;
        return m_made.add(Op::I);
    }
    ++m_at;
    return named(text);
}

/// A symbol with its subscript, or a function of which nothing is known.
Parser::Index Parser::named(const std::string &letter)
{
    std::string name = letter;
    if (!subscript(name))
        return Nothing;
    const bool isFunctionLetter = letter == "f" || letter == "g" || letter == "h" || letter == "P";
    if (isFunctionLetter && accept("(")) {
        const Index of = bracketed(")");
        return of == Nothing ? Nothing : m_made.addSymbol(name, Op::Apply, of);
    }
    return m_made.addSymbol(name);
}

Parser::Index Parser::command()
{
    const std::string name = peek()->text;
    if (isFunction(name))
        return function();
    ++m_at;
    if (name == "pi")
        return m_made.add(Op::Pi);
    if (name == "infty")
        return m_made.add(Op::Infinity);
    if (isSymbolName(name))
        return named(name);
    if (name == "frac")
        return fraction(Op::Divide);
    if (name == "binom")
        return fraction(Op::Binomial);
    if (name == "sqrt" || name == "cbrt")
        return squareRoot(name == "sqrt" ? 2 : 3);
    if (name == "lfloor")
        return halfOpen(Op::Floor, "rfloor");
    if (name == "lceil")
        return halfOpen(Op::Ceiling, "rceil");
    if (name == "abs" && accept("(")) {
        const Index inner = bracketed(")");
        return inner == Nothing ? Nothing : m_made.add(Op::Absolute, inner);
    }
    return Nothing;
}

Parser::Index Parser::halfOpen(Op op, std::string_view close)
{
    const Index inner = sum();
    if (inner == Nothing || peek() == nullptr || !peek()->isCommand(close))
        return Nothing;
    ++m_at;
    return m_made.add(op, inner);
}

} // namespace touchstone::reading
