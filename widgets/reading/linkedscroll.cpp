// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "linkedscroll.h"

#include <QAbstractScrollArea>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace touchstone {

LinkedScroll::LinkedScroll(QObject *parent)
    : QObject(parent)
{}

void LinkedScroll::add(QAbstractScrollArea *view)
{
    m_views.emplace_back(view);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this, view] { follow(view); });
}

void LinkedScroll::setLinked(bool linked)
{
    if (m_linked == linked)
        return;
    m_linked = linked;
    emit linkedChanged(linked);
}

void LinkedScroll::follow(QAbstractScrollArea *leader)
{
    // A view that is longer while its text is laid out moves its own bar; only what is seen leads.
    if (!m_linked || m_following || !leader->isVisible())
        return;
    const QScopedValueRollback guard(m_following, true);
    const QScrollBar *bar = leader->verticalScrollBar();
    if (bar->maximum() <= 0)
        return;
    const double share = static_cast<double>(bar->value()) / bar->maximum();
    for (const QPointer<QAbstractScrollArea> &view : m_views) {
        if (!view || view == leader || !view->isVisible())
            continue;
        QScrollBar *other = view->verticalScrollBar();
        const std::optional<int> mapped = m_map ? m_map(leader, view) : std::nullopt;
        other->setValue(mapped.value_or(static_cast<int>(std::lround(share * other->maximum()))));
    }
}

void LinkedScroll::turnPage(int direction, QAbstractScrollArea *focused)
{
    QAbstractScrollArea *leader = focused;
    if (m_linked) {
        for (const QPointer<QAbstractScrollArea> &view : m_views) {
            if (!view || !view->isVisible())
                continue;
            if (leader == nullptr
                || view->verticalScrollBar()->maximum() > leader->verticalScrollBar()->maximum())
                leader = view;
        }
    }
    if (leader == nullptr)
        return;
    QScrollBar *bar = leader->verticalScrollBar();
    // A line or two of the page before stays in sight.
    bar->setValue(bar->value() + direction * std::max(1, bar->pageStep() - 40));
}

} // namespace touchstone
