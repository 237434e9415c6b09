// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "jsonhighlighter.h"

#include <widgets/common/colors.h>

#include <QWidget>

namespace touchstone {

JsonHighlighter::JsonHighlighter(QTextDocument *document, const QWidget *palette)
    : QSyntaxHighlighter(document)
    , m_palette(palette)
{}

void JsonHighlighter::highlightBlock(const QString &text)
{
    const Colors &colors = colorsOf(m_palette);
    for (qsizetype at = text.indexOf(QLatin1Char('"')); at >= 0;) {
        qsizetype end = at + 1;
        while (end < text.size() && text[end] != QLatin1Char('"'))
            end += text[end] == QLatin1Char('\\') ? 2 : 1;
        const bool isName = text.mid(end + 1).trimmed().startsWith(QLatin1Char(':'));
        setFormat(static_cast<int>(at), static_cast<int>(end - at + 1),
                  isName ? colors.teacher : colors.correct);
        at = text.indexOf(QLatin1Char('"'), end + 1);
    }
}

} // namespace touchstone
