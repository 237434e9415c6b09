// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "result.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>

namespace touchstone {

/// How far a long piece of work is, and the way to stop it. The worker calls advance() often; the
/// reporter is called at most ten times a second, on the worker's thread. cancel() may be called
/// from any thread; the next advance() then fails with Cancelled, so that cancelling unwinds as any
/// error does.
class Progress final
{
public:
    struct State
    {
        QString stage;          ///< what is being done, for people
        std::int64_t done = 0;  ///< in units of the stage (bytes, rows)
        std::int64_t total = 0; ///< 0: not known
    };
    using Reporter = std::function<void(const State &)>;

    explicit Progress(Reporter reporter = {});

    void setStage(const QString &stage, std::int64_t total = 0);
    /// Fails with Error::Code::Cancelled after cancel().
    Result<> advance(std::int64_t done);

    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

private:
    void report();

    Reporter m_reporter;
    State m_state;
    std::chrono::steady_clock::time_point m_lastReport{};
    std::atomic<bool> m_cancelled = false;
};

} // namespace touchstone
