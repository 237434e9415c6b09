// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "windowreviewprobe.h"

#include "stopwatch.h"

#include <widgets/reading/traceview.h>

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
    }
    if (event->type() != QEvent::UpdateRequest || !m_waiting || m_isUpdating)
        return false;
    // The window paints, and hands over what it painted, while it has this event.
    m_isUpdating = true;
    watched->event(event);
    m_isUpdating = false;
    if (m_isPainted[0] && m_isPainted[1])
        painted();
    return true;
}

void ReviewProbe::painted()
{
    const double milliseconds = millisecondsSince(m_pressedNs);
    m_waiting = false;
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
    m_isPainted = {};
    m_waiting = true;
    m_pressedNs = steadyNs();
    QTest::keyClick(&m_window, Qt::Key_Right);
}

} // namespace touchstone::benchmark
