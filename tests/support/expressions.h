// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <judge/answercheck.h>

#include <random>
#include <string>

namespace touchstone::test {

/// Makes expressions in LaTeX at random, always the same ones from the same seed.
class Expressions final
{
public:
    explicit Expressions(unsigned seed)
        : m_random(seed)
    {}

    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }

    /// With `symbols`, x and y stand in it.
    std::string make(int depth, bool symbols);
    /// The same thing written in another way.
    std::string rewritten(const std::string &text);
    /// Something else, by a little or by much, wherever `text` has a value.
    std::string perturbed(const std::string &text);

private:
    std::string leaf(bool symbols);

    std::mt19937 m_random;
};

/// Different, or a decimal that the other side rounds to.
bool isKnownToDiffer(const AnswerCheck &check);
/// Equal, and shown to be so.
bool isProof(const AnswerCheck &check);

} // namespace touchstone::test
