// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulaservice.h"

#include "formulaengine.h"

#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <unordered_map>

namespace touchstone {

/// The work that waits, and who waits for it.
class FormulaService::Queue final
{
public:
    struct Work
    {
        FormulaKey key;
        Batch batch = 0;
    };

    Batch add(std::vector<FormulaKey> formulas, Urgency urgency)
    {
        Batch batch = 0;
        {
            const std::lock_guard lock(m_mutex);
            batch = ++m_last;
            m_open[batch] = formulas.size();
            std::deque<Work> work;
            for (FormulaKey &key : formulas)
                work.push_back({std::move(key), batch});
            m_work.insert(urgency == Urgency::Now ? m_work.begin() : m_work.end(),
                          std::make_move_iterator(work.begin()),
                          std::make_move_iterator(work.end()));
        }
        m_changed.notify_all();
        return batch;
    }

    void wake()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_wake = true;
        }
        m_changed.notify_all();
    }

    void end()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ends = true;
        }
        m_changed.notify_all();
        m_done.notify_all();
    }

    /// False: the service ends.
    bool awaitFirst()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ends || m_wake || !m_work.empty(); });
        return !m_ends;
    }

    std::optional<Work> take()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ends || !m_work.empty(); });
        if (m_ends)
            return std::nullopt;
        Work next = std::move(m_work.front());
        m_work.pop_front();
        return next;
    }

    /// True: it was the batch's last.
    bool finish(Batch batch)
    {
        bool last = false;
        {
            const std::lock_guard lock(m_mutex);
            const auto open = m_open.find(batch);
            last = open != m_open.end() && --open->second == 0;
            if (last)
                m_open.erase(open);
        }
        if (last)
            m_done.notify_all();
        return last;
    }

    std::size_t waiting(Batch batch)
    {
        const std::lock_guard lock(m_mutex);
        const auto open = m_open.find(batch);
        return open == m_open.end() ? 0 : open->second;
    }

    void hurry(Batch batch)
    {
        const std::lock_guard lock(m_mutex);
        std::stable_partition(m_work.begin(), m_work.end(),
                              [batch](const Work &work) { return work.batch == batch; });
    }

    void drop(Batch batch)
    {
        {
            const std::lock_guard lock(m_mutex);
            std::erase_if(m_work, [batch](const Work &work) { return work.batch == batch; });
            m_open.erase(batch);
        }
        m_done.notify_all();
    }

    bool isIdle()
    {
        const std::lock_guard lock(m_mutex);
        return m_open.empty();
    }

    bool wait(Batch batch, std::chrono::milliseconds most)
    {
        std::unique_lock lock(m_mutex);
        return m_done.wait_for(lock, most, [&] { return m_ends || !m_open.contains(batch); })
               && !m_ends;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::condition_variable m_done;
    std::deque<Work> m_work;
    std::unordered_map<Batch, std::size_t> m_open; ///< how many of each batch wait
    Batch m_last = 0;
    bool m_wake = false;
    bool m_ends = false;
};

FormulaService::FormulaService(const QFont &fallback, QObject *parent)
    : QObject(parent)
    , m_cache(std::make_unique<FormulaCache>())
    , m_queue(std::make_unique<Queue>())
    , m_painter(fallback)
{
    if (!isAvailable())
        return;
    m_thread.reset(QThread::create([this, fallback] {
        if (!m_queue->awaitFirst())
            return;
        FormulaEngine engine(fallback);
        while (const auto work = m_queue->take()) {
            if (!m_cache->contains(work->key)) {
                FormulaResult result;
                if (auto made = engine.layOut(work->key.tex, work->key.display))
                    result.layout = std::make_shared<const FormulaLayout>(*std::move(made));
                else
                    result.error = made.error().message;
                m_cache->insert(work->key, std::move(result));
            }
            if (m_queue->finish(work->batch))
                emit batchDone(work->batch);
        }
    }));
    m_thread->setObjectName(QStringLiteral("formulas"));
    m_thread->setStackSize(FormulaEngine::StackSize);
    m_thread->start();
}

FormulaService::~FormulaService()
{
    m_queue->end();
    if (m_thread)
        m_thread->wait();
    // Documents that are being made on other threads ask for formulas until they are done.
    QThreadPool::globalInstance()->waitForDone();
}

bool FormulaService::isAvailable()
{
    return FormulaEngine::isAvailable();
}

std::optional<FormulaResult> FormulaService::find(const FormulaKey &key) const
{
    return m_cache->find(key);
}

FormulaService::Batch FormulaService::request(const std::vector<FormulaKey> &formulas,
                                              Urgency urgency)
{
    std::vector<FormulaKey> missing;
    if (isAvailable())
        std::copy_if(formulas.begin(), formulas.end(), std::back_inserter(missing),
                     [this](const FormulaKey &key) { return !m_cache->contains(key); });
    return missing.empty() ? 0 : m_queue->add(std::move(missing), urgency);
}

bool FormulaService::isDone(Batch batch) const
{
    return m_queue->waiting(batch) == 0;
}

std::size_t FormulaService::waiting(Batch batch) const
{
    return m_queue->waiting(batch);
}

void FormulaService::hurry(Batch batch)
{
    m_queue->hurry(batch);
}

void FormulaService::drop(Batch batch)
{
    m_queue->drop(batch);
}

bool FormulaService::isIdle() const
{
    return m_queue->isIdle();
}

bool FormulaService::wait(Batch batch, std::chrono::milliseconds most) const
{
    return m_queue->wait(batch, most);
}

void FormulaService::warmUp()
{
    m_queue->wake();
}

} // namespace touchstone
