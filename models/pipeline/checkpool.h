// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "responsechecker.h"

#include <base/progress.h>

#include <QtGlobal>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace touchstone {

/// Checks responses on several threads at once, each with a checker of its own.
class CheckPool final
{
    Q_DISABLE_COPY_MOVE(CheckPool)

public:
    /// `threads`: from 1.
    static Result<std::unique_ptr<CheckPool>> make(const CheckRules &rules, int threads);
    /// What is at work is finished, what waits is dropped.
    ~CheckPool();

    /// Begins with `tasks`, which the pool has until finish() returned. Nothing else may be at
    /// work.
    void start(std::vector<CheckTask> tasks);
    /// Waits for the verdicts on all tasks, in no order that means anything. Looks at `progress`
    /// many times a second; after a cancel it ends with those that were ready.
    std::vector<ResponseVerdict> finish(const Progress &progress);

    /// Why what is hard could not be checked, for people; empty where it could. Between finish()
    /// and start().
    [[nodiscard]] const QString &trouble() const { return m_trouble; }
    /// Checks that failed since start(), of which there is no verdict, and the first of their
    /// errors. Between finish() and start().
    [[nodiscard]] std::size_t failures() const { return m_failures; }
    [[nodiscard]] const std::optional<Error> &firstFailure() const { return m_firstFailure; }

private:
    CheckPool(const CheckRules &rules, int threads);
    void work(ResponseChecker checker);
    void checkAll(ResponseChecker &checker);
    [[nodiscard]] std::optional<ResponseVerdict> checkOne(ResponseChecker &checker,
                                                          const CheckTask &task);

    std::vector<CheckTask> m_tasks;
    std::vector<std::optional<ResponseVerdict>> m_verdicts; ///< one for each task
    std::atomic<std::size_t> m_next = 0;                    ///< the first task that nobody took
    std::atomic<bool> m_dropped = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;  ///< there is work, or an end
    std::condition_variable m_ready; ///< a thread has none left
    std::size_t m_round = 0;
    std::size_t m_busy = 0;
    bool m_stopping = false;
    QString m_trouble;
    std::size_t m_failures = 0;
    std::optional<Error> m_firstFailure;
    std::vector<std::thread> m_threads;
};

} // namespace touchstone
