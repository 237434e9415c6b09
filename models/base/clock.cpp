// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "clock.h"

#include <chrono>

namespace touchstone {

Clock systemClock()
{
    return [] {
        using namespace std::chrono;
        return static_cast<std::int64_t>(
            duration_cast<microseconds>(system_clock::now().time_since_epoch()).count());
    };
}

} // namespace touchstone
