// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "progress.h"

#include <QCoreApplication>

namespace touchstone {

namespace {
constexpr std::chrono::milliseconds ReportInterval{100};
}

Progress::Progress(Reporter reporter)
    : m_reporter(std::move(reporter))
{}

void Progress::setStage(const QString &stage, std::int64_t total)
{
    m_state = {stage, 0, total};
    report();
}

Result<> Progress::advance(std::int64_t done)
{
    m_state.done = done;
    if (isCancelled()) {
        return Error{Error::Code::Cancelled,
                     QCoreApplication::translate("touchstone::Progress", "Cancelled.")};
    }
    if (m_reporter && std::chrono::steady_clock::now() - m_lastReport >= ReportInterval)
        report();
    return {};
}

void Progress::report()
{
    m_lastReport = std::chrono::steady_clock::now();
    if (m_reporter)
        m_reporter(m_state);
}

} // namespace touchstone
