// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "aside.h"

namespace touchstone {

Aside::~Aside()
{
    cancel();
    for (Run &run : m_runs)
        run.thread.join();
}

void Aside::cancel()
{
    for (const Run &run : m_runs)
        *run.cancelled = true;
    m_current.reset();
}

void Aside::tidy()
{
    std::erase_if(m_runs, [](Run &run) {
        if (!*run.ended)
            return false;
        run.thread.join();
        return true;
    });
}

void Aside::start(Work work)
{
    cancel();
    tidy();
    Run run;
    run.cancelled = std::make_shared<std::atomic<bool>>(false);
    run.ended = std::make_shared<std::atomic<bool>>(false);
    m_current = run.cancelled;
    run.thread =
        std::thread([this, work = std::move(work), cancelled = run.cancelled, ended = run.ended] {
            Answer answer = work([&cancelled] { return cancelled->load(); });
            QMetaObject::invokeMethod(
                &m_receiver,
                [this, cancelled, answer = std::move(answer)] {
                    if (m_current != cancelled)
                        return;
                    m_current.reset();
                    answer();
                },
                Qt::QueuedConnection);
            *ended = true;
        });
    m_runs.push_back(std::move(run));
}

} // namespace touchstone
