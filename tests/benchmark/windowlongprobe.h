// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "windowpaintwatch.h"

#include <base/json.h>

#include <QTimer>

#include <vector>

namespace touchstone {
class MainWindow;
class TraceView;
} // namespace touchstone

namespace touchstone::benchmark {

/// On the review page, goes on from an item as they mostly are to one whose sides are very long,
/// waits until they are whole, and scrolls both: how long until the beginning was painted, how long
/// the window once did not listen, and how long each scrolled page took.
class LongProbe final : public QObject
{
    Q_OBJECT

public:
    explicit LongProbe(MainWindow &window);

    void start();

signals:
    void finished(const touchstone::Json &said);

private:
    void painted();
    void press();
    void beat();
    void scroll();
    [[nodiscard]] TraceView *side(const char *name) const;

    MainWindow &m_window;
    PaintWatch m_watch;
    QTimer m_beat;
    std::int64_t m_startNs = 0;
    std::int64_t m_lastNs = 0;
    double m_firstMs = 0;
    double m_wholeMs = 0;
    double m_longestMs = 0;
    int m_beatsWhole = 0;
    bool m_down = true;
    std::vector<double> m_pages;
};

} // namespace touchstone::benchmark
