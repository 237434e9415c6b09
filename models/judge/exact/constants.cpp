// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "constants.h"

#include "limits.h"

namespace touchstone::exact {

namespace {

constexpr int UsesOfOneContext = 200;
constexpr int MostConstantNodes = 200;
// Above 120 a single question may take seconds.
constexpr slong AlgebraicDegree = 60;

/// A Calcium number that is given back at the end of its scope.
class Number
{
public:
    explicit Number(ca_ctx_struct *context)
        : m_context(context)
    {
        ca_init(m_value, m_context);
    }
    ~Number() { ca_clear(m_value, m_context); }
    Number(Number &&other) noexcept
        : Number(other.m_context)
    {
        ca_swap(m_value, other.m_value, m_context);
    }
    Number &operator=(Number &&other) noexcept
    {
        ca_swap(m_value, other.m_value, m_context);
        return *this;
    }
    Number(const Number &) = delete;
    Number &operator=(const Number &) = delete;
    ca_struct *get() { return m_value; }
    [[nodiscard]] const ca_struct *get() const { return m_value; }

private:
    ca_ctx_struct *m_context;
    ca_t m_value;
};

using Value = std::optional<Number>;

class Evaluation
{
public:
    Evaluation(ca_ctx_struct *context, bool realRoots)
        : m_context(context)
        , m_realRoots(realRoots)
    {}

    Value evaluate(const Expression &expression, const Rationals &rationals) const;

private:
    Value leaf(const Node &node) const;
    Value unary(const Node &node, const Number &of, const Fraction *rational) const;
    Value
    binary(const Node &node, const Number &left, const Number &right, const Fraction *power) const;
    Value root(const Number &of, slong index) const;
    Value powerOf(const Number &base, const Number &exponent, const Fraction *power) const;

    ca_ctx_struct *m_context;
    bool m_realRoots;
};

bool isSmallRadicand(const Fraction *rational)
{
    return rational == nullptr
           || (fmpz_bits(rational->numerator()) <= MostRadicandBits
               && fmpz_bits(rational->denominator()) <= MostRadicandBits);
}

Value Evaluation::root(const Number &of, slong index) const
{
    if (index < 1 || index > LargestRootIndex)
        return {};
    Number value(m_context);
    Fraction exponent;
    fmpq_set_si(exponent.get(), 1, static_cast<ulong>(index));
    if (m_realRoots && index % 2 == 1) {
        const truth_t negative = ca_check_is_negative_real(of.get(), m_context);
        if (negative == T_UNKNOWN)
            return {};
        if (negative == T_TRUE) {
            ca_neg(value.get(), of.get(), m_context);
            ca_pow_fmpq(value.get(), value.get(), exponent.get(), m_context);
            ca_neg(value.get(), value.get(), m_context);
            return value;
        }
    }
    if (index == 2)
        ca_sqrt(value.get(), of.get(), m_context);
    else
        ca_pow_fmpq(value.get(), of.get(), exponent.get(), m_context);
    return value;
}

Value Evaluation::powerOf(const Number &base, const Number &exponent, const Fraction *power) const
{
    Number value(m_context);
    if (power == nullptr) {
        ca_pow(value.get(), base.get(), exponent.get(), m_context);
        return value;
    }
    if (fmpz_cmpabs(power->numerator(), power->denominator()) > 0
        && (fmpz_bits(power->numerator()) > 16
            || std::abs(fmpz_get_si(power->numerator())) > LargestIrrationalExponent))
        return {};
    if (fmpz_cmp_si(power->denominator(), LargestRootIndex) > 0)
        return {};
    Value rooted = root(base, fmpz_get_si(power->denominator()));
    if (!rooted)
        return {};
    ca_pow_fmpz(value.get(), rooted->get(), power->numerator(), m_context);
    return value;
}

Value Evaluation::leaf(const Node &node) const
{
    Number value(m_context);
    switch (node.op) {
    case Op::Pi:
        ca_pi(value.get(), m_context);
        return value;
    case Op::E:
        ca_one(value.get(), m_context);
        ca_exp(value.get(), value.get(), m_context);
        return value;
    case Op::I:
        ca_i(value.get(), m_context);
        return value;
    default:
        return {};
    }
}

Value Evaluation::unary(const Node &node, const Number &of, const Fraction *rational) const
{
    Number value(m_context);
    switch (node.op) {
    case Op::Negative:
        ca_neg(value.get(), of.get(), m_context);
        return value;
    case Op::Root:
        return isSmallRadicand(rational) ? root(of, node.exponent) : Value{};
    case Op::Absolute:
        ca_abs(value.get(), of.get(), m_context);
        return value;
    case Op::Sin:
        ca_sin(value.get(), of.get(), m_context);
        return value;
    case Op::Cos:
        ca_cos(value.get(), of.get(), m_context);
        return value;
    case Op::Tan:
        ca_tan(value.get(), of.get(), m_context);
        return value;
    case Op::ArcSin:
        ca_asin(value.get(), of.get(), m_context);
        return value;
    case Op::ArcCos:
        ca_acos(value.get(), of.get(), m_context);
        return value;
    case Op::ArcTan:
        ca_atan(value.get(), of.get(), m_context);
        return value;
    case Op::Ln:
        if (!isSmallRadicand(rational))
            return {};
        ca_log(value.get(), of.get(), m_context);
        return value;
    case Op::Floor:
        ca_floor(value.get(), of.get(), m_context);
        return value;
    case Op::Ceiling:
        ca_ceil(value.get(), of.get(), m_context);
        return value;
    default:
        return {};
    }
}

Value Evaluation::binary(const Node &node,
                         const Number &left,
                         const Number &right,
                         const Fraction *power) const
{
    Number value(m_context);
    switch (node.op) {
    case Op::Add:
        ca_add(value.get(), left.get(), right.get(), m_context);
        return value;
    case Op::Multiply:
        ca_mul(value.get(), left.get(), right.get(), m_context);
        return value;
    case Op::Divide:
        if (ca_check_is_zero(right.get(), m_context) != T_FALSE)
            return {};
        ca_div(value.get(), left.get(), right.get(), m_context);
        return value;
    case Op::Power:
        return powerOf(left, right, power);
    default:
        return {};
    }
}

Value Evaluation::evaluate(const Expression &expression, const Rationals &rationals) const
{
    std::vector<Value> values;
    values.reserve(expression.nodes.size());
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        const Node &node = expression.nodes[i];
        Value value;
        const auto left = static_cast<std::size_t>(node.left);
        const auto right = static_cast<std::size_t>(node.right);
        if (rationals[i]) {
            value.emplace(m_context);
            ca_set_fmpq(value->get(), rationals[i]->get(), m_context);
        } else if (node.left < 0) {
            value = leaf(node);
        } else if (values[left] && node.right < 0) {
            value = unary(node, *values[left], rationals[left] ? &*rationals[left] : nullptr);
        } else if (node.right >= 0 && values[left] && values[right]) {
            const bool small =
                node.op != Op::Power || !rationals[left] || isSmallRadicand(&*rationals[left]);
            if (small)
                value = binary(node, *values[left], *values[right],
                               rationals[right] ? &*rationals[right] : nullptr);
        }
        if (value && ca_check_is_number(value->get(), m_context) != T_TRUE)
            value.reset();
        values.push_back(std::move(value));
    }
    if (values.empty() || !values.back())
        return {};
    return std::move(*values.back());
}

} // namespace

Constants::Constants()
{
    renew();
}

Constants::~Constants()
{
    ca_ctx_clear(m_context);
}

void Constants::renew()
{
    if (m_uses > 0)
        ca_ctx_clear(m_context);
    ca_ctx_init(m_context);
    ca_ctx_set_option(m_context, CA_OPT_QQBAR_DEG_LIMIT, AlgebraicDegree);
    m_uses = 0;
}

Truth Constants::same(const Expression &left,
                      const Rationals &leftRationals,
                      const Expression &right,
                      const Rationals &rightRationals,
                      bool realRoots)
{
    if (left.nodes.size() + right.nodes.size() > MostConstantNodes)
        return Truth::Unknown;
    if (++m_uses > UsesOfOneContext)
        renew();
    const Evaluation evaluation(m_context, realRoots);
    const Value one = evaluation.evaluate(left, leftRationals);
    const Value other = evaluation.evaluate(right, rightRationals);
    if (!one || !other)
        return Truth::Unknown;
    switch (ca_check_equal(one->get(), other->get(), m_context)) {
    case T_TRUE:
        return Truth::True;
    case T_FALSE:
        return Truth::False;
    default:
        return Truth::Unknown;
    }
}

} // namespace touchstone::exact
