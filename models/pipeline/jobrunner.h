// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "job.h"

#include <record/changes.h>
#include <store/store.h>

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace touchstone {

/// Runs jobs one after the other on a thread of its own, those that a person waits for on another,
/// and each that waits for a server on one more, all with a Sibling Store on the same file. Lives
/// on the window's thread; all signals come there.
class JobRunner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobRunner)

public:
    /// `store`: the window's; it is told of what jobs change. Must outlive the runner.
    explicit JobRunner(Store &store, QObject *parent = nullptr);
    ~JobRunner() override; ///< cancels and waits

    /// Queued; a number that the signals name it by. The job stays readable in finished().
    int start(std::shared_ptr<Job> job);
    void cancel(int number);
    [[nodiscard]] int running() const; ///< jobs queued or at work

signals:
    void started(int number, const QString &title);
    void progressed(int number, const QString &stage, qint64 done, qint64 total);
    void finished(int number, const touchstone::Result<> &result);
    /// A job's store changed something; goes on to the window's store.
    void storeChanged(const touchstone::Changes &changes);

private:
    class Worker;
    /// From a worker's thread: called later on the runner's.
    void tell(std::function<void()> emitted);
    Q_INVOKABLE void hear(); ///< once for each that was told
    Worker &workerFor(const Job &job);
    std::unique_ptr<Worker> addWorker(const QString &name);
    [[nodiscard]] std::vector<Worker *> workers() const;

    QString m_path;
    Store::Options m_options;
    std::mutex m_toldMutex;
    std::deque<std::function<void()>> m_told;
    std::unique_ptr<Worker> m_background;
    std::unique_ptr<Worker> m_awaited;
    std::vector<std::unique_ptr<Worker>> m_remote; ///< as many as ever ran at once
    int m_lastNumber = 0;
};

} // namespace touchstone
