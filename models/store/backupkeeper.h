// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/clock.h>

#include <QString>
#include <QTimer>

#include <memory>

class QThread;

namespace touchstone {

namespace sql {
class Database;
}

/// Makes the automatic backups of an open project on a thread of its own: at the start, and again
/// every few minutes, where one is due. Ends what it is at when it is destroyed.
class BackupKeeper final
{
    Q_DISABLE_COPY_MOVE(BackupKeeper)

public:
    BackupKeeper(QString projectPath, QString folder, Clock clock);
    ~BackupKeeper();

private:
    void lookAgain();
    void stop();

    QString m_projectPath;
    QString m_folder;
    Clock m_clock;
    QTimer m_timer;
    std::unique_ptr<sql::Database> m_database; ///< the thread's own connection, while it runs
    std::unique_ptr<QThread> m_thread;
};

} // namespace touchstone
