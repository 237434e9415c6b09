// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace touchstone {

/// Does what may take long, such as asking a server, on a thread of its own. Only the newest work
/// counts: what is replaced is told to stop, and its answer is dropped.
class Aside final
{
    Q_DISABLE_COPY_MOVE(Aside)

public:
    using Cancelled = std::function<bool()>;
    /// What is done with an answer, on the owner's thread.
    using Answer = std::function<void()>;
    /// Runs on another thread; is to ask now and then whether it was cancelled.
    using Work = std::function<Answer(const Cancelled &)>;

    Aside() = default;
    /// Cancels, and waits until all work has noticed.
    ~Aside();

    void start(Work work);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_current != nullptr; }

private:
    struct Run
    {
        std::thread thread;
        std::shared_ptr<std::atomic<bool>> cancelled;
        std::shared_ptr<std::atomic<bool>> ended;
    };
    void tidy();

    QObject m_receiver; ///< answers come to it, and none once it is gone
    std::vector<Run> m_runs;
    std::shared_ptr<std::atomic<bool>> m_current; ///< of the work that counts
};

} // namespace touchstone
