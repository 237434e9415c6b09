// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "itemclock.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace touchstone {
namespace {

constexpr std::size_t Remembered = 40;

std::int64_t steadyMilliseconds()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

} // namespace

ItemClock::ItemClock(Milliseconds now)
    : m_now(now ? std::move(now) : Milliseconds(steadyMilliseconds))
{
    begin();
}

void ItemClock::begin()
{
    m_sum = 0;
    m_touched = m_now();
}

std::int64_t ItemClock::sinceTouch() const
{
    const std::int64_t gap = m_now() - m_touched;
    return gap > Idle ? 0 : gap;
}

void ItemClock::touch()
{
    m_sum += sinceTouch();
    m_touched = m_now();
}

void ItemClock::comeBack()
{
    m_touched = m_now();
}

std::int64_t ItemClock::elapsed() const
{
    return m_sum + sinceTouch();
}

void ItemClock::finish()
{
    m_finished.push_back(elapsed());
    if (m_finished.size() > Remembered)
        m_finished.pop_front();
}

std::int64_t ItemClock::pace() const
{
    if (m_finished.empty())
        return 0;
    return std::accumulate(m_finished.begin(), m_finished.end(), std::int64_t{0})
           / static_cast<std::int64_t>(m_finished.size());
}

} // namespace touchstone
