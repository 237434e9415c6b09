// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstdint>

namespace touchstone::reading {

/// Where one text can be read in two ways. 0 is the first reading of each.
enum Ambiguity : std::uint32_t {
    SlashTight = 1,      ///< 1/2x is 1/(2x); otherwise (1/2)x
    LogNatural = 2,      ///< log is the natural one; otherwise to the base of ten
    RealRoots = 4,       ///< an odd root of a negative number is real; otherwise principal
    PairIsInterval = 8,  ///< (1,2) is an open interval, [1,2] a closed one; otherwise a tuple
    CommaSeparates = 16, ///< within brackets 1,234 is two numbers; otherwise one
    ClockIsRatio = 32,   ///< 10:30 is a ratio; otherwise a time
    LetterIsUnit = 64,   ///< 5 m is five metres; otherwise 5 times m
    IIsSymbol = 128,     ///< i is a letter as any other; otherwise the imaginary unit
    EIsSymbol = 256,     ///< e is a letter as any other; otherwise Euler's number
    // Readings that are unlikely: they never make anything equal, and what they would make equal
    // is not called different.
    PointGroups = 512,      ///< 1.250 is twelve hundred and fifty
    CommaDecimal = 1024,    ///< 1,25 is one and a quarter
    GroupsSeparate = 2048,  ///< outside brackets 1,234 is two numbers
    MixedMultiplies = 4096, ///< 2\frac{1}{2} is one
    CommaJoins = 8192,      ///< 2 hours, 30 minutes is one time
};

constexpr std::uint32_t Unlikely =
    PointGroups | CommaDecimal | GroupsSeparate | MixedMultiplies | CommaJoins;
/// Conventions that an author and an answer share: both sides are read alike.
constexpr std::uint32_t Shared = LogNatural | RealRoots | IIsSymbol | EIsSymbol;

/// One way to read a text, and the forks that were met on it.
class Choices
{
public:
    explicit Choices(std::uint32_t chosen = 0)
        : m_chosen(chosen)
    {}
    /// True where the second reading is to be taken.
    bool second(Ambiguity fork)
    {
        m_met |= fork;
        return (m_chosen & fork) != 0;
    }
    [[nodiscard]] std::uint32_t met() const { return m_met; }
    [[nodiscard]] std::uint32_t chosen() const { return m_chosen; }

private:
    std::uint32_t m_chosen;
    std::uint32_t m_met = 0;
};

} // namespace touchstone::reading
