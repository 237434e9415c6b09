// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "expression.h"

#include <algorithm>
#include <array>

namespace touchstone::exact {

namespace {

constexpr std::size_t MostShown = 300;

std::string shownNumber(const Node &node)
{
    if (node.exponent == 0)
        return node.text;
    if (node.exponent > 0 || node.exponent < -40)
        return node.text + "e" + std::to_string(node.exponent);
    const auto decimals = static_cast<std::size_t>(-node.exponent);
    std::string digits = node.text;
    if (digits.size() <= decimals)
        digits.insert(0, decimals + 1 - digits.size(), '0');
    return digits.insert(digits.size() - decimals, ".");
}

std::string_view nameOf(Op op)
{
    switch (op) {
    case Op::Absolute:
        return "abs";
    case Op::Factorial:
        return "factorial";
    case Op::Binomial:
        return "binomial";
    case Op::Sin:
        return "sin";
    case Op::Cos:
        return "cos";
    case Op::Tan:
        return "tan";
    case Op::ArcSin:
        return "arcsin";
    case Op::ArcCos:
        return "arccos";
    case Op::ArcTan:
        return "arctan";
    case Op::Ln:
        return "ln";
    case Op::Floor:
        return "floor";
    case Op::Ceiling:
        return "ceil";
    default:
        return {};
    }
}

std::string
shownNode(const Expression &all, const std::vector<std::string> &parts, const Node &node)
{
    const auto left = [&] { return parts[static_cast<std::size_t>(node.left)]; };
    const auto right = [&] { return parts[static_cast<std::size_t>(node.right)]; };
    const auto bracketed = [&](std::int32_t at) {
        const Op op = all.nodes[static_cast<std::size_t>(at)].op;
        const std::string &part = parts[static_cast<std::size_t>(at)];
        const bool needs = op == Op::Add || op == Op::Multiply || op == Op::Divide
                           || op == Op::Power || op == Op::Negative;
        return needs ? "(" + part + ")" : part;
    };
    switch (node.op) {
    case Op::Number:
        return shownNumber(node);
    case Op::Symbol:
        return node.text;
    case Op::Pi:
        return "pi";
    case Op::E:
        return "e";
    case Op::I:
        return "i";
    case Op::Infinity:
        return "infinity";
    case Op::Negative:
        return "-" + bracketed(node.left);
    case Op::Add:
        return left() + " + " + right();
    case Op::Multiply:
        return bracketed(node.left) + "*" + bracketed(node.right);
    case Op::Divide:
        return bracketed(node.left) + "/" + bracketed(node.right);
    case Op::Power:
        return bracketed(node.left) + "^" + bracketed(node.right);
    case Op::Root:
        return (node.exponent == 2 ? "sqrt(" : "root" + std::to_string(node.exponent) + "(")
               + left() + ")";
    case Op::Apply:
        return node.text + "(" + left() + ")";
    default:
        return std::string(nameOf(node.op)) + "(" + left()
               + (node.right < 0 ? std::string{} : ", " + right()) + ")";
    }
}

} // namespace

std::int32_t Expression::addNumber(std::string_view digits, std::int32_t exponent)
{
    const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    nodes.push_back({Op::Number, -1, -1, exponent, std::string(digits.substr(first))});
    return root();
}

std::int32_t Expression::addSymbol(std::string_view name, Op op, std::int32_t of)
{
    nodes.push_back({op, of, -1, 0, std::string(name)});
    return root();
}

std::int32_t Expression::addRoot(std::int32_t of, std::int32_t index)
{
    nodes.push_back({Op::Root, of, -1, index, {}});
    return root();
}

std::vector<std::string> Expression::symbols() const
{
    std::vector<std::string> names;
    for (const Node &node : nodes) {
        if (node.op == Op::Symbol)
            names.push_back(node.text);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

bool Expression::has(Op op) const
{
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node &node) { return node.op == op; });
}

bool Expression::isLiteral() const
{
    return nodes.size() <= 2 && !nodes.empty() && nodes.front().op == Op::Number
           && (nodes.size() == 1 || nodes.back().op == Op::Negative);
}

Expression joined(Op op, const Expression &left, const Expression &right)
{
    Expression made = left;
    const auto shift = static_cast<std::int32_t>(left.nodes.size());
    for (Node node : right.nodes) {
        node.left += node.left < 0 ? 0 : shift;
        node.right += node.right < 0 ? 0 : shift;
        made.nodes.push_back(std::move(node));
    }
    made.add(op, left.root(), made.root());
    return made;
}

Expression difference(const Expression &left, const Expression &right)
{
    Expression negative = right;
    negative.add(Op::Negative, right.root());
    return joined(Op::Add, left, negative);
}

std::string shown(const Expression &expression)
{
    std::vector<std::string> parts;
    for (const Node &node : expression.nodes) {
        parts.push_back(shownNode(expression, parts, node));
        if (parts.back().size() > MostShown)
            return "(long)";
    }
    return parts.empty() ? std::string{} : parts.back();
}

} // namespace touchstone::exact
