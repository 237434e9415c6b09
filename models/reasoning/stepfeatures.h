// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "steps.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace touchstone {

/// One side of an alignment: a text and the steps it is cut into.
struct SteppedText
{
    std::string_view text;
    std::span<const ReasoningStep> steps;
};

/// What the steps of two texts have in common: the numbers, formulas and words of each and the
/// calculations in its equations, and what each of them weighs. A number weighs more than a word
/// and a formula more than a number; all weigh the more the fewer steps have them (inverse document
/// frequency over both sides), and what stands in very many steps of a long text weighs nothing.
class StepFeatures final
{
public:
    using Feature = std::uint32_t;

    StepFeatures(const SteppedText &left, const SteppedText &right);

    /// The features of a step, sorted.
    [[nodiscard]] std::span<const Feature> left(std::size_t step) const { return m_left[step]; }
    [[nodiscard]] std::span<const Feature> right(std::size_t step) const { return m_right[step]; }
    [[nodiscard]] std::size_t leftSize() const { return m_left.size(); }
    [[nodiscard]] std::size_t rightSize() const { return m_right.size(); }
    [[nodiscard]] double weight(Feature feature) const { return m_weights[feature]; }
    /// The steps of the right side that have the feature, in order.
    [[nodiscard]] std::span<const std::size_t> rightStepsWith(Feature feature) const
    {
        return m_rightSteps[feature];
    }

    /// How alike two steps are whose common features weigh `common`: 0 to 1.
    [[nodiscard]] double score(std::size_t left, std::size_t right, double common) const;
    /// The same, from their features.
    [[nodiscard]] double score(std::size_t left, std::size_t right) const;

    /// Pairs of steps that share a feature which no other step has, in order of the left one.
    [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> uniquePairs() const;

private:
    using Rows = std::vector<std::vector<Feature>>;

    [[nodiscard]] double weightOf(const std::vector<Feature> &features) const;

    Rows m_left;
    Rows m_right;
    std::vector<double> m_leftWeights; ///< of each step
    std::vector<double> m_rightWeights;
    std::vector<double> m_weights; ///< of each feature
    std::vector<std::vector<std::size_t>> m_rightSteps;
    std::vector<std::vector<std::size_t>> m_leftSteps;
};

} // namespace touchstone
