// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "promptdelegate.h"

#include <items/promptmodel.h>
#include <widgets/common/colors.h>

#include <QPainter>

namespace touchstone {

void PromptDelegate::paint(QPainter *painter,
                           const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Colors &colors = colorsFor(option.palette);
    const bool chosen = option.state & QStyle::State_Selected;
    painter->save();
    painter->fillRect(option.rect, chosen ? colors.accentGround : colors.base);
    painter->setPen(colors.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (chosen && index.column() == 0 && (option.state & QStyle::State_Active))
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                          colors.accent);
    switch (index.column()) {
    case PromptModel::Number:
    case PromptModel::Key:
        painter->setPen(colors.secondary);
        break;
    case PromptModel::Human:
        painter->setPen(colors.human);
        break;
    case PromptModel::Teacher:
        painter->setPen(colors.teacher);
        break;
    default:
        painter->setPen(colors.text);
    }
    const QRect room = option.rect.adjusted(8, 0, -8, 0);
    const QString text =
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width());
    const bool right =
        index.column() == PromptModel::Number || index.column() == PromptModel::Words;
    painter->drawText(room, Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft), text);
    painter->restore();
}

} // namespace touchstone
