// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "balls.h"

#include "limits.h"

#include <algorithm>

namespace touchstone::exact {

namespace {

using Value = std::optional<Ball>;

class Evaluation
{
public:
    Evaluation(slong precision, bool realRoots)
        : m_precision(precision)
        , m_realRoots(realRoots)
    {}

    Value unary(const Node &node, const Ball &of) const;
    Value
    binary(const Node &node, const Ball &left, const Ball &right, const Fraction *power) const;
    Value root(const Ball &of, slong index) const;

private:
    Value powerOf(const Ball &base, const Ball &exponent, const Fraction *power) const;
    Value whole(const Ball &of, bool up) const;

    slong m_precision;
    bool m_realRoots;
};

Value Evaluation::root(const Ball &of, slong index) const
{
    if (index < 1 || index > LargestRootIndex)
        return {};
    Ball value;
    const bool isReal = arb_is_zero(acb_imagref(of.get())) != 0;
    if (m_realRoots && index % 2 == 1 && isReal && !arb_is_positive(acb_realref(of.get()))) {
        if (!arb_is_negative(acb_realref(of.get())))
            return {};
        acb_neg(value.get(), of.get());
        acb_root_ui(value.get(), value.get(), static_cast<ulong>(index), m_precision);
        acb_neg(value.get(), value.get());
        return value;
    }
    acb_root_ui(value.get(), of.get(), static_cast<ulong>(index), m_precision);
    return value;
}

Value Evaluation::powerOf(const Ball &base, const Ball &exponent, const Fraction *power) const
{
    Ball value;
    if (power == nullptr) {
        if (acb_contains_zero(base.get()))
            return {};
        acb_pow(value.get(), base.get(), exponent.get(), m_precision);
        return value;
    }
    if (fmpz_bits(power->numerator()) > 24
        || fmpz_cmp_si(power->denominator(), LargestRootIndex) > 0)
        return {};
    if (fmpq_sgn(power->get()) <= 0 && acb_contains_zero(base.get()))
        return {};
    Value rooted = root(base, fmpz_get_si(power->denominator()));
    if (!rooted)
        return {};
    acb_pow_fmpz(value.get(), rooted->get(), power->numerator(), m_precision);
    return value;
}

Value Evaluation::whole(const Ball &of, bool up) const
{
    if (!arb_is_zero(acb_imagref(of.get())))
        return {};
    Ball value;
    if (up)
        arb_ceil(acb_realref(value.get()), acb_realref(of.get()), m_precision);
    else
        arb_floor(acb_realref(value.get()), acb_realref(of.get()), m_precision);
    return acb_is_exact(value.get()) ? std::move(value) : Value{};
}

Value Evaluation::unary(const Node &node, const Ball &of) const
{
    Ball value;
    switch (node.op) {
    case Op::Negative:
        acb_neg(value.get(), of.get());
        return value;
    case Op::Root:
        return root(of, node.exponent);
    case Op::Absolute:
        acb_abs(acb_realref(value.get()), of.get(), m_precision);
        return value;
    case Op::Sin:
        acb_sin(value.get(), of.get(), m_precision);
        return value;
    case Op::Cos:
        acb_cos(value.get(), of.get(), m_precision);
        return value;
    case Op::Tan:
        acb_tan(value.get(), of.get(), m_precision);
        return value;
    case Op::ArcSin:
        acb_asin(value.get(), of.get(), m_precision);
        return value;
    case Op::ArcCos:
        acb_acos(value.get(), of.get(), m_precision);
        return value;
    case Op::ArcTan:
        acb_atan(value.get(), of.get(), m_precision);
        return value;
    case Op::Ln:
        if (acb_contains_zero(of.get()))
            return {};
        acb_log(value.get(), of.get(), m_precision);
        return value;
    case Op::Floor:
    case Op::Ceiling:
        return whole(of, node.op == Op::Ceiling);
    default:
        return {};
    }
}

Value Evaluation::binary(const Node &node,
                         const Ball &left,
                         const Ball &right,
                         const Fraction *power) const
{
    Ball value;
    switch (node.op) {
    case Op::Add:
        acb_add(value.get(), left.get(), right.get(), m_precision);
        return value;
    case Op::Multiply:
        acb_mul(value.get(), left.get(), right.get(), m_precision);
        return value;
    case Op::Divide:
        if (acb_contains_zero(right.get()))
            return {};
        acb_div(value.get(), left.get(), right.get(), m_precision);
        return value;
    case Op::Power:
        return powerOf(left, right, power);
    default:
        return {};
    }
}

Value leaf(const Node &node, const Point &point, slong precision)
{
    Ball value;
    switch (node.op) {
    case Op::Symbol: {
        const auto at = point.find(node.text);
        if (at == point.end())
            return {};
        acb_set_fmpq(value.get(), at->second.get(), precision);
        return value;
    }
    case Op::Pi:
        acb_const_pi(value.get(), precision);
        return value;
    case Op::E:
        arb_const_e(acb_realref(value.get()), precision);
        return value;
    case Op::I:
        acb_onei(value.get());
        return value;
    default:
        return {};
    }
}

/// Small enough that sines and powers of it end at once.
bool isTame(const Ball &value)
{
    return acb_is_finite(value.get())
           && arf_cmpabs_2exp_si(arb_midref(acb_realref(value.get())), 20 * HighestPrecision) < 0
           && arf_cmpabs_2exp_si(arb_midref(acb_imagref(value.get())), 20 * HighestPrecision) < 0;
}

} // namespace

std::optional<Ball> valueAt(const Expression &expression,
                            const Rationals &rationals,
                            const Point &point,
                            slong precision,
                            bool realRoots)
{
    const Evaluation evaluation(precision, realRoots);
    std::vector<Value> values;
    values.reserve(expression.nodes.size());
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        const Node &node = expression.nodes[i];
        Value value;
        if (rationals[i]) {
            value.emplace();
            acb_set_fmpq(value->get(), rationals[i]->get(), precision);
        } else if (node.left < 0) {
            value = leaf(node, point, precision);
        } else if (const auto &left = values[static_cast<std::size_t>(node.left)]; left) {
            const auto at = static_cast<std::size_t>(node.right);
            if (node.right < 0)
                value = evaluation.unary(node, *left);
            else if (values[at])
                value = evaluation.binary(node, *left, *values[at],
                                          rationals[at] ? &*rationals[at] : nullptr);
        }
        if (value && !isTame(*value))
            value.reset();
        values.push_back(std::move(value));
    }
    return values.empty() ? Value{} : std::move(values.back());
}

slong precisionFor(const Rationals &rationals)
{
    ulong height = 0;
    for (const auto &value : rationals) {
        if (value)
            height =
                std::max({height, fmpz_bits(value->numerator()), fmpz_bits(value->denominator())});
    }
    return std::min(LowestPrecision + 2 * static_cast<slong>(height), HighestPrecision);
}

} // namespace touchstone::exact
