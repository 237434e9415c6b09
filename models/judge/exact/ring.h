// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "expression.h"
#include "flint.h"

#include <memory>
#include <optional>

namespace touchstone::exact {

/// A fraction of two polynomials of one Ring.
class Ratio
{
public:
    explicit Ratio(const fmpz_mpoly_ctx_struct *context)
        : m_context(context)
    {
        fmpz_mpoly_q_init(m_value, m_context);
    }
    ~Ratio() { fmpz_mpoly_q_clear(m_value, m_context); }
    Ratio(Ratio &&other) noexcept
        : Ratio(other.m_context)
    {
        fmpz_mpoly_q_swap(m_value, other.m_value, m_context);
    }
    Ratio &operator=(Ratio &&other) noexcept
    {
        fmpz_mpoly_q_swap(m_value, other.m_value, m_context);
        return *this;
    }
    Ratio(const Ratio &) = delete;
    Ratio &operator=(const Ratio &) = delete;

    [[nodiscard]] Ratio copy() const
    {
        Ratio made(m_context);
        fmpz_mpoly_q_set(made.m_value, m_value, m_context);
        return made;
    }
    fmpz_mpoly_q_struct *get() { return m_value; }
    [[nodiscard]] const fmpz_mpoly_q_struct *get() const { return m_value; }
    fmpz_mpoly_struct *numerator() { return fmpz_mpoly_q_numref(m_value); }
    fmpz_mpoly_struct *denominator() { return fmpz_mpoly_q_denref(m_value); }
    [[nodiscard]] const fmpz_mpoly_struct *numerator() const
    {
        return fmpz_mpoly_q_numref(m_value);
    }
    [[nodiscard]] const fmpz_mpoly_struct *denominator() const
    {
        return fmpz_mpoly_q_denref(m_value);
    }

private:
    const fmpz_mpoly_ctx_struct *m_context;
    fmpz_mpoly_q_t m_value;
};

/// Polynomials in the symbols of some expressions and in "atoms", which stand for what is no
/// rational function: a root, a sine, pi. The later an atom is met, the higher it stands in the
/// lexicographic order, so that s^q leads the relation s^q = u. Every operation looks at the size
/// of what would come out first, and gives nothing where that is too large.
class Ring final
{
public:
    static constexpr int MostAtoms = 16;
    static constexpr int MostSymbols = 12;

    Ring();
    ~Ring();
    Ring(const Ring &) = delete;
    Ring &operator=(const Ring &) = delete;

    using Value = std::optional<Ratio>;

    Value constant(const Fraction &value);
    Value symbol(const std::string &name);
    Value add(const Ratio &left, const Ratio &right, bool minus = false);
    Value multiply(const Ratio &left, const Ratio &right);
    Value divide(const Ratio &left, const Ratio &right);
    Value power(const Ratio &base, slong exponent);
    /// The generator that stands for `op` of the arguments; made where it is new.
    Value atom(Op op, int index, const std::string &name, const Ratio *left, const Ratio *right);
    /// States that `numerator of value` is zero; it is in terms of atoms.
    void relate(const Ratio &zero);

    /// The value of a fraction without generators.
    static std::optional<Fraction> number(const Ratio &value, const fmpz_mpoly_ctx_struct *context);
    std::optional<Fraction> number(const Ratio &value) const { return number(value, m_context); }
    /// True where the relations show that it is zero.
    [[nodiscard]] bool isZero(const Ratio &value) const;
    [[nodiscard]] bool hasAtoms() const { return !m_atoms.empty(); }
    [[nodiscard]] bool isAtom(const Ratio &value, Op op) const;
    [[nodiscard]] const fmpz_mpoly_ctx_struct *context() const { return m_context; }

private:
    struct Atom
    {
        Op op;
        int index;
        std::string name;
        std::unique_ptr<Ratio> left;
        std::unique_ptr<Ratio> right;
        slong generator;
    };

    [[nodiscard]] bool fits(const Ratio &value) const;
    Value generator(slong at);

    fmpz_mpoly_ctx_t m_context;
    std::vector<Atom> m_atoms;
    std::vector<std::string> m_symbols;
    std::vector<std::unique_ptr<Ratio>> m_relations;
};

} // namespace touchstone::exact
