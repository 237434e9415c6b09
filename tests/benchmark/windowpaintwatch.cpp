// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "windowpaintwatch.h"

#include <QApplication>
#include <QEvent>

namespace touchstone::benchmark {

PaintWatch::PaintWatch()
{
    // Which widget shows a side is another one after each item; its name goes with it.
    qApp->installEventFilter(this);
}

void PaintWatch::await()
{
    m_isPainted = {};
    m_waiting = true;
}

bool PaintWatch::eventFilter(QObject *watched, QEvent *event)
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
    if (m_isPainted[0] && m_isPainted[1]) {
        m_waiting = false;
        emit painted();
    }
    return true;
}

} // namespace touchstone::benchmark
