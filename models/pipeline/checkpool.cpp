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
    // What one thread can make, all can.
    TRY(ResponseChecker::make(rules));
    return std::unique_ptr<CheckPool>(new CheckPool(rules, threads));
}

CheckPool::CheckPool(const CheckRules &rules, int threads)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this, rules] { work(std::move(*ResponseChecker::make(rules))); });
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
        m_failures = 0;
        m_firstFailure.reset();
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

void CheckPool::work(ResponseChecker checker)
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
            if (m_trouble.isEmpty())
                m_trouble = checker.trouble();
        }
        m_ready.notify_all();
    }
}

/// Nothing where it was cancelled meanwhile, or a user's own rule failed: what has no verdict is
/// checked again next time.
std::optional<ResponseVerdict> CheckPool::checkOne(ResponseChecker &checker, const CheckTask &task)
{
    Result<ResponseVerdict> checked = checker.check(task, [this] { return m_dropped.load(); });
    if (checked)
        return std::move(*checked);
    if (checked.error().code == Error::Code::Cancelled)
        return {};
    const std::scoped_lock lock(m_mutex);
    ++m_failures;
    if (!m_firstFailure)
        m_firstFailure = checked.error();
    return {};
}

void CheckPool::checkAll(ResponseChecker &checker)
{
    while (true) {
        const std::size_t first = m_next.fetch_add(TasksAtOnce);
        const std::size_t end = std::min(first + TasksAtOnce, m_tasks.size());
        for (std::size_t i = first; i < end; ++i) {
            if (m_dropped)
                return;
            m_verdicts[i] = checkOne(checker, m_tasks[i]);
        }
        if (end == m_tasks.size())
            return;
    }
}

} // namespace touchstone
