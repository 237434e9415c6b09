// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "projectlock.h"

#include "store.h"

#include <QFileInfo>

namespace touchstone::projectlock {

namespace {

std::unique_ptr<QLockFile> lockFor(const QString &projectPath)
{
    // By whatever name it is opened, the same file has the same lock.
    const QFileInfo given(projectPath);
    const QFileInfo info(given.exists() ? given.canonicalFilePath() : given.absoluteFilePath());
    auto lock = std::make_unique<QLockFile>(info.absolutePath() + QStringLiteral("/.")
                                            + info.fileName() + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // a lock is stale only when its process is gone
    return lock;
}

} // namespace

std::unique_ptr<QLockFile> take(const QString &projectPath, QString &reason)
{
    std::unique_ptr<QLockFile> lock = lockFor(projectPath);
    if (lock->tryLock(0))
        return lock;
    qint64 process = 0;
    QString host;
    QString program;
    if (lock->error() != QLockFile::LockFailedError) {
        reason =
            Store::tr("Its folder cannot be written to, so the project is open for reading only.");
    } else if (lock->getLockInfo(&process, &host, &program)) {
        reason = Store::tr("It is open in another window (%1, process %2 on %3), so here it is "
                           "open for reading only.")
                     .arg(program)
                     .arg(process)
                     .arg(host);
    } else {
        reason = Store::tr("It is open in another window, so here it is open for reading only.");
    }
    return nullptr;
}

bool isTaken(const QString &projectPath)
{
    const std::unique_ptr<QLockFile> lock = lockFor(projectPath);
    return !lock->tryLock(0) && lock->error() == QLockFile::LockFailedError;
}

} // namespace touchstone::projectlock
