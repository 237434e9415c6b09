// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Numbers with their units, times of day, ratios, numerals, letters and words.
#include "parser.h"
#include "structure.h"
#include "words.h"

#include <algorithm>
#include <array>

namespace touchstone::reading {

namespace {

using Kind = Answer::Kind;
using exact::Op;

bool isInteger(const Token &token)
{
    return token.kind == Token::Kind::Number && token.decimals == 0 && token.exponent == 0
           && token.repeating.empty();
}

std::string_view currencyOf(const Token &token)
{
    if (token.is("$"))
        return "dollar";
    if (token.isCommand("euro"))
        return "euro";
    if (token.isCommand("pounds"))
        return "GBP";
    return token.isCommand("yen") ? "yen" : std::string_view{};
}

} // namespace

Structure::Read Structure::scalar(std::size_t begin, std::size_t end)
{
    if (begin >= end)
        return {};
    const bool twice =
        std::any_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                    m_tokens.begin() + static_cast<std::ptrdiff_t>(end),
                    [](const Token &token) { return token.is("+-") || token.is("-+"); });
    return twice ? plusMinus(begin, end) : measured(begin, end, 0);
}

/// 1 ± 2 is the list of 3 and -1.
Structure::Read Structure::plusMinus(std::size_t begin, std::size_t end)
{
    Answer made;
    made.kind = Kind::List;
    for (const int sign : {1, -1}) {
        Read item = measured(begin, end, sign);
        if (!item)
            return {};
        made.items.push_back(*std::move(item));
    }
    return made;
}

/// True where a % or a degree behind these tokens belongs to all of them: not in sin 30°, not in
/// 50+20%.
bool Structure::isPlainBefore(std::size_t begin, std::size_t end) const
{
    for (std::size_t i = begin; i < end; ++i) {
        const Token &token = m_tokens[i];
        const bool isSum = i > begin && (token.is("+") || token.is("-") || token.is("+-"));
        const bool isFunction = token.kind == Token::Kind::Command && token.text != "frac"
                                && token.text != "sqrt" && token.text != "pi";
        if (isSum || isFunction || token.is("%") || token.is("deg"))
            return false;
    }
    return true;
}

/// A value, words that multiply it, and a unit on either side.
Structure::Read Structure::measured(std::size_t begin, std::size_t end, int plusMinus)
{
    Answer made;
    std::size_t first = begin;
    const bool minus =
        is(begin, "-") && begin + 1 < end && !currencyOf(m_tokens[begin + 1]).empty();
    const std::string_view currency = currencyOf(m_tokens[begin + (minus ? 1 : 0)]);
    if (!currency.empty()) {
        first = begin + (minus ? 2 : 1);
        made.unit = *unitNamed(currency);
        // "$-5" and "$ x": only a number has a price.
        if (first >= end || m_tokens[first].kind != Token::Kind::Number)
            return {};
    }
    std::size_t last = first;
    int depth = 0;
    while (last < end) {
        depth += depthStep(last);
        const Token &token = m_tokens[last];
        const bool isSign = ((token.is("%") || token.is("deg")) && isPlainBefore(first, last))
                            || !currencyOf(token).empty();
        const bool isLetterUnit = token.kind == Token::Kind::Letter && last > first
                                  && token.spaceBefore && isInteger(m_tokens[last - 1])
                                  && unit(last, end) && m_choices.second(LetterIsUnit);
        if (depth == 0
            && (token.kind == Token::Kind::Word || isLetterUnit || (isSign && last + 1 == end)))
            break;
        ++last;
    }
    auto value = expression(first, last, plusMinus);
    if (!value)
        return {};
    made.value = *std::move(value);
    if (minus)
        made.value.add(Op::Negative, made.value.root());
    Multiplier multiplier;
    while (last < end && m_tokens[last].kind == Token::Kind::Word
           && multiplierOf(lowered(m_tokens[last].text), multiplier)) {
        exact::Expression times;
        times.addNumber(multiplier.digits, multiplier.exponent);
        made.value = exact::joined(Op::Multiply, made.value, times);
        ++last;
    }
    if (last == end)
        return made;
    auto behind = unit(last, end);
    // "$5 dollars" says it twice; two different ones are not understood.
    if (!behind || (made.unit.sort != Unit::Sort::None && made.unit.powers != behind->powers))
        return {};
    made.unit = *std::move(behind);
    return made;
}

/// "square metres per second", "cm^2", "km/h"; nothing where one word is not on the list.
std::optional<Unit> Structure::unit(std::size_t begin, std::size_t end)
{
    Unit made;
    int exponent = 1;
    int side = 1;
    for (std::size_t i = begin; i < end; ++i) {
        const Token &token = m_tokens[i];
        if (token.isWord("per") || (token.is("/") && i > begin)) {
            if (side < 0 || made.sort == Unit::Sort::None)
                return {};
            side = -1;
            continue;
        }
        if (token.isWord("square") || token.isWord("sq") || token.isWord("cubic")) {
            exponent = token.isWord("cubic") ? 3 : 2;
            continue;
        }
        const std::string_view currency = currencyOf(token);
        const std::string name =
            token.is("%") ? "percent" : (token.is("deg") ? "degrees" : token.text);
        std::optional<Unit> next = unitNamed(currency.empty() ? std::string_view(name) : currency);
        if (!next)
            return {};
        if (is(i + 1, "^") && i + 2 < end) {
            const bool braced = is(i + 2, "{");
            const std::size_t at = braced ? i + 3 : i + 2;
            if (exponent != 1 || at >= end || !isInteger(m_tokens[at])
                || m_tokens[at].text.size() > 1 || (braced && !is(at + 1, "}")))
                return {};
            exponent = m_tokens[at].text[0] - '0';
            i = braced ? at + 1 : at;
        }
        // Two things side by side are one thing that nobody has put on the list.
        const bool alone = made.sort == Unit::Sort::None;
        if ((!alone && side > 0) || exponent == 0)
            return {};
        made = alone && exponent == 1 ? *next : multiplied(made, *next, side * exponent);
        exponent = 1;
        if (i + 1 < end && side < 0)
            return {};
    }
    if (made.sort == Unit::Sort::None || exponent != 1)
        return {};
    return made;
}

/// 10:30, 4:30 p.m., 3:4, 1:2:3
Structure::Read Structure::clockOrRatio(std::size_t begin, std::size_t end)
{
    const Parts parts = split(begin, end, [](const Token &token) { return token.is(":"); });
    if (parts.size() < 2)
        return {};
    const bool twoNumbers = parts.size() == 2 && parts[0].end - parts[0].begin == 1
                            && isInteger(m_tokens[parts[0].begin])
                            && m_tokens[parts[0].begin].text.size() <= 2 && parts[1].begin < end
                            && isInteger(m_tokens[parts[1].begin])
                            && m_tokens[parts[1].begin].text.size() == 2;
    std::string half;
    for (std::size_t i = parts[1].begin + 1; twoNumbers && i < end; ++i)
        half += lowered(m_tokens[i].text);
    Answer made;
    if (twoNumbers && (half == "am" || half == "pm" || half.empty())
        && (!half.empty() || !m_choices.second(ClockIsRatio))) {
        made.kind = Kind::Clock;
        made.text = m_tokens[parts[0].begin].text + ":" + m_tokens[parts[1].begin].text
                    + (half.empty() ? "" : " " + half);
        if (made.text.size() > 1 && made.text.front() == '0' && made.text[1] != ':')
            made.text.erase(0, 1);
        return made;
    }
    made.kind = Kind::Ratio;
    for (const Part &part : parts) {
        Read item = scalar(part.begin, part.end);
        if (!item || item->kind != Kind::Scalar || item->unit.sort != Unit::Sort::None)
            return {};
        made.items.push_back(*std::move(item));
    }
    return made;
}

/// 1011_2, 1A_{16}: digits and their base, kept as they are.
Structure::Read Structure::numeral(std::size_t begin, std::size_t end)
{
    std::size_t mark = begin;
    std::string digits;
    while (mark < end && !is(mark, "_")) {
        const Token &token = m_tokens[mark];
        if (token.kind == Token::Kind::Sign || token.kind == Token::Kind::Command
            || token.decimals != 0 || token.exponent != 0)
            return {};
        digits += token.text;
        ++mark;
    }
    if (mark == end || mark == begin || m_tokens[begin].kind != Token::Kind::Number)
        return {};
    const bool braced = is(mark + 1, "{") && is(end - 1, "}");
    const std::size_t at = mark + (braced ? 2 : 1);
    if (at + (braced ? 2 : 1) != end)
        return {};
    const Token &base = m_tokens[at];
    if (base.kind == Token::Kind::Sign || base.kind == Token::Kind::Command)
        return {};
    Answer made;
    made.kind = Kind::Numeral;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    made.text = lowered(digits) + "_" + lowered(base.text);
    return made;
}

/// B, (B), B. of an option.
Structure::Read Structure::choice(std::size_t begin, std::size_t end)
{
    if (m_nesting > 1)
        return {};
    while (begin < end
           && (m_tokens[begin].isWord("option") || m_tokens[begin].isWord("choice")
               || m_tokens[begin].isWord("answer")))
        ++begin;
    // (B) 0.8: a letter and what it stands for, which is neither words nor another letter.
    Answer made;
    made.kind = Kind::Choice;
    if (end - begin > 3 && is(begin, "(") && is(begin + 2, ")")
        && (m_tokens[begin + 3].kind == Token::Kind::Number || is(begin + 3, "-")
            || is(begin + 3, "$"))) {
        Read text = any(begin + 3, end);
        if (!text)
            return {};
        made.items.push_back(*std::move(text));
        end = begin + 3;
    }
    if (end - begin == 3 && is(begin, "(") && is(end - 1, ")")) {
        ++begin;
        --end;
    } else if (end - begin == 2 && is(end - 1, ")")) {
        --end;
    }
    if (end - begin != 1)
        return {};
    const Token &token = m_tokens[begin];
    const bool letter = (token.kind == Token::Kind::Letter || token.kind == Token::Kind::Word)
                        && token.text.size() == 1 && token.text[0] >= 'A' && token.text[0] <= 'J';
    if (!letter)
        return {};
    made.text = token.text;
    return made;
}

Structure::Read Structure::words(std::size_t begin, std::size_t end)
{
    if (m_nesting > 1)
        return {};
    Answer made;
    bool anyWord = false;
    for (std::size_t i = begin; i < end; ++i) {
        const Token &token = m_tokens[i];
        const bool isHyphen = token.is("-") && i > begin && i + 1 < end;
        if (token.kind != Token::Kind::Word && token.kind != Token::Kind::Letter && !isHyphen)
            return {};
        anyWord = anyWord || token.kind == Token::Kind::Word;
        made.text += (made.text.empty() || !token.spaceBefore ? "" : " ") + lowered(token.text);
    }
    if (!anyWord)
        return {};
    constexpr std::array<std::string_view, 4> Truths = {"yes", "no", "true", "false"};
    made.kind = std::find(Truths.begin(), Truths.end(), made.text) != Truths.end() ? Kind::Truth
                                                                                   : Kind::Text;
    return made;
}

} // namespace touchstone::reading
