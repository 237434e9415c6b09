// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "pacing.h"

#include <algorithm>

namespace touchstone {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// So many answers in a row allow one stream more: what is refused halves the width at once, and a
/// server that is well again has all streams after some rounds.
constexpr int AnswersForOneMore = 4;
/// Streams that left together are refused together, which says no more than one refusal.
constexpr auto OneRefusal = 1s;
constexpr milliseconds FirstQuiet = 1s;
constexpr milliseconds LongestQuiet = 60s;

/// `first` doubled `times` times, `longest` at most.
milliseconds doubled(milliseconds first, int times, milliseconds longest)
{
    milliseconds pause = first;
    for (int count = 0; count < times && pause < longest; ++count)
        pause *= 2;
    return std::min(pause, longest);
}

} // namespace

std::optional<milliseconds>
RetryRule::pause(const Fault &fault, int attempts, std::uint64_t random) const
{
    if (fault.remedy != Remedy::Retry || attempts >= most)
        return std::nullopt;
    const auto upTo = [random](milliseconds longestPause) {
        return milliseconds(random % static_cast<std::uint64_t>(longestPause.count() + 1));
    };
    // All who were refused together must not come back together.
    if (fault.retryAfter)
        return *fault.retryAfter + upTo(first);
    return upTo(doubled(first, std::max(attempts - 1, 0), longest));
}

Pacer::Pacer(int streams, int requestsPerMinute)
    : m_streams(std::max(streams, 1))
    , m_width(m_streams)
    , m_perMinute(std::max(requestsPerMinute, 0))
{}

int Pacer::room(Time now, int running) const
{
    if (m_quietUntil && now < *m_quietUntil)
        return 0;
    std::int64_t room = m_width - running;
    if (m_perMinute > 0)
        room = std::min(room, roomInMinute(now));
    if (m_left && now < m_left->until)
        room = std::min(room, m_left->requests);
    return static_cast<int>(std::max<std::int64_t>(room, 0));
}

void Pacer::sent(Time now)
{
    if (m_left && m_left->requests > 0)
        --m_left->requests;
    if (m_perMinute == 0)
        return;
    while (!m_sent.empty() && m_sent.front() + 1min <= now)
        m_sent.pop_front();
    m_sent.push_back(now);
}

void Pacer::answered(Time)
{
    m_refusalsAlone = 0;
    if (m_width < m_streams && ++m_answersInRow >= AnswersForOneMore) {
        ++m_width;
        m_answersInRow = 0;
    }
}

void Pacer::refused(Time now, const Fault &fault)
{
    m_answersInRow = 0;
    if (fault.retryAfter)
        beQuietUntil(now + *fault.retryAfter);
    if (m_narrowed && now < *m_narrowed + OneRefusal)
        return;
    m_narrowed = now;
    if (m_width > 1) {
        m_width /= 2;
        return;
    }
    if (!fault.retryAfter)
        beQuietUntil(now + doubled(FirstQuiet, m_refusalsAlone, LongestQuiet));
    ++m_refusalsAlone;
}

void Pacer::left(Time now, std::int64_t requests, milliseconds reset)
{
    m_left = Left{std::max<std::int64_t>(requests, 0), now + std::max(reset, 0ms)};
}

std::optional<Pacer::Time> Pacer::opensAt() const
{
    std::optional<Time> opens = m_quietUntil;
    if (m_perMinute > 0 && std::ssize(m_sent) >= m_perMinute) {
        const Time minute = m_sent[m_sent.size() - static_cast<std::size_t>(m_perMinute)] + 1min;
        opens = opens ? std::max(*opens, minute) : minute;
    }
    if (m_left && m_left->requests == 0)
        opens = opens ? std::max(*opens, m_left->until) : m_left->until;
    return opens;
}

std::int64_t Pacer::roomInMinute(Time now) const
{
    const auto within = std::partition_point(m_sent.begin(), m_sent.end(),
                                             [now](Time time) { return time + 1min <= now; });
    return m_perMinute - (m_sent.end() - within);
}

void Pacer::beQuietUntil(Time time)
{
    m_quietUntil = m_quietUntil ? std::max(*m_quietUntil, time) : time;
}

} // namespace touchstone
