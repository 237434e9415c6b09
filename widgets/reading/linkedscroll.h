// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>
#include <vector>

class QAbstractScrollArea;

namespace touchstone {

/// Two or three views scroll together: as told by a map of their texts; where that says nothing,
/// each by the share of its own length, so that beginnings and ends meet. Can be switched off; then
/// each scrolls alone.
class LinkedScroll final : public QObject
{
    Q_OBJECT

public:
    /// Where the second view is to be scrolled to for what the first one shows.
    using Map = std::function<std::optional<int>(const QAbstractScrollArea *leader,
                                                 const QAbstractScrollArea *follower)>;

    explicit LinkedScroll(QObject *parent = nullptr);

    void add(QAbstractScrollArea *view);
    void setMap(Map map) { m_map = std::move(map); }
    [[nodiscard]] bool isLinked() const { return m_linked; }
    void setLinked(bool linked);
    /// One page on (1) or back (-1): of the longest view, the others by their share. Unlinked: of
    /// `focused` alone.
    void turnPage(int direction, QAbstractScrollArea *focused);

signals:
    void linkedChanged(bool linked);

private:
    void follow(QAbstractScrollArea *leader);

    std::vector<QPointer<QAbstractScrollArea>> m_views;
    Map m_map;
    bool m_linked = true;
    bool m_following = false;
};

} // namespace touchstone
