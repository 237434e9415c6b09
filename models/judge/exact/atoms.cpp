// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "atoms.h"

#include "limits.h"

#include <numeric>

namespace touchstone::exact {

namespace {

/// The prime factors of a small integer; given back at the end of its scope.
class Factors
{
public:
    explicit Factors(const fmpz *number)
    {
        fmpz_factor_init(m_factors);
        fmpz_factor(m_factors, number);
    }
    ~Factors() { fmpz_factor_clear(m_factors); }
    Factors(const Factors &) = delete;
    Factors &operator=(const Factors &) = delete;
    [[nodiscard]] slong count() const { return m_factors->num; }
    [[nodiscard]] const fmpz *prime(slong at) const { return m_factors->p + at; }
    [[nodiscard]] slong times(slong at) const { return static_cast<slong>(m_factors->exp[at]); }

private:
    fmpz_factor_t m_factors;
};

bool canBeFactored(const Fraction &number)
{
    return fmpz_bits(number.numerator()) <= MostFactoredBits
           && fmpz_bits(number.denominator()) <= MostFactoredBits;
}

} // namespace

Ring::Value Atoms::integer(slong value)
{
    Fraction number;
    fmpq_set_si(number.get(), value, 1);
    return m_ring.constant(number);
}

Ring::Value Atoms::imaginary()
{
    Ring::Value made = m_ring.atom(Op::I, 0, {}, nullptr, nullptr);
    if (made) {
        if (const auto square = m_ring.power(*made, 2)) {
            if (const auto zero = m_ring.add(*square, *integer(1)))
                m_ring.relate(*zero);
        }
    }
    return made;
}

Ring::Value Atoms::rootAtom(const Ratio &of, int index)
{
    Ring::Value made = m_ring.atom(Op::Root, index, {}, &of, nullptr);
    if (!made)
        return {};
    const auto back = m_ring.power(*made, index);
    const auto zero = back ? m_ring.add(*back, of, true) : Ring::Value{};
    if (!zero)
        return {};
    m_ring.relate(*zero);
    return made;
}

Ring::Value Atoms::rootOfPrime(const fmpz *prime, slong times, int index)
{
    // p^(times/index) = p^whole times the root of p whose index has no factor in common with rest.
    slong whole = times / index;
    slong rest = times % index;
    if (rest < 0) {
        rest += index;
        --whole;
    }
    Fraction number;
    fmpz_set(number.numerator(), prime);
    const auto base = m_ring.constant(number);
    Ring::Value made = m_ring.power(*base, whole);
    if (!made || rest == 0)
        return made;
    const int common = static_cast<int>(std::gcd(rest, static_cast<slong>(index)));
    const auto root = rootAtom(*base, index / common);
    const auto part = root ? m_ring.power(*root, rest / common) : Ring::Value{};
    return part ? m_ring.multiply(*made, *part) : Ring::Value{};
}

Ring::Value Atoms::overPrimes(const Fraction &number,
                              const std::function<Ring::Value(const fmpz *, slong)> &part,
                              bool asSum)
{
    if (fmpq_sgn(number.get()) <= 0 || !canBeFactored(number))
        return {};
    Ring::Value made = integer(asSum ? 0 : 1);
    for (const bool above : {true, false}) {
        const Factors factors(above ? number.numerator() : number.denominator());
        for (slong i = 0; i < factors.count(); ++i) {
            const slong times = above ? factors.times(i) : -factors.times(i);
            const auto next = part(factors.prime(i), times);
            if (!next)
                return {};
            made = asSum ? m_ring.add(*made, *next) : m_ring.multiply(*made, *next);
            if (!made)
                return {};
        }
    }
    return made;
}

Ring::Value Atoms::rootOfNumber(const Fraction &of, int index)
{
    if (fmpq_sgn(of.get()) == 0)
        return integer(0);
    if (fmpq_sgn(of.get()) > 0) {
        return overPrimes(
            of, [&](const fmpz *prime, slong times) { return rootOfPrime(prime, times, index); },
            false);
    }
    // A negative number: i times for a square root, minus for an odd one where it is real.
    const bool realOdd = m_realRoots && index % 2 == 1;
    if (index != 2 && !realOdd)
        return {};
    Fraction positive;
    fmpq_neg(positive.get(), of.get());
    const auto made = rootOfNumber(positive, index);
    const auto sign = index == 2 ? imaginary() : integer(-1);
    return made && sign ? m_ring.multiply(*made, *sign) : Ring::Value{};
}

Ring::Value Atoms::root(const Ratio &of, int index)
{
    if (index < 2 || index > LargestRootIndex)
        return index == 1 ? Ring::Value(of.copy()) : Ring::Value{};
    if (const auto number = m_ring.number(of))
        return rootOfNumber(*number, index);
    // A positive constant factor comes out of any root.
    Fraction content;
    _fmpz_vec_content(content.numerator(), of.numerator()->coeffs, of.numerator()->length);
    _fmpz_vec_content(content.denominator(), of.denominator()->coeffs, of.denominator()->length);
    fmpq_canonicalise(content.get());
    if (!canBeFactored(content))
        return rootAtom(of, index);
    const auto outside = rootOfNumber(content, index);
    const auto constant = m_ring.constant(content);
    const auto inside = m_ring.divide(of, *constant);
    const auto made = inside ? rootAtom(*inside, index) : Ring::Value{};
    return made && outside ? m_ring.multiply(*outside, *made) : Ring::Value{};
}

Ring::Value Atoms::logarithm(const Ratio &of)
{
    if (m_ring.isAtom(of, Op::E))
        return integer(1);
    if (const auto number = m_ring.number(of)) {
        return overPrimes(
            *number,
            [&](const fmpz *prime, slong times) -> Ring::Value {
                Fraction value;
                fmpz_set(value.numerator(), prime);
                const auto base = m_ring.constant(value);
                const auto atom = m_ring.atom(Op::Ln, 0, {}, &*base, nullptr);
                return atom ? m_ring.multiply(*atom, *integer(times)) : Ring::Value{};
            },
            true);
    }
    return m_ring.atom(Op::Ln, 0, {}, &of, nullptr);
}

Ring::Value Atoms::trigonometric(Op op, const Ratio &of)
{
    const auto *numerator = of.numerator();
    const bool minus = numerator->length > 0 && fmpz_sgn(numerator->coeffs) < 0;
    Ratio argument = of.copy();
    if (minus)
        fmpz_mpoly_q_neg(argument.get(), argument.get(), m_ring.context());
    // The sine is made behind the cosine, so that its square leads their relation.
    const auto cosine = m_ring.atom(Op::Cos, 0, {}, &argument, nullptr);
    Ring::Value sine = cosine ? m_ring.atom(Op::Sin, 0, {}, &argument, nullptr) : Ring::Value{};
    if (!sine)
        return {};
    const auto squares = m_ring.add(*m_ring.power(*sine, 2), *m_ring.power(*cosine, 2));
    if (const auto zero = m_ring.add(*squares, *integer(1), true))
        m_ring.relate(*zero);
    if (minus)
        fmpz_mpoly_q_neg(sine->get(), sine->get(), m_ring.context());
    if (op == Op::Sin)
        return sine;
    return op == Op::Cos ? Ring::Value(cosine->copy()) : m_ring.divide(*sine, *cosine);
}

Ring::Value Atoms::power(const Ratio &base, const Ratio &exponent)
{
    const auto number = m_ring.number(exponent);
    if (!number)
        return powerByTerms(base, exponent);
    if (fmpz_bits(number->numerator()) > 24
        || fmpz_cmp_si(number->denominator(), LargestRootIndex) > 0)
        return {};
    const auto rooted = root(base, static_cast<int>(fmpz_get_si(number->denominator())));
    return rooted ? m_ring.power(*rooted, fmpz_get_si(number->numerator())) : Ring::Value{};
}

Ring::Value Atoms::powerByTerms(const Ratio &base, const Ratio &exponent)
{
    const auto *context = m_ring.context();
    if (!fmpz_mpoly_is_fmpz(exponent.denominator(), context))
        return m_ring.atom(Op::Power, 0, {}, &base, &exponent);
    Ring::Value made = integer(1);
    for (slong i = 0; i < exponent.numerator()->length; ++i) {
        Ratio term(context);
        fmpz_mpoly_get_term(term.numerator(), exponent.numerator(), i, context);
        fmpz_mpoly_set(term.denominator(), exponent.denominator(), context);
        fmpz_mpoly_q_canonicalise(term.get(), context);
        const auto part = m_ring.number(term) ? power(base, term) : powerOfTerm(base, term);
        made = part ? m_ring.multiply(*made, *part) : Ring::Value{};
        if (!made)
            return {};
    }
    return made;
}

Ring::Value Atoms::powerOfTerm(const Ratio &base, const Ratio &term)
{
    // base^(c·m) as (base^m)^c
    if (!fmpz_fits_si(term.numerator()->coeffs))
        return {};
    const slong times = fmpz_get_si(term.numerator()->coeffs);
    if (std::abs(times) > LargestIrrationalExponent)
        return {};
    const auto monomial = m_ring.divide(term, *integer(times));
    if (!monomial)
        return {};
    const auto number = m_ring.number(base);
    if (number && fmpq_sgn(number->get()) > 0) {
        return overPrimes(
            *number,
            [&](const fmpz *prime, slong exponent) -> Ring::Value {
                Fraction value;
                fmpz_set(value.numerator(), prime);
                const auto constant = m_ring.constant(value);
                const auto atom = m_ring.atom(Op::Power, 0, {}, &*constant, &*monomial);
                return atom ? m_ring.power(*atom, exponent * times) : Ring::Value{};
            },
            false);
    }
    const auto atom = m_ring.atom(Op::Power, 0, {}, &base, &*monomial);
    return atom ? m_ring.power(*atom, times) : Ring::Value{};
}

} // namespace touchstone::exact
