// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace touchstone {

/// The questions that stop people: for files, and before what cannot be undone. The window asks
/// through dialogs, tests answer by themselves.
class Ask
{
public:
    virtual ~Ask() = default;
    /// Empty: cancelled. `filter` as QFileDialog has it.
    virtual QString openFile(QWidget *parent, const QString &title, const QString &filter) = 0;
    virtual QStringList openFiles(QWidget *parent, const QString &title, const QString &filter) = 0;
    virtual QString saveFile(QWidget *parent,
                             const QString &title,
                             const QString &suggestion,
                             const QString &filter) = 0;
    virtual QString folder(QWidget *parent, const QString &title) = 0;
    virtual bool confirm(QWidget *parent, const QString &question, const QString &act) = 0;
};

} // namespace touchstone
