// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "promptdelegate.h"

#include <items/promptmodel.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>

#include <QPainter>

namespace touchstone {

namespace {

/// A dot is the side's; signs of how responses stand, or of trouble, have a colour of their own.
QColor inkOf(const QString &mark, const Colors &colors, const QColor &side)
{
    switch (mark.isEmpty() ? u'●' : mark.front().unicode()) {
    case u'✓':
        return colors.correct;
    case u'✕':
    case u'≠':
        return colors.differs;
    case u'?':
    case u'≈':
    case u'…':
        return colors.unsure;
    case u'∅':
        return colors.differs;
    case u'–':
        return colors.secondary;
    default:
        return side;
    }
}

/// The signs of a side in its colour, those of trouble in theirs, and the words at the right.
void paintMarks(QPainter &painter,
                const QRect &room,
                const QModelIndex &index,
                const Colors &colors,
                const QColor &side)
{
    const int words = index.data(PromptModel::WordsRole).toInt();
    const QFontMetrics metrics = painter.fontMetrics();
    int left = room.left();
    for (const QString &mark : index.data().toString().split(QLatin1Char(' '))) {
        painter.setPen(inkOf(mark, colors, side));
        painter.drawText(QRect(left, room.top(), room.right() - left, room.height()),
                         Qt::AlignVCenter, mark);
        left += metrics.horizontalAdvance(mark) + 4;
    }
    if (words == 0)
        return;
    painter.setPen(colors.text);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, number(words));
}

} // namespace

void PromptDelegate::paint(QPainter *painter,
                           const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Colors colors = colorsFor(option.palette);
    const bool chosen = option.state & QStyle::State_Selected;
    painter->save();
    painter->fillRect(option.rect, chosen ? colors.accentGround : colors.base);
    painter->setPen(colors.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (chosen && index.column() == 0) {
        const bool focused = option.state & QStyle::State_Active;
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height() - 1)),
                          focused || colors.highContrast ? colors.accent : colors.line);
    }
    const QRect room = option.rect.adjusted(8, 0, -8, -1);
    const auto write = [&](const QColor &ink, Qt::Alignment alignment) {
        painter->setPen(ink);
        painter->drawText(
            room, static_cast<int>(Qt::AlignVCenter | alignment),
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    };
    switch (index.column()) {
    case PromptModel::Number:
        write(colors.secondary, Qt::AlignRight);
        break;
    case PromptModel::Key:
        write(colors.secondary, Qt::AlignLeft);
        break;
    case PromptModel::Human:
        paintMarks(*painter, room, index, colors, colors.human);
        break;
    case PromptModel::Teacher:
        paintMarks(*painter, room, index, colors, colors.teacher);
        break;
    default:
        write(colors.text, Qt::AlignLeft);
    }
    painter->restore();
}

} // namespace touchstone
