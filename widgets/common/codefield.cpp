// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "codefield.h"

#include <QAbstractTextDocumentLayout>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QtMath>

#include <algorithm>

namespace touchstone {

namespace {

constexpr int FontSize = 12;
/// Its text begins where that of a field of one line does.
constexpr int Margin = 6;
/// A text's lines are a little higher than the font says.
constexpr int Slack = 4;
constexpr int MostLines = 10;

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
    if (lines == 0)
        return field;
    // The layout of plain text counts its height in lines, those that are wrapped too.
    const auto fit = [field, lines](const QSizeF &size) {
        const int shown = std::clamp(qCeil(size.height()), lines, std::max(lines, MostLines));
        field->setFixedHeight(shown * field->fontMetrics().lineSpacing()
                              + 2 * (Margin + field->frameWidth()) + Slack);
    };
    QObject::connect(field->document()->documentLayout(),
                     &QAbstractTextDocumentLayout::documentSizeChanged, field, fit);
    fit({});
    return field;
}

} // namespace touchstone
