// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "fault.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace touchstone {

/// When a failed attempt is made again: as the server says, else twice as long each time with full
/// jitter (Brooker, "Exponential Backoff And Jitter", 2015).
struct RetryRule
{
    int most = 6; ///< attempts, the first one too
    std::chrono::milliseconds first{500};
    std::chrono::milliseconds longest{60'000};

    /// The pause before the next attempt; nothing: no more. `attempts` were made; `random` is drawn
    /// evenly from all values.
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    pause(const Fault &fault, int attempts, std::uint64_t random) const;
};

/// How many requests may run at once: fewer when the server refuses, one more at a time when it
/// answers again, none while it asked for quiet. Pure: time is handed in.
class Pacer final
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// `requestsPerMinute` 0: no limit.
    Pacer(int streams, int requestsPerMinute);

    /// Requests that may leave now, with `running` on their way.
    [[nodiscard]] int room(Time now, int running) const;
    void sent(Time now);
    void answered(Time now);
    /// After RateLimited, Busy, Unreachable, Reset, Stalled.
    void refused(Time now, const Fault &fault);
    /// The server's own count of what is left until `reset`.
    void left(Time now, std::int64_t requests, std::chrono::milliseconds reset);
    /// When room() may become larger by itself; nothing, or a time that is past: only by an answer.
    [[nodiscard]] std::optional<Time> opensAt() const;
    /// Streams that it allows at present, at least 1.
    [[nodiscard]] int width() const { return m_width; }

private:
    /// Requests that the server's own count still allows.
    struct Left
    {
        std::int64_t requests = 0;
        Time until;
    };

    [[nodiscard]] std::int64_t roomInMinute(Time now) const;
    void beQuietUntil(Time time);

    int m_streams;
    int m_width;
    int m_perMinute;
    int m_answersInRow = 0;
    int m_refusalsAlone = 0;        ///< of a server that was asked by one stream at a time
    std::deque<Time> m_sent;        ///< within a minute before the last one
    std::optional<Time> m_narrowed; ///< last
    std::optional<Time> m_quietUntil;
    std::optional<Left> m_left;
};

} // namespace touchstone
