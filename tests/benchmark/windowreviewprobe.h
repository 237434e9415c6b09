// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>

#include <QObject>
#include <QTimer>

#include <array>
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

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void press();
    void painted();
    [[nodiscard]] bool waitsForFormulas() const;

    QWindow &m_window;
    std::size_t m_presses;
    std::array<bool, 2> m_isPainted{};
    std::vector<double> m_cold;
    std::vector<double> m_warm;
    std::int64_t m_pressedNs = 0; ///< 0: the page was shown, no key was pressed
    int m_typeset = 0; ///< of the items after a pause, those seen with their formulas set
    bool m_waiting = true;
    bool m_isUpdating = false;
    QTimer m_pause;
};

/// How many items a probe goes through.
constexpr int itemsForReview(int presses)
{
    return 2 * presses + 1;
}

} // namespace touchstone::benchmark
