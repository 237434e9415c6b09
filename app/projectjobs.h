// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QObject>

#include <map>
#include <memory>

class QMenu;

namespace touchstone {

class Job;
class JobRunner;

/// The window's view of what is at work: which jobs run, how far they are, and how each ended.
class ProjectJobs final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Null: no project is open. What the former one ran is no longer of interest.
    void setRunner(JobRunner *runner);
    void start(const std::shared_ptr<Job> &job);
    /// A job that a page has started on the project's runner.
    void adopt(int number, const std::shared_ptr<Job> &job);
    [[nodiscard]] int count() const { return static_cast<int>(m_running.size()); }
    /// How many of them read files.
    [[nodiscard]] int imports() const;
    /// A line for each job, which cancels it.
    void fill(QMenu *menu) const;

signals:
    void countChanged(int count);
    void said(const QString &message);
    void finished(const std::shared_ptr<touchstone::Job> &job, const touchstone::Result<> &result);

private:
    void onProgress(const QString &stage, qint64 done, qint64 total);
    void onFinished(int number, const Result<> &result);

    JobRunner *m_runner = nullptr;
    std::map<int, std::shared_ptr<Job>> m_running;
    QString m_share;
};

} // namespace touchstone
