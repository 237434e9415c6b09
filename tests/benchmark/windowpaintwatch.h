// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QObject>

#include <array>

namespace touchstone::benchmark {

/// Tells when the window has handed over a picture in which both sides of the review page were
/// painted anew.
class PaintWatch final : public QObject
{
    Q_OBJECT

public:
    PaintWatch();

    void await();

signals:
    void painted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::array<bool, 2> m_isPainted{};
    bool m_waiting = false;
    bool m_isUpdating = false;
};

} // namespace touchstone::benchmark
