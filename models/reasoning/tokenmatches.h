// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace touchstone {

/// A run of tokens that is the same on both sides.
struct TokenMatch
{
    std::size_t left = 0; ///< index of its first token
    std::size_t right = 0;
    std::size_t length = 0;

    bool operator==(const TokenMatch &) const = default;
};

struct TokenMatches
{
    std::vector<TokenMatch> matches; ///< in order on both sides, longest possible runs
    /// No other choice of matches leaves fewer tokens out. False where the sides differ so much
    /// that this would have taken too long.
    bool isShortest = true;
};

/// What is the same in two rows of tokens; the numbers stand for tokens and are less than
/// `vocabulary`.
///
/// By E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986),
/// section 4b, which needs space for the tokens only. When that has taken `work` comparisons, the
/// tokens that are unique on both sides become anchors (patience diff, B. Cohen) and what is
/// between them is compared again; where there are none, all is different. Time is linear in the
/// tokens plus `work`.
TokenMatches matchTokens(std::span<const std::uint32_t> left,
                         std::span<const std::uint32_t> right,
                         std::size_t vocabulary,
                         std::size_t work);

} // namespace touchstone
