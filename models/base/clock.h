// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstdint>
#include <functional>

namespace touchstone {

/// Microseconds since 1970-01-01 UTC. Handed in wherever time is written down, so that tests own
/// it.
using Clock = std::function<std::int64_t()>;

/// The system's clock.
Clock systemClock();

} // namespace touchstone
