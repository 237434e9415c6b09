// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "rationals.h"

#include "limits.h"

namespace touchstone::exact {

namespace {

using Value = std::optional<Fraction>;

bool fits(const Fraction &value)
{
    return fmpz_bits(value.numerator()) <= MostBits && fmpz_bits(value.denominator()) <= MostBits;
}

Value number(const Node &node)
{
    if (node.text.size() > MostDigits || std::abs(node.exponent) > LargestDecimalExponent)
        return {};
    Fraction value;
    if (fmpz_set_str(value.numerator(), node.text.c_str(), 10) != 0)
        return {};
    if (node.exponent != 0) {
        Integer scale;
        fmpz_set_ui(scale.get(), 10);
        fmpz_pow_ui(scale.get(), scale.get(), static_cast<ulong>(std::abs(node.exponent)));
        if (node.exponent > 0)
            fmpz_mul(value.numerator(), value.numerator(), scale.get());
        else
            fmpz_swap(value.denominator(), scale.get());
        fmpq_canonicalise(value.get());
    }
    return value;
}

/// The root of an integer that is not negative, where it is an integer.
bool takeRoot(fmpz *value, int index)
{
    Integer root;
    if (fmpz_root(root.get(), value, index) == 0)
        return false;
    fmpz_swap(value, root.get());
    return true;
}

Value rootOf(const Fraction &of, int index)
{
    if (index < 1 || index > LargestRootIndex || fmpq_sgn(of.get()) < 0)
        return {};
    Fraction value;
    fmpq_set(value.get(), of.get());
    if (!takeRoot(value.numerator(), index) || !takeRoot(value.denominator(), index))
        return {};
    return value;
}

Value powerOf(const Fraction &base, const Fraction &exponent)
{
    if (!fmpz_abs_fits_ui(exponent.numerator()) || fmpz_bits(exponent.numerator()) > 32)
        return {};
    const slong times = fmpz_get_si(exponent.numerator());
    if (fmpq_is_zero(base.get()) && times <= 0)
        return {};
    Fraction value;
    if (!fmpz_is_one(exponent.denominator())) {
        if (fmpz_cmp_si(exponent.denominator(), LargestRootIndex) > 0)
            return {};
        Value root = rootOf(base, static_cast<int>(fmpz_get_si(exponent.denominator())));
        if (!root)
            return {};
        value = *std::move(root);
    } else {
        fmpq_set(value.get(), base.get());
    }
    const auto bits =
        static_cast<slong>(std::max(fmpz_bits(value.numerator()), fmpz_bits(value.denominator())));
    // 1 and -1 stay as small as they are.
    if (bits > 1 && (std::abs(times) > MostBits || bits * std::abs(times) > MostBits))
        return {};
    fmpq_pow_si(value.get(), value.get(), times);
    return value;
}

Value countOf(Op op, const Fraction &left, const Fraction *right)
{
    if (!fmpz_is_one(left.denominator()) || fmpq_sgn(left.get()) < 0
        || fmpz_cmp_si(left.numerator(), LargestFactorial) > 0)
        return {};
    Fraction value;
    const ulong n = fmpz_get_ui(left.numerator());
    if (op == Op::Factorial) {
        fmpz_fac_ui(value.numerator(), n);
        return value;
    }
    if (right == nullptr || !fmpz_is_one(right->denominator()) || fmpq_sgn(right->get()) < 0
        || fmpz_cmp_si(right->numerator(), LargestFactorial) > 0)
        return {};
    fmpz_bin_uiui(value.numerator(), n, fmpz_get_ui(right->numerator()));
    return value;
}

Value unary(const Node &node, const Fraction &left)
{
    Fraction value;
    switch (node.op) {
    case Op::Negative:
        fmpq_neg(value.get(), left.get());
        return value;
    case Op::Absolute:
        fmpq_abs(value.get(), left.get());
        return value;
    case Op::Root:
        return rootOf(left, node.exponent);
    case Op::Factorial:
        return countOf(node.op, left, nullptr);
    case Op::Floor:
        fmpz_fdiv_q(value.numerator(), left.numerator(), left.denominator());
        return value;
    case Op::Ceiling:
        fmpz_cdiv_q(value.numerator(), left.numerator(), left.denominator());
        return value;
    default:
        return {};
    }
}

Value binary(const Node &node, const Fraction &left, const Fraction &right)
{
    Fraction value;
    switch (node.op) {
    case Op::Add:
        fmpq_add(value.get(), left.get(), right.get());
        return value;
    case Op::Multiply:
        fmpq_mul(value.get(), left.get(), right.get());
        return value;
    case Op::Divide:
        if (fmpq_is_zero(right.get()))
            return {};
        fmpq_div(value.get(), left.get(), right.get());
        return value;
    case Op::Power:
        return powerOf(left, right);
    case Op::Binomial:
        return countOf(node.op, left, &right);
    default:
        return {};
    }
}

} // namespace

std::vector<std::optional<Fraction>> rationalValues(const Expression &expression)
{
    std::vector<Value> values;
    values.reserve(expression.nodes.size());
    for (const Node &node : expression.nodes) {
        Value value;
        if (node.op == Op::Number) {
            value = number(node);
        } else if (node.left >= 0 && values[static_cast<std::size_t>(node.left)]) {
            const Fraction &left = *values[static_cast<std::size_t>(node.left)];
            if (node.right < 0)
                value = unary(node, left);
            else if (values[static_cast<std::size_t>(node.right)])
                value = binary(node, left, *values[static_cast<std::size_t>(node.right)]);
        }
        if (value && !fits(*value))
            value.reset();
        values.push_back(std::move(value));
    }
    return values;
}

} // namespace touchstone::exact
