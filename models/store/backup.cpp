// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "backup.h"

#include "sql/database.h"
#include "store.h"

#include <base/text.h>

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <set>

namespace touchstone {

namespace {

constexpr std::int64_t Second = 1'000'000;
constexpr std::int64_t Hour = 3600 * Second;
constexpr std::int64_t Day = 24 * Hour;
constexpr std::int64_t Month = 30 * Day;

/// Projects of the same name in different folders must not share backups.
QString prefixFor(const QString &projectPath)
{
    const QFileInfo info(projectPath);
    const QByteArray place =
        QCryptographicHash::hash(info.absoluteFilePath().toUtf8(), QCryptographicHash::Sha256);
    return info.completeBaseName() + QLatin1Char('-') + QString::fromLatin1(place.toHex().left(8))
           + QLatin1Char('-');
}

QString backupPath(const QString &projectPath, const QString &folder, std::int64_t atUs)
{
    return QDir(folder).filePath(prefixFor(projectPath) + QString::number(atUs)
                                 + QStringLiteral(".touchstone"));
}

Result<> copyInto(sql::Database &database, const QString &path)
{
    const QString part = path + QStringLiteral(".part");
    QFile::remove(part);
    TRY_ASSIGN(sql::Statement * vacuum, database.statement("VACUUM INTO ?1"));
    const std::string target = toUtf8(part);
    const auto copied = vacuum->args(target).run();
    if (!copied || !QFile::rename(part, path)) {
        QFile::remove(part);
        return copied ? Error{Error::Code::Io, Store::tr("%1 could not be written.").arg(path)}
                      : copied.error();
    }
    return {};
}

} // namespace

std::vector<Backup> backupsOf(const QString &projectPath, const QString &folder)
{
    const QString prefix = prefixFor(projectPath);
    std::vector<Backup> backups;
    const QFileInfoList files =
        QDir(folder).entryInfoList({prefix + QStringLiteral("*.touchstone")}, QDir::Files);
    for (const QFileInfo &file : files) {
        bool isNumber = false;
        const std::int64_t taken = file.completeBaseName().mid(prefix.size()).toLongLong(&isNumber);
        if (isNumber)
            backups.push_back({file.absoluteFilePath(), taken, file.size()});
    }
    std::sort(backups.begin(), backups.end(),
              [](const Backup &a, const Backup &b) { return a.takenUs > b.takenUs; });
    return backups;
}

std::vector<std::int64_t> backupsToRemove(std::vector<std::int64_t> takenUs, std::int64_t nowUs)
{
    std::sort(takenUs.rbegin(), takenUs.rend());
    std::set<std::int64_t> kept;
    std::vector<std::int64_t> remove;
    for (const std::int64_t taken : takenUs) {
        const std::int64_t age = nowUs - taken;
        if (age <= Day || taken == takenUs.front())
            continue;
        // Days and months in different numbers, so that neither shadows the other.
        const std::int64_t slot = age <= Month ? taken / Day : -1 - taken / Month;
        if (!kept.insert(slot).second)
            remove.push_back(taken);
    }
    return remove;
}

Result<> backUpWhenDue(sql::Database &database,
                       const QString &projectPath,
                       const QString &folder,
                       const Clock &clock)
{
    if (!QDir().mkpath(folder))
        return {}; // no place for backups is no reason to keep somebody from the work
    const std::int64_t now = clock();
    const std::vector<Backup> backups = backupsOf(projectPath, folder);
    TRY_ASSIGN(const std::int64_t newest,
               database.number("SELECT max(coalesce((SELECT max(at_us) FROM journal), 0), "
                               "coalesce((SELECT max(started_us) "
                               "FROM batch), 0))"));
    const std::int64_t last = backups.empty() ? 0 : backups.front().takenUs;
    if (newest <= last || now - last < Hour)
        return {};
    // A backup that fails must not keep the project from opening; the next one is tried next time.
    [[maybe_unused]] const auto copied = copyInto(database, backupPath(projectPath, folder, now));
    std::vector<std::int64_t> taken = {now};
    for (const Backup &backup : backups)
        taken.push_back(backup.takenUs);
    for (const std::int64_t old : backupsToRemove(taken, now))
        QFile::remove(backupPath(projectPath, folder, old));
    return {};
}

Result<> restoreBackup(const Backup &backup,
                       const QString &projectPath,
                       const QString &folder,
                       const Clock &clock)
{
    const auto failed = [](const QString &path) {
        return Error{Error::Code::Io,
                     Store::tr("%1 could not be written; nothing was restored.").arg(path)};
    };
    const QString part = projectPath + QStringLiteral(".part");
    QFile::remove(part);
    if (!QFile::copy(backup.path, part))
        return failed(part);
    const bool replaces = QFile::exists(projectPath);
    const QString kept = backupPath(projectPath, folder, clock());
    if (replaces && !QFile::rename(projectPath, kept) && !QFile::copy(projectPath, kept)) {
        QFile::remove(part);
        return failed(kept);
    }
    // A log belongs to exactly one state of its file; beside another it would corrupt it.
    for (const char *suffix : {"-wal", "-shm", "-journal"})
        QFile::remove(projectPath + QLatin1String(suffix));
    QFile::remove(projectPath);
    if (!QFile::rename(part, projectPath)) {
        QFile::rename(kept, projectPath);
        return failed(projectPath);
    }
    return {};
}

Result<> copyDatabase(sql::Database &database, const QString &path)
{
    return copyInto(database, path);
}

} // namespace touchstone
