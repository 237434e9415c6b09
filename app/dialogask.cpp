// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "dialogask.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace touchstone {

QString DialogAsk::openFile(QWidget *parent, const QString &title, const QString &filter)
{
    return QFileDialog::getOpenFileName(parent, title, {}, filter);
}

QStringList DialogAsk::openFiles(QWidget *parent, const QString &title, const QString &filter)
{
    return QFileDialog::getOpenFileNames(parent, title, {}, filter);
}

QString DialogAsk::saveFile(QWidget *parent,
                            const QString &title,
                            const QString &suggestion,
                            const QString &filter)
{
    return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
}

QString DialogAsk::folder(QWidget *parent, const QString &title)
{
    return QFileDialog::getExistingDirectory(parent, title);
}

bool DialogAsk::confirm(QWidget *parent, const QString &question, const QString &act)
{
    QMessageBox box(QMessageBox::Question, QObject::tr("Touchstone"), question, QMessageBox::Cancel,
                    parent);
    const QPushButton *yes = box.addButton(act, QMessageBox::AcceptRole);
    box.exec();
    return box.clickedButton() == yes;
}

} // namespace touchstone
