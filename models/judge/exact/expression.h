// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::exact {

enum class Op : std::uint8_t {
    Number, ///< `text` x 10^`exponent`
    Symbol, ///< named `text`
    Pi,
    E,
    I,
    Infinity,
    Negative,
    Add,
    Multiply,
    Divide,
    Power,
    Root, ///< the root of `left` whose index is `exponent`
    Absolute,
    Factorial,
    Binomial,
    Sin,
    Cos,
    Tan,
    ArcSin,
    ArcCos,
    ArcTan,
    Ln,
    Floor,
    Ceiling,
    Apply, ///< the function named `text`, of which nothing is known
};

struct Node
{
    Op op = Op::Number;
    std::int32_t left = -1; ///< an earlier node
    std::int32_t right = -1;
    std::int32_t exponent = 0;
    std::string text; ///< of a number: digits without leading zeros

    bool operator==(const Node &) const = default;
};

/// An expression as a list of nodes in which operands stand before their operators; the last
/// node is the whole.
class Expression
{
public:
    [[nodiscard]] bool empty() const { return nodes.empty(); }
    [[nodiscard]] std::int32_t root() const { return static_cast<std::int32_t>(nodes.size()) - 1; }

    std::int32_t add(Op op, std::int32_t left = -1, std::int32_t right = -1)
    {
        nodes.push_back({op, left, right, 0, {}});
        return root();
    }
    std::int32_t addNumber(std::string_view digits, std::int32_t exponent = 0);
    std::int32_t addSymbol(std::string_view name, Op op = Op::Symbol, std::int32_t of = -1);
    std::int32_t addRoot(std::int32_t of, std::int32_t index);

    /// The names of its symbols, sorted, each once.
    [[nodiscard]] std::vector<std::string> symbols() const;
    [[nodiscard]] bool has(Op op) const;
    /// True of a number as it is written: 12, -3.50.
    [[nodiscard]] bool isLiteral() const;

    bool operator==(const Expression &) const = default;

    std::vector<Node> nodes;
};

/// `left` and `right` under one operator.
Expression joined(Op op, const Expression &left, const Expression &right);
/// Left minus right.
Expression difference(const Expression &left, const Expression &right);
/// In our notation, fully bracketed where it matters: what a person is shown.
std::string shown(const Expression &expression);

} // namespace touchstone::exact
