// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "checkpool.h"

#include <algorithm>
#include <chrono>

namespace touchstone {

namespace {

constexpr std::size_t TasksAtOnce = 8;
constexpr std::chrono::milliseconds LookEvery{50};

} // namespace

Result<std::unique_ptr<CheckPool>> CheckPool::make(const CheckRules &rules, int threads)
{
    std::vector<ResponseChecker> checkers;
    for (int i = 0; i < threads; ++i) {
        TRY_ASSIGN(ResponseChecker checker, ResponseChecker::make(rules));
        checkers.push_back(std::move(checker));
    }
    return std::unique_ptr<CheckPool>(new CheckPool(std::move(checkers)));
}

CheckPool::CheckPool(std::vector<ResponseChecker> checkers)
    : m_checkers(std::move(checkers))
{
    for (ResponseChecker &checker : m_checkers)
        m_threads.emplace_back(&CheckPool::work, this, std::ref(checker));
}

CheckPool::~CheckPool()
{
    m_dropped = true;
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void CheckPool::start(std::vector<CheckTask> tasks)
{
    m_tasks = std::move(tasks);
    m_verdicts.assign(m_tasks.size(), std::nullopt);
    m_next = 0;
    {
        const std::scoped_lock lock(m_mutex);
        ++m_round;
        m_busy = m_threads.size();
    }
    m_wake.notify_all();
}

std::vector<ResponseVerdict> CheckPool::finish(const Progress &progress)
{
    {
        std::unique_lock lock(m_mutex);
        while (!m_ready.wait_for(lock, LookEvery, [this] { return m_busy == 0; })) {
            if (progress.isCancelled())
                m_dropped = true;
        }
    }
    std::vector<ResponseVerdict> made;
    made.reserve(m_verdicts.size());
    for (std::optional<ResponseVerdict> &verdict : m_verdicts) {
        if (verdict)
            made.push_back(std::move(*verdict));
    }
    return made;
}

void CheckPool::work(ResponseChecker &checker)
{
    std::size_t round = 0;
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_stopping || m_round != round; });
            if (m_stopping)
                return;
            round = m_round;
        }
        checkAll(checker);
        {
            const std::scoped_lock lock(m_mutex);
            --m_busy;
        }
        m_ready.notify_all();
    }
}

void CheckPool::checkAll(ResponseChecker &checker)
{
    while (true) {
        const std::size_t first = m_next.fetch_add(TasksAtOnce);
        const std::size_t end = std::min(first + TasksAtOnce, m_tasks.size());
        for (std::size_t i = first; i < end; ++i) {
            if (m_dropped)
                return;
            m_verdicts[i] = checker.check(m_tasks[i]);
        }
        if (end == m_tasks.size())
            return;
    }
}

} // namespace touchstone
