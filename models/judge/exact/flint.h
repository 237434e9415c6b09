// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

// FLINT 3 has Arb and Calcium within; before it they are libraries of their own.
#if __has_include(<flint/ca.h>)
#include <flint/acb.h>
#include <flint/arith.h>
#include <flint/ca.h>
#include <flint/fmpq.h>
#include <flint/fmpz_factor.h>
#include <flint/fmpz_mpoly.h>
#include <flint/fmpz_mpoly_q.h>
#include <flint/fmpz_vec.h>
#else
#include <acb.h>
#include <flint/arith.h>
#include <flint/flint.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>
#include <flint/fmpz_factor.h>
#include <flint/fmpz_mpoly.h>
#include <flint/fmpz_vec.h>

namespace touchstone::exact {

/// What malloc gives, as a pointer of any kind.
struct AnyPointer
{
    void *memory;
    template <typename T>
    operator T *() const // NOLINT(google-explicit-constructor): that is its point
    {
        return static_cast<T *>(memory);
    }
};

} // namespace touchstone::exact

// Calcium 0.4 is C whose inline functions hand void pointers to others, which C++ refuses.
#define flint_malloc(size)                                                                         \
    touchstone::exact::AnyPointer                                                                  \
    {                                                                                              \
        flint_malloc(size)                                                                         \
    }
#define flint_realloc(memory, size)                                                                \
    touchstone::exact::AnyPointer                                                                  \
    {                                                                                              \
        flint_realloc(memory, size)                                                                \
    }
#define flint_calloc(count, size)                                                                  \
    touchstone::exact::AnyPointer                                                                  \
    {                                                                                              \
        flint_calloc(count, size)                                                                  \
    }
#include <ca.h>
#undef flint_malloc
#undef flint_realloc
#undef flint_calloc
#include <fmpz_mpoly_q.h>
#endif

#include <utility>

namespace touchstone::exact {

/// A rational number of FLINT that is given back at the end of its scope.
class Fraction
{
public:
    Fraction() { fmpq_init(m_value); }
    ~Fraction() { fmpq_clear(m_value); }
    Fraction(Fraction &&other) noexcept
        : Fraction()
    {
        fmpq_swap(m_value, other.m_value);
    }
    Fraction &operator=(Fraction &&other) noexcept
    {
        fmpq_swap(m_value, other.m_value);
        return *this;
    }
    Fraction(const Fraction &) = delete;
    Fraction &operator=(const Fraction &) = delete;

    fmpq *get() { return m_value; }
    [[nodiscard]] const fmpq *get() const { return m_value; }
    fmpz *numerator() { return fmpq_numref(m_value); }
    fmpz *denominator() { return fmpq_denref(m_value); }
    [[nodiscard]] const fmpz *numerator() const { return fmpq_numref(m_value); }
    [[nodiscard]] const fmpz *denominator() const { return fmpq_denref(m_value); }

private:
    fmpq_t m_value;
};

/// The same for an integer.
class Integer
{
public:
    Integer() { fmpz_init(m_value); }
    ~Integer() { fmpz_clear(m_value); }
    Integer(const Integer &) = delete;
    Integer &operator=(const Integer &) = delete;
    fmpz *get() { return m_value; }

private:
    fmpz_t m_value;
};

/// The same for a ball of complex numbers.
class Ball
{
public:
    Ball() { acb_init(m_value); }
    ~Ball() { acb_clear(m_value); }
    Ball(Ball &&other) noexcept
        : Ball()
    {
        acb_swap(m_value, other.m_value);
    }
    Ball &operator=(Ball &&other) noexcept
    {
        acb_swap(m_value, other.m_value);
        return *this;
    }
    Ball(const Ball &) = delete;
    Ball &operator=(const Ball &) = delete;
    acb_struct *get() { return m_value; }
    [[nodiscard]] const acb_struct *get() const { return m_value; }

private:
    acb_t m_value;
};

} // namespace touchstone::exact
