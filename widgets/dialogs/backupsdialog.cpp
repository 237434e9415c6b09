// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "backupsdialog.h"

#include <widgets/common/format.h>

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace touchstone {

BackupsDialog::BackupsDialog(const QString &projectPath, const QString &folder, QWidget *parent)
    : QDialog(parent)
    , m_backups(backupsOf(projectPath, folder))
    , m_list(new QListWidget)
{
    setWindowTitle(tr("Backups"));
    resize(480, 360);
    m_list->setObjectName(QStringLiteral("backups.list"));
    m_list->setAccessibleName(tr("Backups, newest first"));
    for (const Backup &backup : m_backups) {
        m_list->addItem(QStringLiteral("%1 · %2").arg(
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(backup.takenUs / 1000),
                               QLocale::ShortFormat),
            QLocale().formattedDataSize(backup.bytes)));
    }
    auto *words = new QLabel(
        m_backups.empty() ? tr("There is no backup yet. One is made when a project is opened, at "
                               "most once an hour, if something changed since the last.")
                          : tr("Restoring puts a backup in the project’s place; the project as it "
                               "is now becomes a backup itself."));
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *restore = buttons->addButton(tr("Restore"), QDialogButtonBox::AcceptRole);
    restore->setObjectName(QStringLiteral("backups.restore"));
    restore->setEnabled(false);
    connect(m_list, &QListWidget::currentRowChanged, restore,
            [restore](int row) { restore->setEnabled(row >= 0); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->addWidget(words);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
}

Backup BackupsDialog::chosen() const
{
    const int row = m_list->currentRow();
    return row >= 0 ? m_backups[static_cast<std::size_t>(row)] : Backup{};
}

} // namespace touchstone
