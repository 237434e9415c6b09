// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "ring.h"

#include "limits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace touchstone::exact {

namespace {

constexpr slong LargestDegree = 2000;
constexpr slong LargestPower = 2000;
constexpr slong LongestReduced = 2000;

slong lengthOf(const fmpz_mpoly_struct *polynomial)
{
    return polynomial->length;
}

bool sameArgument(const std::unique_ptr<Ratio> &known,
                  const Ratio *asked,
                  const fmpz_mpoly_ctx_struct *context)
{
    if (!known || asked == nullptr)
        return !known && asked == nullptr;
    return fmpz_mpoly_q_equal(known->get(), asked->get(), context) != 0;
}

/// How many terms a power may have: the ways to choose with repetition.
bool powerIsSmall(slong length, slong exponent)
{
    double terms = 1;
    for (slong k = 1; k < length; ++k) {
        terms = terms * static_cast<double>(exponent + k) / static_cast<double>(k);
        if (terms > MostTerms)
            return false;
    }
    return true;
}

} // namespace

Ring::Ring()
{
    fmpz_mpoly_ctx_init(m_context, MostAtoms + MostSymbols, ORD_LEX);
}

Ring::~Ring()
{
    m_relations.clear();
    m_atoms.clear();
    fmpz_mpoly_ctx_clear(m_context);
}

bool Ring::fits(const Ratio &value) const
{
    for (const fmpz_mpoly_struct *part : {value.numerator(), value.denominator()}) {
        if (lengthOf(part) > MostTerms || std::abs(fmpz_mpoly_max_bits(part)) > MostBits)
            return false;
        std::array<slong, MostAtoms + MostSymbols> degrees{};
        if (!fmpz_mpoly_degrees_fit_si(part, m_context))
            return false;
        fmpz_mpoly_degrees_si(degrees.data(), part, m_context);
        if (*std::max_element(degrees.begin(), degrees.end()) > LargestDegree)
            return false;
    }
    return true;
}

Ring::Value Ring::generator(slong at)
{
    Ratio made(m_context);
    fmpz_mpoly_gen(made.numerator(), at, m_context);
    fmpz_mpoly_one(made.denominator(), m_context);
    return made;
}

Ring::Value Ring::constant(const Fraction &value)
{
    Ratio made(m_context);
    fmpz_mpoly_q_set_fmpq(made.get(), value.get(), m_context);
    return made;
}

Ring::Value Ring::symbol(const std::string &name)
{
    auto found = std::find(m_symbols.begin(), m_symbols.end(), name);
    if (found == m_symbols.end()) {
        if (m_symbols.size() == MostSymbols)
            return {};
        m_symbols.push_back(name);
        found = m_symbols.end() - 1;
    }
    return generator(MostAtoms + (found - m_symbols.begin()));
}

Ring::Value Ring::add(const Ratio &left, const Ratio &right, bool minus)
{
    if (lengthOf(left.numerator()) * lengthOf(right.denominator())
            + lengthOf(right.numerator()) * lengthOf(left.denominator())
        > MostTerms)
        return {};
    Ratio made(m_context);
    if (minus)
        fmpz_mpoly_q_sub(made.get(), left.get(), right.get(), m_context);
    else
        fmpz_mpoly_q_add(made.get(), left.get(), right.get(), m_context);
    return fits(made) ? Value(std::move(made)) : Value{};
}

Ring::Value Ring::multiply(const Ratio &left, const Ratio &right)
{
    if (lengthOf(left.numerator()) * lengthOf(right.numerator()) > MostTerms
        || lengthOf(left.denominator()) * lengthOf(right.denominator()) > MostTerms)
        return {};
    Ratio made(m_context);
    fmpz_mpoly_q_mul(made.get(), left.get(), right.get(), m_context);
    return fits(made) ? Value(std::move(made)) : Value{};
}

Ring::Value Ring::divide(const Ratio &left, const Ratio &right)
{
    if (isZero(right))
        return {};
    Ratio inverse(m_context);
    fmpz_mpoly_q_inv(inverse.get(), right.get(), m_context);
    return multiply(left, inverse);
}

Ring::Value Ring::power(const Ratio &base, slong exponent)
{
    const slong times = std::abs(exponent);
    const slong bits = std::max(std::abs(fmpz_mpoly_max_bits(base.numerator())),
                                std::abs(fmpz_mpoly_max_bits(base.denominator())));
    if (times > LargestPower || (bits > 1 && bits * times > MostBits)
        || !powerIsSmall(lengthOf(base.numerator()), times)
        || !powerIsSmall(lengthOf(base.denominator()), times) || (times == 0 && isZero(base)))
        return {};
    Ratio made(m_context);
    if (!fmpz_mpoly_pow_ui(made.numerator(), base.numerator(), static_cast<ulong>(times), m_context)
        || !fmpz_mpoly_pow_ui(made.denominator(), base.denominator(), static_cast<ulong>(times),
                              m_context))
        return {};
    if (!fits(made))
        return {};
    if (exponent >= 0)
        return made;
    Fraction one;
    fmpq_one(one.get());
    return divide(*constant(one), made);
}

Ring::Value
Ring::atom(Op op, int index, const std::string &name, const Ratio *left, const Ratio *right)
{
    for (const Atom &known : m_atoms) {
        if (known.op == op && known.index == index && known.name == name
            && sameArgument(known.left, left, m_context)
            && sameArgument(known.right, right, m_context))
            return generator(known.generator);
    }
    if (m_atoms.size() == MostAtoms)
        return {};
    const slong at = MostAtoms - 1 - static_cast<slong>(m_atoms.size());
    m_atoms.push_back({op, index, name,
                       left == nullptr ? nullptr : std::make_unique<Ratio>(left->copy()),
                       right == nullptr ? nullptr : std::make_unique<Ratio>(right->copy()), at});
    return generator(at);
}

void Ring::relate(const Ratio &zero)
{
    m_relations.push_back(std::make_unique<Ratio>(zero.copy()));
}

std::optional<Fraction> Ring::number(const Ratio &value, const fmpz_mpoly_ctx_struct *context)
{
    if (!fmpz_mpoly_is_fmpz(value.numerator(), context)
        || !fmpz_mpoly_is_fmpz(value.denominator(), context))
        return {};
    Fraction made;
    fmpz_mpoly_get_fmpz(made.numerator(), value.numerator(), context);
    fmpz_mpoly_get_fmpz(made.denominator(), value.denominator(), context);
    return made;
}

bool Ring::isAtom(const Ratio &value, Op op) const
{
    for (const Atom &known : m_atoms) {
        if (known.op == op && fmpz_mpoly_is_one(value.denominator(), m_context)
            && fmpz_mpoly_is_gen(value.numerator(), known.generator, m_context))
            return true;
    }
    return false;
}

bool Ring::isZero(const Ratio &value) const
{
    if (fmpz_mpoly_is_zero(value.numerator(), m_context))
        return true;
    if (m_relations.empty() || lengthOf(value.numerator()) > LongestReduced)
        return false;
    std::vector<fmpz_mpoly_struct> quotients(m_relations.size());
    std::vector<fmpz_mpoly_struct *> quotientPointers;
    std::vector<fmpz_mpoly_struct *> divisors;
    for (std::size_t i = 0; i < m_relations.size(); ++i) {
        fmpz_mpoly_init(&quotients[i], m_context);
        quotientPointers.push_back(&quotients[i]);
        divisors.push_back(m_relations[i]->numerator());
    }
    fmpz_mpoly_t rest;
    fmpz_mpoly_init(rest, m_context);
    Integer scale;
    fmpz_mpoly_quasidivrem_ideal(scale.get(), quotientPointers.data(), rest, value.numerator(),
                                 divisors.data(), static_cast<slong>(divisors.size()), m_context);
    const bool zero = fmpz_mpoly_is_zero(rest, m_context) != 0;
    fmpz_mpoly_clear(rest, m_context);
    for (fmpz_mpoly_struct &quotient : quotients)
        fmpz_mpoly_clear(&quotient, m_context);
    return zero;
}

} // namespace touchstone::exact
