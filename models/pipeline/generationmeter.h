// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "livegeneration.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>

namespace touchstone {

/// Publishes how a run stands, and works out its speed and its end. show() from the run's thread,
/// live() from any.
class GenerationMeter final
{
public:
    using Time = std::chrono::steady_clock::time_point;

    GenerationMeter();

    /// Whether the last word is old enough for a new one.
    [[nodiscard]] bool isDue(Time now) const;
    /// `pieces`: tokens that came so far in the whole run, about. Fills in what depends on time.
    void show(LiveGeneration live, std::int64_t pieces, Time now);
    [[nodiscard]] std::shared_ptr<const LiveGeneration> live() const;

private:
    struct Mark
    {
        Time time;
        std::int64_t pieces = 0;
    };

    Time m_begun;
    Time m_shown;
    std::deque<Mark> m_marks; ///< of the last seconds
    mutable std::mutex m_mutex;
    std::shared_ptr<const LiveGeneration> m_live;
};

} // namespace touchstone
