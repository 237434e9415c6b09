// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstdint>
#include <deque>
#include <functional>

namespace touchstone {

/// How long a person looks at items. Somebody who has not touched anything for five minutes has
/// gone away: the time until they come back does not count.
class ItemClock final
{
public:
    using Milliseconds = std::function<std::int64_t()>;
    static constexpr std::int64_t Idle = 5 * 60 * 1000;

    /// `now`: a clock that only goes forward; by default the system's.
    explicit ItemClock(Milliseconds now = {});

    void begin();
    /// A key, a click, a scroll.
    void touch();
    /// Somebody comes back from elsewhere: the time since the last touch does not count.
    void comeBack();
    /// Since begin(), without the times away.
    [[nodiscard]] std::int64_t elapsed() const;
    /// The item was decided: its time counts for the pace.
    void finish();
    /// The mean of the last items decided; 0: none yet.
    [[nodiscard]] std::int64_t pace() const;

private:
    [[nodiscard]] std::int64_t sinceTouch() const;

    Milliseconds m_now;
    std::int64_t m_touched = 0;
    std::int64_t m_sum = 0;
    std::deque<std::int64_t> m_finished;
};

} // namespace touchstone
