// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/common/ask.h>

namespace touchstone {

/// Asks through the system's dialogs.
class DialogAsk final : public Ask
{
public:
    QString openFile(QWidget *parent, const QString &title, const QString &filter) override;
    QStringList openFiles(QWidget *parent, const QString &title, const QString &filter) override;
    QString saveFile(QWidget *parent,
                     const QString &title,
                     const QString &suggestion,
                     const QString &filter) override;
    QString folder(QWidget *parent, const QString &title) override;
    bool confirm(QWidget *parent, const QString &question, const QString &act) override;
};

} // namespace touchstone
