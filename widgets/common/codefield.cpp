// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "codefield.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QTextDocument>

namespace touchstone {

namespace {

constexpr int FontSize = 12;
/// Its text begins where that of a field of one line does.
constexpr int Margin = 6;
/// A text's lines are a little higher than the font says.
constexpr int Slack = 4;

} // namespace

QPlainTextEdit *codeField(const QString &name, const QString &title, int lines)
{
    auto *field = new QPlainTextEdit;
    field->setObjectName(name);
    field->setAccessibleName(title);
    field->setTabChangesFocus(true);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(FontSize);
    field->setFont(fixed);
    field->document()->setDocumentMargin(Margin);
    if (lines > 0)
        field->setFixedHeight(lines * QFontMetrics(fixed).lineSpacing()
                              + 2 * (Margin + field->frameWidth()) + Slack);
    return field;
}

} // namespace touchstone
