// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "windowlongprobe.h"

#include "stopwatch.h"

#include <app/mainwindow.h>
#include <widgets/reading/traceview.h>

#include <QScrollBar>
#include <QTest>
#include <QWindow>

#include <algorithm>
#include <chrono>

namespace touchstone::benchmark {
namespace {

constexpr std::chrono::milliseconds Beat(2);
/// As long as this the window is watched behind the moment when the texts are whole.
constexpr int BeatsWhole = 1'000;
constexpr std::size_t Pages = 200;

} // namespace

LongProbe::LongProbe(MainWindow &window)
    : m_window(window)
{
    connect(&m_watch, &PaintWatch::painted, this, &LongProbe::painted);
    connect(&m_beat, &QTimer::timeout, this, &LongProbe::beat);
}

void LongProbe::start()
{
    m_watch.await();
    m_window.showPage(MainWindow::ReviewIndex);
}

void LongProbe::press()
{
    m_watch.await();
    m_startNs = steadyNs();
    QTest::keyClick(m_window.windowHandle(), Qt::Key_Right);
}

TraceView *LongProbe::side(const char *name) const
{
    return m_window.findChild<TraceView *>(QLatin1String(name));
}

void LongProbe::painted()
{
    if (m_startNs == 0) {
        // Before the window comes to prepare anything.
        QMetaObject::invokeMethod(this, &LongProbe::press, Qt::QueuedConnection);
        return;
    }
    if (m_firstMs == 0) {
        m_firstMs = millisecondsSince(m_startNs);
        m_lastNs = steadyNs();
        m_beat.start(Beat);
        return;
    }
    m_pages.push_back(millisecondsSince(m_lastNs));
    if (m_pages.size() < Pages) {
        QTimer::singleShot(0, this, &LongProbe::scroll);
        return;
    }
    emit finished({{"first_ms", m_firstMs},
                   {"whole_ms", m_wholeMs},
                   {"longest_ms", m_longestMs},
                   {"pages_ms", m_pages}});
}

void LongProbe::beat()
{
    const double gap = millisecondsSince(m_lastNs) - static_cast<double>(Beat.count());
    m_lastNs = steadyNs();
    m_longestMs = std::max(m_longestMs, gap);
    if (!side("trace-left")->isWhole() || !side("trace-right")->isWhole())
        return;
    if (m_wholeMs == 0)
        m_wholeMs = millisecondsSince(m_startNs);
    if (++m_beatsWhole < BeatsWhole)
        return;
    m_beat.stop();
    scroll();
}

void LongProbe::scroll()
{
    m_watch.await();
    m_lastNs = steadyNs();
    // At an end nothing would be painted.
    const QScrollBar *bar = side("trace-left")->verticalScrollBar();
    if (bar->value() == bar->maximum() || bar->value() == 0)
        m_down = bar->value() == 0;
    for (const auto *name : {"trace-left", "trace-right"})
        side(name)->verticalScrollBar()->triggerAction(m_down ? QScrollBar::SliderPageStepAdd
                                                              : QScrollBar::SliderPageStepSub);
}

} // namespace touchstone::benchmark
