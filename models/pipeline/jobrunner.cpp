// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "jobrunner.h"

#include <QThread>

#include <condition_variable>

namespace touchstone {

/// The thread and its queue. The jobs' progress objects live here, so that cancel() finds them.
class JobRunner::Worker final : public QThread
{
public:
    struct Entry
    {
        int number = 0;
        std::shared_ptr<Job> job;
        std::shared_ptr<Progress> progress;
    };

    Worker(JobRunner &runner, QString path, Store::Options options)
        : m_runner(runner)
        , m_path(std::move(path))
        , m_options(std::move(options))
    {}

    void add(int number, std::shared_ptr<Job> job)
    {
        const std::scoped_lock lock(m_mutex);
        auto progress = std::make_shared<Progress>([this, number](const Progress::State &state) {
            tell([this, number, state] {
                emit m_runner.progressed(number, state.stage, state.done, state.total);
            });
        });
        m_entries.push_back({number, std::move(job), std::move(progress)});
        m_wake.notify_one();
    }

    void cancel(int number)
    {
        const std::scoped_lock lock(m_mutex);
        for (const Entry &entry : m_entries) {
            if (entry.number == number || number == All)
                entry.progress->cancel();
        }
    }

    void stop()
    {
        cancel(All);
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
        m_wake.notify_one();
    }

    int count()
    {
        const std::scoped_lock lock(m_mutex);
        return static_cast<int>(m_entries.size());
    }

protected:
    void run() override
    {
        while (true) {
            Entry entry;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [this] { return m_stopping || !m_entries.empty(); });
                if (m_stopping)
                    return;
                entry = m_entries.front(); // stays in the queue until it is done, so that it counts
            }
            tell([this, number = entry.number, title = entry.job->title()] {
                emit m_runner.started(number, title);
            });
            const Result<> result = perform(entry);
            {
                const std::scoped_lock lock(m_mutex);
                m_entries.pop_front();
            }
            tell([this, number = entry.number, result] { emit m_runner.finished(number, result); });
        }
    }

private:
    static constexpr int All = -1;

    /// On the runner's own thread, also for receivers that are connected directly.
    void tell(std::function<void()> emitted) { m_runner.tell(std::move(emitted)); }

    Result<> perform(const Entry &entry)
    {
        TRY(entry.progress->advance(0));
        TRY_ASSIGN(const std::unique_ptr<Store> store, Store::open(m_path, m_options));
        QObject::connect(store.get(), &Store::changed, store.get(), [this](const Changes &changes) {
            tell([this, changes] { emit m_runner.storeChanged(changes); });
        });
        return entry.job->run(*store, *entry.progress);
    }

    JobRunner &m_runner;
    QString m_path;
    Store::Options m_options;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_entries;
    bool m_stopping = false;
};

JobRunner::JobRunner(Store &store, QObject *parent)
    : QObject(parent)
    , m_path(store.path())
{
    qRegisterMetaType<touchstone::Result<>>("touchstone::Result<>");
    qRegisterMetaType<touchstone::Changes>("touchstone::Changes");
    m_options.mode = store.isReadOnly() ? Store::Mode::ReadOnly : Store::Mode::Sibling;
    m_options.annotator = store.annotatorName();
    connect(this, &JobRunner::storeChanged, &store, &Store::notify);
    m_background = addWorker(QStringLiteral("jobs"));
    m_awaited = addWorker(QStringLiteral("awaited jobs"));
}

JobRunner::~JobRunner()
{
    for (Worker *worker : workers())
        worker->stop();
    for (Worker *worker : workers())
        worker->wait();
}

void JobRunner::tell(std::function<void()> emitted)
{
    {
        const std::scoped_lock lock(m_toldMutex);
        m_told.push_back(std::move(emitted));
    }
    // Nothing is handed over in Qt's own queue, whose lock the thread sanitizer does not see.
    QMetaObject::invokeMethod(this, "hear", Qt::QueuedConnection);
}

void JobRunner::hear()
{
    std::function<void()> emitted;
    {
        const std::scoped_lock lock(m_toldMutex);
        emitted = std::move(m_told.front());
        m_told.pop_front();
    }
    emitted();
}

std::unique_ptr<JobRunner::Worker> JobRunner::addWorker(const QString &name)
{
    auto worker = std::make_unique<Worker>(*this, m_path, m_options);
    worker->setObjectName(name);
    worker->start();
    return worker;
}

std::vector<JobRunner::Worker *> JobRunner::workers() const
{
    std::vector<Worker *> all = {m_background.get(), m_awaited.get()};
    for (const auto &worker : m_remote)
        all.push_back(worker.get());
    return all;
}

JobRunner::Worker &JobRunner::workerFor(const Job &job)
{
    if (job.isAwaited())
        return *m_awaited;
    if (!job.isRemote())
        return *m_background;
    for (const auto &worker : m_remote) {
        if (worker->count() == 0)
            return *worker;
    }
    m_remote.push_back(addWorker(QStringLiteral("remote jobs")));
    return *m_remote.back();
}

int JobRunner::start(std::shared_ptr<Job> job)
{
    const int number = ++m_lastNumber;
    Worker &worker = workerFor(*job);
    worker.add(number, std::move(job));
    return number;
}

void JobRunner::cancel(int number)
{
    for (Worker *worker : workers())
        worker->cancel(number);
}

int JobRunner::running() const
{
    int count = 0;
    for (Worker *worker : workers())
        count += worker->count();
    return count;
}

} // namespace touchstone
