// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "copying.h"

#include "documenttext.h"

#include <QTextCursor>

namespace touchstone {

QString copiedText(const QTextCursor &selection)
{
    return DocumentText(*selection.document(), selection.selectionStart(), selection.selectionEnd())
        .text();
}

} // namespace touchstone
