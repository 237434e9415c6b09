// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/checkjob.h>
#include <pipeline/jobrunner.h>

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QTableWidget;
class QTimer;

namespace touchstone {

class ThinProgress;

/// Reads a whole file as it would be imported and lists what would be refused, before anything is
/// kept. At work on a thread of its own; can be stopped, and nothing waits for it.
class ImportCheck final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportCheck(Store &store, QWidget *parent = nullptr);

    /// Begins again, with these settings.
    void check(ImportPlan plan);
    /// One sentence instead: why there is nothing to check.
    void say(const QString &problem);

signals:
    /// The whole file was read.
    void checked(qint64 rows, qint64 refused);

private:
    void start();
    void finished(int number, const Result<> &result);
    void setRunning(bool running);

    JobRunner m_runner;
    QTimer *m_wait;
    ImportPlan m_plan;
    std::shared_ptr<CheckJob> m_job;
    int m_number = 0;
    QLabel *m_words;
    ThinProgress *m_progress;
    QPushButton *m_stop;
    QTableWidget *m_refused;
};

} // namespace touchstone
