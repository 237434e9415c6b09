// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generationmeter.h"

namespace touchstone {

using namespace std::chrono_literals;

namespace {

constexpr auto BetweenWords = 50ms;
constexpr auto SpeedOver = 5s;
/// With fewer requests ended nothing can be said of the end.
constexpr std::int64_t LeastEnded = 3;

} // namespace

GenerationMeter::GenerationMeter()
    : m_begun(std::chrono::steady_clock::now())
    , m_live(std::make_shared<const LiveGeneration>())
{}

bool GenerationMeter::isDue(Time now) const
{
    return now - m_shown >= BetweenWords;
}

void GenerationMeter::show(LiveGeneration live, std::int64_t pieces, Time now)
{
    m_shown = now;
    m_marks.push_back({now, pieces});
    while (m_marks.size() > 2 && now - m_marks.front().time > SpeedOver)
        m_marks.pop_front();
    const std::chrono::duration<double> span = now - m_marks.front().time;
    if (span.count() > 0)
        live.tokensPerSecond = static_cast<double>(pieces - m_marks.front().pieces) / span.count();
    live.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_begun);
    const std::int64_t ended = live.settled + live.failed + live.unknown;
    const std::int64_t open = live.remaining + live.waiting + live.running;
    if (ended >= LeastEnded && live.state != LiveGeneration::State::Ended)
        live.left = live.elapsed * open / ended;
    auto made = std::make_shared<const LiveGeneration>(std::move(live));
    const std::lock_guard lock(m_mutex);
    m_live = std::move(made);
}

std::shared_ptr<const LiveGeneration> GenerationMeter::live() const
{
    const std::lock_guard lock(m_mutex);
    return m_live;
}

} // namespace touchstone
