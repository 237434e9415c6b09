// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "typingfilter.h"

#include <QKeyEvent>

namespace touchstone {

bool TypingFilter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool plain =
            !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
        const bool paging = key->key() == Qt::Key_Escape || key->key() == Qt::Key_Tab
                            || key->key() == Qt::Key_Backtab
                            || (key->key() >= Qt::Key_F1 && key->key() <= Qt::Key_F35);
        if (plain && !paging) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace touchstone
