// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "effort.h"
#include "truth.h"

#include <memory>
#include <optional>

namespace touchstone::exact {

/// What is known of two values, and on what it rests.
struct Comparison
{
    enum class Grade { None, Structural, Exact, Numeric };
    Truth same = Truth::Unknown;
    Grade grade = Grade::None;
};

/// Exact comparison of expressions. One per thread. Nothing it is given ends or blocks the
/// program: sizes are bounded before each call of a library.
class Engine final
{
public:
    explicit Engine(Effort effort = Effort::All);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    /// Forgets how much was asked so far. Between two calls of this at most some dozens of
    /// questions that are hard are answered, and the others are Unknown, always the same ones, so
    /// that a check of many parts ends as soon as one of a few.
    void begin();

    /// Whether since begin() something was left Unknown only because the effort is Simple.
    [[nodiscard]] bool leftSomething() const;

    /// Whether both are the same value or the same function of their symbols. True and False are
    /// proved, but for the grade Numeric, which only means agreement at many points.
    Comparison compare(const Expression &left, const Expression &right, bool realRoots);

    /// The sign of left minus right of two real numbers: -1, 0 or 1, where it is known.
    std::optional<int> order(const Expression &left, const Expression &right, bool realRoots);

    /// What exact::sameEquation says.
    Truth sameEquation(const Expression &left, const Expression &right, bool positive);

    /// Whether `exact` rounds to a decimal with `decimals` digits behind its point, half a unit of
    /// the last one allowed.
    Truth
    roundsTo(const Expression &exact, const Expression &decimal, int decimals, bool realRoots);

    /// True of a rational number whose decimals never end, and of what is no rational number.
    bool neverEnds(const Expression &expression);

private:
    Comparison compareConstants(const Expression &left, const Expression &right, bool realRoots);
    Comparison compareFunctions(const Expression &left, const Expression &right, bool realRoots);

    bool mayAskMore();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace touchstone::exact
