// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QSyntaxHighlighter>

class QWidget;

namespace touchstone {

/// Colours names and texts of JSON by the palette of a widget.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    JsonHighlighter(QTextDocument *document, const QWidget *palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    const QWidget *m_palette;
};

} // namespace touchstone
