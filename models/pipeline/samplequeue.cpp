// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "samplequeue.h"

namespace touchstone {

void SampleQueue::add(PromptId prompt, int missing, std::optional<int> sample)
{
    m_missing.push_back({prompt, missing, sample});
    m_fresh += missing;
}

void SampleQueue::addAgain(const Next &failed, Time due)
{
    m_again.emplace(due, failed);
}

std::optional<SampleQueue::Next> SampleQueue::next(Time now)
{
    if (const auto first = m_again.begin(); first != m_again.end() && first->first <= now) {
        const Next due = first->second;
        m_again.erase(first);
        return due;
    }
    if (m_fresh == 0)
        return {};
    if (m_at == m_missing.size()) {
        std::erase_if(m_missing, [](const Missing &missing) { return missing.samples == 0; });
        m_at = 0;
    }
    Missing &missing = m_missing[m_at++];
    --missing.samples;
    --m_fresh;
    return Next{missing.prompt, {}, missing.sample, 0, 0};
}

std::optional<SampleQueue::Time> SampleQueue::dueAt() const
{
    return m_again.empty() ? std::optional<Time>{} : m_again.begin()->first;
}

std::int64_t SampleQueue::waiting() const
{
    return static_cast<std::int64_t>(m_again.size());
}

} // namespace touchstone
