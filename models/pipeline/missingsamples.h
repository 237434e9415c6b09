// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "generateplan.h"

#include <cstdint>
#include <vector>

namespace touchstone {

/// The prompts of a plan that miss samples.
struct MissingSamples
{
    struct Prompt
    {
        PromptId prompt;
        int samples = 0;           ///< from 1
        std::optional<int> sample; ///< this one, of a plan that names them
    };
    std::vector<Prompt> prompts; ///< in the query's order, or the plan's
    std::int64_t samples = 0;    ///< of all together
};

/// What the source has, what is on its way and what is unknown is not missing.
Result<MissingSamples> missingSamples(const Store &store, const GeneratePlan &plan);

/// What one more request of a plan is likely to use.
struct ExpectedUsage
{
    Usage usage;       ///< of one request; `known` false
    QString repliesAs; ///< where the length of a reply was taken from, for people
    QString trouble;   ///< of the first prompt that cannot be asked; empty: all looked at can
};

/// From the lengths of up to 500 of the prompts, and of the replies that the project has: of this
/// source, of any teacher that was asked, else of the teachers' responses that were imported.
Result<ExpectedUsage>
expectedUsage(const Store &store, const GeneratePlan &plan, const MissingSamples &missing);

} // namespace touchstone
