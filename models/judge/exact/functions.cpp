// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "functions.h"

#include "atoms.h"

#include <algorithm>

namespace touchstone::exact {

namespace {

/// Evaluates expressions in one Ring.
class Evaluation
{
public:
    explicit Evaluation(bool realRoots)
        : m_atoms(m_ring, realRoots)
    {}

    Ring::Value evaluate(const Expression &expression);
    Ring &ring() { return m_ring; }

private:
    Ring::Value leaf(const Node &node);
    Ring::Value unary(const Node &node, const Ratio &of);
    Ring::Value binary(const Node &node, const Ratio &left, const Ratio &right);

    Ring m_ring;
    Atoms m_atoms;
};

Ring::Value Evaluation::leaf(const Node &node)
{
    switch (node.op) {
    case Op::Symbol:
        return m_ring.symbol(node.text);
    case Op::Pi:
    case Op::E:
        return m_ring.atom(node.op, 0, {}, nullptr, nullptr);
    case Op::I:
        return m_atoms.imaginary();
    default:
        return {};
    }
}

Ring::Value Evaluation::unary(const Node &node, const Ratio &of)
{
    switch (node.op) {
    case Op::Negative: {
        Ratio made = of.copy();
        fmpz_mpoly_q_neg(made.get(), made.get(), m_ring.context());
        return made;
    }
    case Op::Root:
        return m_atoms.root(of, node.exponent);
    case Op::Ln:
        return m_atoms.logarithm(of);
    case Op::Sin:
    case Op::Cos:
    case Op::Tan:
        return m_atoms.trigonometric(node.op, of);
    default:
        return m_ring.atom(node.op, 0, node.text, &of, nullptr);
    }
}

Ring::Value Evaluation::binary(const Node &node, const Ratio &left, const Ratio &right)
{
    switch (node.op) {
    case Op::Add:
        return m_ring.add(left, right);
    case Op::Multiply:
        return m_ring.multiply(left, right);
    case Op::Divide:
        return m_ring.divide(left, right);
    case Op::Power:
        return m_atoms.power(left, right);
    default:
        return m_ring.atom(node.op, 0, node.text, &left, &right);
    }
}

Ring::Value Evaluation::evaluate(const Expression &expression)
{
    const auto rationals = rationalValues(expression);
    std::vector<Ring::Value> values;
    values.reserve(expression.nodes.size());
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        const Node &node = expression.nodes[i];
        Ring::Value value;
        const auto left = static_cast<std::size_t>(node.left);
        const auto right = static_cast<std::size_t>(node.right);
        if (rationals[i])
            value = m_ring.constant(*rationals[i]);
        else if (node.left < 0)
            value = leaf(node);
        else if (values[left] && node.right < 0)
            value = unary(node, *values[left]);
        else if (node.right >= 0 && values[left] && values[right])
            value = binary(node, *values[left], *values[right]);
        values.push_back(std::move(value));
    }
    return values.empty() ? Ring::Value{} : std::move(values.back());
}

bool isPolynomial(const Ratio &value, const fmpz_mpoly_ctx_struct *context)
{
    return fmpz_mpoly_is_fmpz(value.denominator(), context) != 0;
}

} // namespace

FunctionTruth sameFunction(const Expression &left, const Expression &right, bool realRoots)
{
    Evaluation evaluation(realRoots);
    const Ring::Value one = evaluation.evaluate(left);
    const Ring::Value other = one ? evaluation.evaluate(right) : Ring::Value{};
    if (!one || !other)
        return {};
    Ring &ring = evaluation.ring();
    const Ring::Value rest = ring.add(*one, *other, true);
    if (!rest)
        return {};
    const bool onlySymbols = !ring.hasAtoms();
    if (ring.isZero(*rest))
        return {Truth::True, onlySymbols};
    return {onlySymbols ? Truth::False : Truth::Unknown, onlySymbols};
}

Truth sameEquation(const Expression &left, const Expression &right, bool positive)
{
    Evaluation evaluation(false);
    const Ring::Value one = evaluation.evaluate(left);
    const Ring::Value other = one ? evaluation.evaluate(right) : Ring::Value{};
    Ring &ring = evaluation.ring();
    const auto *context = ring.context();
    if (!one || !other || ring.hasAtoms() || !isPolynomial(*one, context)
        || !isPolynomial(*other, context) || ring.number(*one) || ring.number(*other))
        return Truth::Unknown;
    Ratio quotient(context);
    fmpz_mpoly_q_div(quotient.get(), one->get(), other->get(), context);
    if (const auto factor = ring.number(quotient)) {
        if (!positive || fmpq_sgn(factor->get()) > 0)
            return Truth::True;
        return Truth::False;
    }
    const bool linear = fmpz_mpoly_total_degree_si(one->numerator(), context) == 1
                        && fmpz_mpoly_total_degree_si(other->numerator(), context) == 1;
    return linear ? Truth::False : Truth::Unknown;
}

} // namespace touchstone::exact
