// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "expression.h"

#include <cstdint>

namespace touchstone::exact {

/// How much may be done for an answer.
enum class Effort {
    Simple, ///< what surely ends within some milliseconds; the rest is left, and said to be
    All,    ///< whatever the sizes in limits.h allow, which may be seconds and gigabytes
};

/// Whether rational functions and roots of such an expression have so few terms, so small degrees
/// and numbers, that comparing them is simple.
bool hasFewTerms(const Expression &expression);

/// What it costs to find the value of an expression in rational numbers and balls, in units of one
/// node at one bit of precision, estimated from its numbers and exponents.
std::int64_t workOf(const Expression &expression);

/// What is done for the questions of one check. With Effort::All nothing is refused.
class Budget
{
public:
    explicit Budget(Effort effort)
        : m_effort(effort)
    {}

    /// A new check begins.
    void begin()
    {
        m_spent = 0;
        m_exceeded = false;
    }
    /// Whether that much more is to be done. Once it is not, nothing is any more.
    bool allowsWork(std::int64_t work);
    /// Whether a thing is to be done of which is only known whether it is simple.
    bool allows(bool isSimple);
    [[nodiscard]] bool isExceeded() const { return m_exceeded; }

private:
    Effort m_effort;
    std::int64_t m_spent = 0;
    bool m_exceeded = false;
};

} // namespace touchstone::exact
