// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "windowreviewprobe.h"

#include "stopwatch.h"

#include <widgets/reading/traceview.h>

#include <QApplication>
#include <QTest>
#include <QWindow>

#include <chrono>

namespace touchstone::benchmark {

namespace {
constexpr std::chrono::milliseconds ReadersPause{150};
} // namespace

ReviewProbe::ReviewProbe(QWindow &window, int presses)
    : m_window(window)
    , m_presses(static_cast<std::size_t>(presses))
{
    connect(&m_watch, &PaintWatch::painted, this, &ReviewProbe::painted);
    m_watch.await();
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ReviewProbe::press);
}

void ReviewProbe::painted()
{
    const double milliseconds = millisecondsSince(m_pressedNs);
    if (m_pressedNs != 0) {
        (m_cold.size() < m_presses ? m_cold : m_warm).push_back(milliseconds);
        m_typeset += m_warm.empty() || waitsForFormulas() ? 0 : 1;
    }
    if (m_warm.size() == m_presses)
        emit finished({{"cold_ms", m_cold}, {"warm_ms", m_warm}, {"typeset", m_typeset}});
    else if (m_cold.size() < m_presses)
        // Before the window comes to prepare anything.
        QMetaObject::invokeMethod(this, &ReviewProbe::press, Qt::QueuedConnection);
    else
        m_pause.start(ReadersPause);
}

bool ReviewProbe::waitsForFormulas() const
{
    const QWidget *window = QApplication::activeWindow();
    for (const auto *name : {"trace-left", "trace-right"}) {
        const auto *view = window->findChild<TraceView *>(QLatin1String(name));
        if (view == nullptr || view->waitsForFormulas())
            return true;
    }
    return false;
}

void ReviewProbe::press()
{
    m_watch.await();
    m_pressedNs = steadyNs();
    QTest::keyClick(&m_window, Qt::Key_Right);
}

} // namespace touchstone::benchmark
