// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "generateplan.h"

#include <span>
#include <vector>

namespace touchstone {

/// A plan that asks once more for what failed for good in a run, sample by sample, and for nothing
/// else: not for what never left, nor for what is unknown, nor for what came or was asked for
/// since. By the settings that the run had, its budget anew; without a key. `run` null: the newest.
/// Fails with NotFound where there is no such run.
Result<GeneratePlan> retryPlan(const Store &store, GenerationId run = {});

/// The same for unknown requests, once they were given up: a plan for each run that asked for some.
Result<std::vector<GeneratePlan>> askAgainPlans(const Store &store,
                                                std::span<const UnknownRequest> requests);

} // namespace touchstone
