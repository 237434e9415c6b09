// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "errortypesdialog.h"

#include <base/text.h>

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace touchstone {

ErrorTypesDialog::ErrorTypesDialog(const ErrorTypes &types, QWidget *parent)
    : QDialog(parent)
    , m_lines(new QPlainTextEdit)
{
    setWindowTitle(tr("Types of errors"));
    setObjectName(QStringLiteral("error-types"));
    QStringList names;
    for (const std::string &name : types.names)
        names << toQString(name);
    m_lines->setPlainText(names.join(u'\n'));
    m_lines->setObjectName(QStringLiteral("error-types-lines"));
    m_lines->setAccessibleName(tr("Types of errors, a line each"));
    m_lines->setTabChangesFocus(true);
    auto *words =
        new QLabel(tr("A line each; the first nine are chosen by their number. Errors that "
                      "are marked already keep their type."));
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_lines, &QPlainTextEdit::textChanged, this, [this, buttons] {
        buttons->button(QDialogButtonBox::Save)->setEnabled(!this->types().names.empty());
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->addWidget(words);
    layout->addWidget(m_lines, 1);
    layout->addWidget(buttons);
    resize(360, 340);
}

ErrorTypes ErrorTypesDialog::types() const
{
    ErrorTypes types;
    for (const QString &line : m_lines->toPlainText().split(u'\n')) {
        const std::string name = toUtf8(line.simplified());
        if (!name.empty()
            && std::find(types.names.begin(), types.names.end(), name) == types.names.end())
            types.names.push_back(name);
    }
    return types;
}

} // namespace touchstone
