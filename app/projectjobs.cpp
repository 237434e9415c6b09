// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "projectjobs.h"

#include <pipeline/importjob.h>
#include <pipeline/jobrunner.h>

#include <QMenu>

#include <algorithm>

namespace touchstone {

void ProjectJobs::setRunner(JobRunner *runner)
{
    m_runner = runner;
    m_running.clear();
    m_share.clear();
    emit said({});
    emit countChanged(0);
    if (m_runner == nullptr)
        return;
    connect(m_runner, &JobRunner::progressed, this,
            [this](int number, const QString &stage, qint64 done, qint64 total) {
                // What a dialog has asked for itself is not the window's to tell.
                if (m_running.contains(number))
                    onProgress(stage, done, total);
            });
    connect(m_runner, &JobRunner::finished, this, &ProjectJobs::onFinished);
}

void ProjectJobs::start(const std::shared_ptr<Job> &job)
{
    adopt(m_runner->start(job), job);
}

void ProjectJobs::adopt(int number, const std::shared_ptr<Job> &job)
{
    m_running[number] = job;
    emit countChanged(count());
}

int ProjectJobs::imports() const
{
    return static_cast<int>(
        std::count_if(m_running.begin(), m_running.end(), [](const auto &entry) {
            return dynamic_cast<const ImportJob *>(entry.second.get()) != nullptr;
        }));
}

void ProjectJobs::onProgress(const QString &stage, qint64 done, qint64 total)
{
    m_share = total > 0 ? tr("(%1 %)").arg(100 * done / total) : QString{};
    emit said(stage + QLatin1Char(' ') + m_share);
}

void ProjectJobs::onFinished(int number, const Result<> &result)
{
    const auto found = m_running.find(number);
    if (found == m_running.end())
        return;
    const std::shared_ptr<Job> job = found->second;
    m_running.erase(found);
    emit said({});
    emit finished(job, result);
    emit countChanged(count());
}

void ProjectJobs::fill(QMenu *menu) const
{
    if (m_running.empty())
        menu->addAction(tr("Nothing is at work."))->setEnabled(false);
    for (const auto &[number, job] : m_running) {
        const int running = number;
        menu->addAction(tr("Cancel: %1 %2").arg(job->title(), m_share), this, [this, running] {
            if (m_runner != nullptr)
                m_runner->cancel(running);
        });
    }
}

} // namespace touchstone
