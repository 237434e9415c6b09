// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "comparer.h"

#include "findings.h"

#include <algorithm>

namespace touchstone {

using reading::Unit;
using Kind = reading::Answer::Kind;
using exact::Truth;

namespace {

constexpr std::size_t TrustedDigits = 6;
constexpr std::size_t FewDigits = 4;
constexpr std::size_t LeastDigits = 3;
constexpr std::size_t LongestProduct = 3; ///< letters that the scanner may take for one

bool isUnreduced(const exact::Expression &value)
{
    const auto &nodes = value.nodes;
    const bool isFraction = nodes.size() >= 3 && nodes[0].op == exact::Op::Number
                            && nodes[1].op == exact::Op::Number && nodes[2].op == exact::Op::Divide
                            && nodes[0].exponent == 0 && nodes[1].exponent == 0;
    if (!isFraction || nodes[0].text.size() > 18 || nodes[1].text.size() > 18)
        return false;
    return std::gcd(std::stoll(nodes[0].text), std::stoll(nodes[1].text)) != 1;
}

exact::Expression scaled(const reading::Answer &answer)
{
    return answer.unit.factor.empty()
               ? answer.value
               : exact::joined(exact::Op::Multiply, answer.value, answer.unit.factor);
}

} // namespace

Finding Comparer::compare(const Answer &gold, const Answer &answer, bool realRoots)
{
    m_realRoots = realRoots;
    Finding finding = meanings(gold, answer);
    if (m_profile.reducedOnly && finding.verdict == Verdict::Equal && isUnreduced(answer.value)
        && !isUnreduced(gold.value))
        return {Verdict::FormDiffers, finding.proof, "equal, but the fraction is not reduced"};
    return finding;
}

Finding Comparer::meanings(const Answer &gold, const Answer &answer)
{
    if (gold.kind == Kind::Chain || answer.kind == Kind::Chain) {
        const auto one = lastOfChain(gold);
        const auto other = lastOfChain(answer);
        if (!m_profile.chain || !one || !other)
            return unknown("a chain of equations that is not all true");
        return atMost(meanings(*one, *other), Proof::Policy, "the last of a chain of equations");
    }
    // A labelled value and an equation are both equations.
    if (gold.kind == Kind::Equation || answer.kind == Kind::Equation
        || (gold.kind == Kind::Inequality) != (answer.kind == Kind::Inequality))
        return equations(gold, answer);
    Finding finding = gold.kind == answer.kind ? alike(gold, answer) : unlike(gold, answer);
    if (finding.verdict != Verdict::Equal || gold.label == answer.label)
        return finding;
    if (!gold.label.empty() && !answer.label.empty())
        return unknown("the same for " + gold.label + " and for " + answer.label);
    const bool function = gold.value.has(exact::Op::Symbol);
    if (!function)
        return finding;
    return m_profile.label ? atMost(finding, Proof::Policy, "one side names the function")
                           : unknown("one side names the function");
}

Finding Comparer::alike(const Answer &gold, const Answer &answer)
{
    switch (gold.kind) {
    case Kind::Scalar:
        return scalars(gold, answer);
    case Kind::Tuple: {
        const Finding finding = inOrder(gold.items, answer.items);
        return finding.verdict == Verdict::Equal && gold.text != answer.text
                   ? unknown("the same in other brackets")
                   : finding;
    }
    case Kind::List:
        return lists(gold, answer);
    case Kind::Set:
        return sets(gold, answer);
    case Kind::Reals:
        return reals(gold, answer);
    case Kind::Inequality:
        return equations(gold, answer);
    case Kind::Matrix:
        if (gold.columns != answer.columns || gold.items.size() != answer.items.size())
            return different("matrices of other sizes");
        return inOrder(gold.items, answer.items);
    case Kind::Ratio:
        return ratios(gold, answer);
    default:
        return texts(gold, answer);
    }
}

Finding Comparer::unlike(const Answer &gold, const Answer &answer)
{
    const auto pairOf = [&](Kind one, Kind other) {
        return (gold.kind == one && answer.kind == other)
               || (gold.kind == other && answer.kind == one);
    };
    if (pairOf(Kind::Tuple, Kind::List) || pairOf(Kind::Tuple, Kind::Matrix)) {
        if (gold.items.size() != answer.items.size())
            return different("another number of parts");
        const bool vector = gold.kind != Kind::Matrix && answer.kind != Kind::Matrix;
        const std::size_t columns = std::max(gold.columns, answer.columns);
        if (!vector && columns != 1 && columns != gold.items.size())
            return unknown("a point and a matrix");
        return labelled(gold, answer);
    }
    if (pairOf(Kind::Set, Kind::List))
        return sets(gold, answer);
    const bool goldMany =
        gold.kind == Kind::List || gold.kind == Kind::Tuple || gold.kind == Kind::Set;
    const bool answerMany =
        answer.kind == Kind::List || answer.kind == Kind::Tuple || answer.kind == Kind::Set;
    if (gold.kind == Kind::Scalar && answerMany)
        return scalarAndMany(gold, answer);
    if (answer.kind == Kind::Scalar && goldMany)
        return scalarAndMany(answer, gold);
    if (pairOf(Kind::Numeral, Kind::Scalar))
        return unknown("one side names a base");
    return unknown("answers of different kinds");
}

Finding Comparer::scalars(const Answer &gold, const Answer &answer)
{
    const bool goldBare = gold.unit.sort == Unit::Sort::None;
    const bool answerBare = answer.unit.sort == Unit::Sort::None;
    if (goldBare && answerBare)
        return values(gold.value, answer.value);
    if (goldBare || answerBare)
        return oneUnit(gold, answer);
    if (gold.unit.powers != answer.unit.powers
        || (gold.unit.sort != answer.unit.sort && gold.unit.powers.empty())) {
        const bool things =
            gold.unit.sort == Unit::Sort::Count && answer.unit.sort == Unit::Sort::Count;
        // Two nouns may name one thing, and two measures may be unknown to each other.
        return things ? unknown("other things are counted")
                      : Finding{Verdict::UnitDiffers, Proof::Exact,
                                gold.unit.shown + " and " + answer.unit.shown};
    }
    if (gold.unit.factor == answer.unit.factor)
        return values(gold.value, answer.value);
    const Finding converted = values(scaled(gold), scaled(answer));
    if (converted.verdict == Verdict::Different
        && values(gold.value, answer.value).verdict == Verdict::Equal)
        return {Verdict::UnitDiffers, Proof::Exact, gold.unit.shown + " and " + answer.unit.shown};
    return converted;
}

/// A unit on one side only.
Finding Comparer::oneUnit(const Answer &gold, const Answer &answer)
{
    const Unit &unit = gold.unit.sort == Unit::Sort::None ? answer.unit : gold.unit;
    const bool isFactor = unit.sort == Unit::Sort::Percent || unit.sort == Unit::Sort::Degree;
    const bool isFunction =
        gold.value.has(exact::Op::Symbol) || answer.value.has(exact::Op::Symbol);
    if (isFactor) {
        // 50 % is one half, 30 degrees are pi/6.
        const Finding exactly = values(scaled(gold), scaled(answer));
        if (exactly.verdict == Verdict::Equal)
            return exactly;
    }
    const Finding bare = values(gold.value, answer.value);
    const bool accepted =
        unit.sort == Unit::Sort::Percent ? m_profile.percentSign : m_profile.oneSidedUnit;
    // 5 cents are not the 5 of which dollars were asked.
    const bool isPart = unit.sort == Unit::Sort::Money && !unit.factor.empty();
    if (bare.verdict == Verdict::Equal) {
        // 0.75 is 75 %, not 0.75 %.
        exact::Expression one;
        one.addNumber("1");
        const bool mayBeShare = unit.sort == Unit::Sort::Percent
                                && m_engine.order(gold.value, one, m_realRoots).value_or(-1) < 0;
        return accepted && !isPart && !isFunction && !mayBeShare
                   ? atMost(bare, Proof::Policy, "one side has a unit")
                   : unknown("one side has a unit");
    }
    const bool converts = unit.sort == Unit::Sort::Measure || isPart;
    return bare.verdict == Verdict::Different && converts ? unknown("one side has a unit") : bare;
}

Finding Comparer::values(const exact::Expression &gold, const exact::Expression &answer)
{
    const exact::Comparison found = m_engine.compare(gold, answer, m_realRoots);
    if (found.same == Truth::True) {
        switch (found.grade) {
        case exact::Comparison::Grade::Structural:
            return {Verdict::Equal, Proof::Structural, "the same"};
        case exact::Comparison::Grade::Numeric:
            return m_profile.numeric
                       ? Finding{Verdict::Equal, Proof::Numeric, "agrees wherever it was looked at"}
                       : unknown("agrees wherever it was looked at, which proves nothing");
        default:
            return {Verdict::Equal, Proof::Exact, "equal by exact arithmetic"};
        }
    }
    if (found.same == Truth::Unknown)
        return unknown("not decided");
    if (gold.isLiteral() != answer.isLiteral()) {
        const Finding near = gold.isLiteral() ? rounded(gold, answer) : rounded(answer, gold);
        if (near.verdict != Verdict::Different)
            return near;
    }
    return different("not equal");
}

/// A decimal for a number whose decimals never end: 0.333333 for 1/3.
Finding Comparer::rounded(const exact::Expression &decimal, const exact::Expression &exact)
{
    const exact::Node &node = decimal.nodes.front();
    const int decimals = -node.exponent;
    if (decimals <= 0 || node.text.size() < LeastDigits || !m_engine.neverEnds(exact)
        || m_engine.roundsTo(exact, decimal, decimals, m_realRoots) != Truth::True)
        return different("not equal");
    const auto has = [&](std::size_t digits) {
        return node.text.size() >= digits && decimals >= static_cast<int>(digits);
    };
    if ((m_profile.rounding && has(TrustedDigits)) || (m_profile.fourDecimals && has(FewDigits)))
        return {Verdict::Equal, Proof::Rounded, "rounded to the digits that are given"};
    return unknown("equal only when rounded");
}

Finding Comparer::texts(const Answer &gold, const Answer &answer)
{
    // (A) 72 and (A) 73 are options of two lists.
    const bool optionsDiffer =
        gold.items.size() == 1 && answer.items.size() == 1
        && meanings(gold.items[0], answer.items[0]).verdict != Verdict::Equal;
    if (gold.text == answer.text && optionsDiffer)
        return unknown("the same letter for something else");
    if (gold.text == answer.text)
        return {Verdict::Equal, Proof::Structural, "the same"};
    const auto isWord = [](const std::string &text) { return text.find(' ') == std::string::npos; };
    switch (gold.kind) {
    case Kind::Choice:
    case Kind::Truth:
        return different("not the same");
    case Kind::Numeral:
        return gold.text.substr(gold.text.find('_')) == answer.text.substr(answer.text.find('_'))
                   ? different("other digits in the same base")
                   : unknown("numerals of two bases");
    case Kind::Clock:
        return isWord(gold.text) == isWord(answer.text) ? different("another time")
                                                        : unknown("one side says am or pm");
    default:
        // "ab" may have been a product.
        return isWord(gold.text) && isWord(answer.text)
                       && std::max(gold.text.size(), answer.text.size()) > LongestProduct
                   ? Finding{Verdict::Different, Proof::Policy, "other words"}
                   : unknown("other words");
    }
}

/// The last of some expressions that are said to be equal, where they are.
std::optional<reading::Answer> Comparer::lastOfChain(const Answer &answer)
{
    if (answer.kind != Kind::Chain)
        return answer;
    for (std::size_t i = 0; i + 1 < answer.items.size(); ++i) {
        const auto same =
            m_engine.compare(answer.items[i].value, answer.items.back().value, m_realRoots);
        if (same.same != Truth::True || same.grade == exact::Comparison::Grade::Numeric)
            return {};
    }
    return answer.items.back();
}

} // namespace touchstone
