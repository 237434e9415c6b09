// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <store/backup.h>

#include <QDialog>

class QListWidget;

namespace touchstone {

/// The automatic backups of a project; accepted with the one to restore.
class BackupsDialog final : public QDialog
{
    Q_OBJECT

public:
    BackupsDialog(const QString &projectPath, const QString &folder, QWidget *parent = nullptr);
    [[nodiscard]] Backup chosen() const;

private:
    std::vector<Backup> m_backups;
    QListWidget *m_list;
};

} // namespace touchstone
