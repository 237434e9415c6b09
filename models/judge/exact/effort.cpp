// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "effort.h"

#include "limits.h"

#include <algorithm>
#include <charconv>

namespace touchstone::exact {

namespace {

constexpr std::int64_t MostWork = 4'000'000; ///< some milliseconds
constexpr std::int64_t MostWorkAtOnce = 400'000;
constexpr std::size_t MostSimpleNodes = 80;
constexpr std::size_t MostSimpleDigits = 20;
constexpr int MostSimpleExponent = 12;
constexpr int MostSimpleTerms = 60;

constexpr int MostSimpleDegree = 60;
constexpr int Many = 1000; ///< more than anyone asks about

/// Terms above and below the line and the degree of either, at the most.
struct Size
{
    int above = 1;
    int below = 1;
    int degree = 1;

    [[nodiscard]] bool isSimple() const
    {
        return above + below <= MostSimpleTerms && degree <= MostSimpleDegree;
    }
};

/// Terms of the `exponent`-th power: as many as there are ways to choose that many of them.
int powered(int terms, int exponent)
{
    int made = 1;
    for (int i = 1; i <= exponent && made < Many; ++i)
        made = made * (terms + i - 1) / i;
    return std::min(made, Many);
}

std::optional<int> smallExponent(const Node &node)
{
    int value = 0;
    const char *end = node.text.data() + node.text.size();
    if (node.op != Op::Number || node.exponent != 0
        || std::from_chars(node.text.data(), end, value).ptr != end || value > MostSimpleExponent)
        return {};
    return value;
}

Size power(const Expression &expression, const Node &node, const Size &base, const Size &raised)
{
    const Node *exponent = &expression.nodes[static_cast<std::size_t>(node.right)];
    const bool inverse = exponent->op == Op::Negative;
    if (inverse)
        exponent = &expression.nodes[static_cast<std::size_t>(exponent->left)];
    // A power with another exponent is an unknown of its own, or one for each term of that.
    if (exponent->op != Op::Number)
        return raised;
    const auto small = smallExponent(*exponent);
    if (!small)
        return {Many, Many, Many};
    const int above = powered(base.above, *small);
    const int below = powered(base.below, *small);
    return {inverse ? below : above, inverse ? above : below, base.degree * *small};
}

/// Both sizes are simple, so nothing here overflows.
Size binary(const Expression &expression, const Node &node, const Size &left, const Size &right)
{
    switch (node.op) {
    case Op::Add:
        return {left.above * right.below + right.above * left.below, left.below * right.below,
                left.below == 1 && right.below == 1 ? std::max(left.degree, right.degree)
                                                    : left.degree + right.degree};
    case Op::Multiply:
        return {left.above * right.above, left.below * right.below, left.degree + right.degree};
    case Op::Divide:
        return {left.above * right.below, left.below * right.above, left.degree + right.degree};
    case Op::Power:
        return power(expression, node, left, right);
    default:
        return {};
    }
}

bool isLarge(const Node &node)
{
    switch (node.op) {
    case Op::Number:
        return node.text.size() > MostSimpleDigits
               || std::abs(node.exponent) > static_cast<int>(MostSimpleDigits);
    case Op::Root:
        return node.exponent > MostSimpleExponent;
    case Op::Factorial:
    case Op::Binomial:
        return true;
    default:
        return false;
    }
}

/// How long the rational number of a node may be whose operands are that long.
std::int64_t
bitsOf(const Expression &expression, const Node &node, std::int64_t left, std::int64_t right)
{
    constexpr std::int64_t BitsOfDigit = 4;
    constexpr std::int64_t MostExponentBits = 16;
    constexpr std::int64_t BitsOfFactor = 12; ///< of the largest factorial
    // Of a number as it is written, its value; of another expression, the largest that it may have;
    // one where it is no number.
    const auto valueOf = [&](std::int32_t at, std::int64_t bits) -> std::int64_t {
        const Node &number = expression.nodes[static_cast<std::size_t>(at)];
        std::int64_t value = MostBits;
        const char *begin = number.text.data();
        if (number.op != Op::Number || number.exponent != 0)
            return bits == 0 ? 1
                             : std::int64_t{1} << std::min<std::int64_t>(bits, MostExponentBits);
        std::from_chars(begin, begin + number.text.size(), value);
        return std::min<std::int64_t>(value, MostBits);
    };
    switch (node.op) {
    case Op::Number:
        return BitsOfDigit
               * (static_cast<std::int64_t>(node.text.size()) + std::abs(node.exponent));
    case Op::Power:
        return std::max<std::int64_t>(left, 1) * valueOf(node.right, right);
    case Op::Factorial:
    case Op::Binomial:
        return BitsOfFactor * valueOf(node.left, left);
    default:
        return left + right;
    }
}

} // namespace

bool hasFewTerms(const Expression &expression)
{
    if (expression.nodes.size() > MostSimpleNodes)
        return false;
    std::vector<Size> sizes;
    sizes.reserve(expression.nodes.size());
    for (const Node &node : expression.nodes) {
        Size made;
        if (node.op == Op::Number || node.op == Op::I)
            made.degree = 0;
        else if (node.left >= 0 && node.right >= 0)
            made = binary(expression, node, sizes[static_cast<std::size_t>(node.left)],
                          sizes[static_cast<std::size_t>(node.right)]);
        else if (node.op == Op::Negative)
            made = sizes[static_cast<std::size_t>(node.left)];
        if (isLarge(node) || !made.isSimple())
            return false;
        sizes.push_back(made);
    }
    return true;
}

std::int64_t workOf(const Expression &expression)
{
    std::vector<std::int64_t> bits;
    bits.reserve(expression.nodes.size());
    std::int64_t most = 0;
    std::int64_t all = 0;
    for (const Node &node : expression.nodes) {
        const std::int64_t left = node.left < 0 ? 0 : bits[static_cast<std::size_t>(node.left)];
        const std::int64_t right = node.right < 0 ? 0 : bits[static_cast<std::size_t>(node.right)];
        bits.push_back(std::min<std::int64_t>(bitsOf(expression, node, left, right), MostBits));
        most = std::max(most, bits.back());
        all += bits.back();
    }
    const std::int64_t precision = std::min(LowestPrecision + 2 * most, HighestPrecision);
    return all + precision * static_cast<std::int64_t>(expression.nodes.size());
}

bool Budget::allowsWork(std::int64_t work)
{
    m_spent += work;
    return allows(work <= MostWorkAtOnce && m_spent <= MostWork);
}

bool Budget::allows(bool isSimple)
{
    if (m_effort == Effort::All)
        return true;
    m_exceeded = m_exceeded || !isSimple;
    return !m_exceeded;
}

} // namespace touchstone::exact
