// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "tracedocument.h"

#include <QObject>
#include <QTimer>

namespace touchstone {

/// Writes the rest of a very long text while it is read: its formulas are set ahead, a page or two
/// at a time, and its pieces written between the window's other work, so that nothing waits for
/// them. On the window's thread.
class TraceGrowth final : public QObject
{
    Q_OBJECT

public:
    explicit TraceGrowth(QObject *parent = nullptr);

    /// Goes on with what is left of a document, which lives until stop().
    void start(TraceDocument &shown, FormulaService *formulas);
    void stop();
    /// The reader is near the end of what is written.
    void hurry();

signals:
    /// More is there: as much again as when it was said before, or all.
    void grown();

private:
    void goOn();
    void write();
    void take(quint64 batch);

    TraceDocument *m_shown = nullptr; ///< null: nothing grows
    FormulaService *m_formulas = nullptr;
    QTimer m_next;
    quint64 m_batch = 0; ///< the formulas that are waited for
    int m_slices = 0;    ///< those that may be written now
    int m_said = 0;      ///< how many letters there were at the last grown()
};

} // namespace touchstone
