// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "windowpaintwatch.h"

#include <base/json.h>

#include <QTimer>

#include <vector>

class QWindow;

namespace touchstone::benchmark {

/// Presses the key for the next item on the review page and waits until both sides are painted:
/// `presses` times without a pause, so that nothing could be prepared, then as often after pauses
/// as a reader makes them.
class ReviewProbe final : public QObject
{
    Q_OBJECT

public:
    ReviewProbe(QWindow &window, int presses);

signals:
    void finished(const touchstone::Json &said);

private:
    void press();
    void painted();
    [[nodiscard]] bool waitsForFormulas() const;

    QWindow &m_window;
    std::size_t m_presses;
    PaintWatch m_watch;
    std::vector<double> m_cold;
    std::vector<double> m_warm;
    std::int64_t m_pressedNs = 0; ///< 0: the page was shown, no key was pressed
    int m_typeset = 0; ///< of the items after a pause, those seen with their formulas set
    QTimer m_pause;
};

/// How many items a probe goes through.
constexpr int itemsForReview(int presses)
{
    return 2 * presses + 1;
}

} // namespace touchstone::benchmark
