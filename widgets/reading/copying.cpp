// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "copying.h"

#include "markdowndocument.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace touchstone {

QString copiedText(const QTextCursor &selection)
{
    const int begin = selection.selectionStart();
    const int end = selection.selectionEnd();
    QString copied;
    QTextBlock block = selection.document()->findBlock(begin);
    for (bool first = true; block.isValid() && block.position() < end; block = block.next()) {
        if (!first)
            copied += u'\n';
        first = false;
        for (auto each = block.begin(); !each.atEnd(); ++each) {
            const QTextFragment fragment = each.fragment();
            const int from = std::max(begin, fragment.position());
            const int to = std::min(end, fragment.position() + fragment.length());
            if (from >= to)
                continue;
            const QString formula = fragment.charFormat().stringProperty(FormulaSourceProperty);
            const bool whole = to - from == fragment.length();
            copied += whole && !formula.isEmpty()
                          ? formula
                          : fragment.text().mid(from - fragment.position(), to - from);
        }
    }
    copied.replace(QChar::LineSeparator, u'\n');
    return copied;
}

} // namespace touchstone
