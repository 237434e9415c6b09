// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QStyledItemDelegate>

namespace touchstone {

/// A row of the table: a thin line below, a tinted ground where it is chosen, sources' marks in
/// their colours, everything else quiet.
class PromptDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace touchstone
