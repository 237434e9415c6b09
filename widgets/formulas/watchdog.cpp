// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "watchdog.h"

#include <pthread.h>

namespace touchstone {
namespace {

std::chrono::nanoseconds timeOf(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

} // namespace

Watchdog::Watchdog(std::function<void()> bark)
    : m_bark(std::move(bark))
    , m_thread([this] { watch(); })
{}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Watchdog::guard(std::chrono::milliseconds most)
{
    {
        const std::lock_guard lock(m_mutex);
        m_clock = CLOCK_MONOTONIC;
#ifdef Q_OS_LINUX
        pthread_getcpuclockid(pthread_self(), &m_clock);
#endif
        m_usedBefore = timeOf(m_clock);
        m_most = most;
        m_deadline = Clock::now() + most;
        m_barked = false;
    }
    m_changed.notify_one();
}

bool Watchdog::release()
{
    const std::lock_guard lock(m_mutex);
    // The watcher finds out when its time is up: waking it for each formula would cost more than
    // it.
    m_deadline = Clock::time_point::max();
    return m_barked;
}

std::chrono::milliseconds Watchdog::used() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(timeOf(m_clock) - m_usedBefore);
}

void Watchdog::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_ends) {
        if (m_deadline == Clock::time_point::max()) {
            m_changed.wait(lock);
            continue;
        }
        const Clock::time_point deadline = m_deadline;
        m_changed.wait_until(lock, deadline);
        if (m_deadline != deadline || Clock::now() < deadline)
            continue;
        const std::chrono::milliseconds left = m_most - used();
        if (left.count() > 0) {
            m_deadline = Clock::now() + left;
        } else {
            m_deadline = Clock::time_point::max();
            m_barked = true;
            m_bark();
        }
    }
}

} // namespace touchstone
