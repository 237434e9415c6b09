// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QList>
#include <QString>

class QLabel;
class QScrollArea;
class QWidget;

namespace touchstone {

/// The title of a page, or of one of its halves.
QLabel *pageTitle(const QString &text);

/// The left side of a page: its title and parts one below the other. On a low window they scroll,
/// and what the page puts below them stays.
QScrollArea *formColumn(const QString &title, const QList<QWidget *> &parts, int spacing);

} // namespace touchstone
