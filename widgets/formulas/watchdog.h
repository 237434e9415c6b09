// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QtGlobal>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <time.h>

namespace touchstone {

/// Calls `bark`, on a thread of its own, when a guarded piece of work takes too long: processor
/// time where the system tells it of another thread, so that work that only waits for a busy
/// machine goes on.
class Watchdog final
{
    Q_DISABLE_COPY_MOVE(Watchdog)

public:
    explicit Watchdog(std::function<void()> bark);
    ~Watchdog();

    /// On the thread that does the work, before it begins.
    void guard(std::chrono::milliseconds most);
    /// The work is done. No bark follows once this has returned. True: there was one.
    bool release();

private:
    using Clock = std::chrono::steady_clock;

    void watch();
    /// What the guarded thread has used of the processor since its work began.
    [[nodiscard]] std::chrono::milliseconds used() const;

    std::function<void()> m_bark;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Clock::time_point m_deadline = Clock::time_point::max();
    std::chrono::nanoseconds m_usedBefore{};
    std::chrono::milliseconds m_most{};
    clockid_t m_clock = CLOCK_MONOTONIC;
    bool m_barked = false;
    bool m_ends = false;
    std::thread m_thread; ///< last: it begins when everything else is there
};

} // namespace touchstone
