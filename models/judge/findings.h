// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "comparer.h"

#include <algorithm>
#include <numeric>

namespace touchstone {

inline Finding unknown(std::string reason)
{
    return {Verdict::CannotTell, Proof::None, std::move(reason)};
}

inline Finding different(std::string reason)
{
    return {Verdict::Different, Proof::Exact, std::move(reason)};
}

inline Finding policy(std::string reason)
{
    return {Verdict::Equal, Proof::Policy, std::move(reason)};
}

/// `finding` with no better proof than `proof` where it is Equal.
inline Finding atMost(Finding finding, Proof proof, std::string reason)
{
    if (finding.verdict == Verdict::Equal && finding.proof < proof) {
        finding.proof = proof;
        finding.reason = std::move(reason);
    }
    return finding;
}

/// What the parts of an answer come to: one that differs is enough, one that is unknown leaves the
/// whole unknown, and the whole is proved as well as its weakest part.
inline Finding together(const Finding &one, const Finding &other)
{
    const auto rank = [](const Finding &finding) {
        switch (finding.verdict) {
        case Verdict::Different:
            return 3;
        case Verdict::UnitDiffers:
            return 2;
        case Verdict::Equal:
            return 0;
        default:
            return 1;
        }
    };
    if (rank(one) != rank(other))
        return rank(one) > rank(other) ? one : other;
    return one.proof >= other.proof ? one : other;
}

} // namespace touchstone
