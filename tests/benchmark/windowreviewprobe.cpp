// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "windowreviewprobe.h"

#include "stopwatch.h"

#include <QApplication>
#include <QEvent>
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
    // Which widget shows a side is another one after each item; its name goes with it.
    qApp->installEventFilter(this);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ReviewProbe::press);
}

bool ReviewProbe::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_waiting) {
        const QString name = watched->parent() ? watched->parent()->objectName() : QString{};
        m_isPainted[0] = m_isPainted[0] || name == QLatin1String("trace-left");
        m_isPainted[1] = m_isPainted[1] || name == QLatin1String("trace-right");
        if (m_isPainted[0] && m_isPainted[1]) {
            m_waiting = false;
            // Behind the painting of the whole window, before any timer of it.
            QMetaObject::invokeMethod(this, &ReviewProbe::painted, Qt::QueuedConnection);
        }
    }
    return false;
}

void ReviewProbe::painted()
{
    const double milliseconds = millisecondsSince(m_pressedNs);
    if (m_pressedNs != 0)
        (m_cold.size() < m_presses ? m_cold : m_warm).push_back(milliseconds);
    if (m_warm.size() == m_presses)
        emit finished({{"cold_ms", m_cold}, {"warm_ms", m_warm}});
    else if (m_cold.size() < m_presses)
        press(); // before the window comes to prepare anything
    else
        m_pause.start(ReadersPause);
}

void ReviewProbe::press()
{
    m_isPainted = {};
    m_waiting = true;
    m_pressedNs = steadyNs();
    QTest::keyClick(&m_window, Qt::Key_Right);
}

} // namespace touchstone::benchmark
