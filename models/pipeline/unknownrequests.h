// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/generation.h>

#include <cstdint>
#include <span>

namespace touchstone {

class Store;

/// Gives unknown requests up: their samples count as missing, so that the next run asks for them.
Result<> forgoUnknown(Store &store, std::span<const UnknownRequest> requests);
/// Makes responses, marked as truncated, of what came of unknown requests; those of which nothing
/// came stay unknown. Gives how many there are. Each belongs to the run that asked for it.
Result<std::int64_t> keepUnknown(Store &store, std::span<const UnknownRequest> requests);

} // namespace touchstone
