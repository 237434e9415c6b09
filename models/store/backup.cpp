// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "backup.h"

#include "projectfile.h"
#include "projectlock.h"
#include "sql/database.h"
#include "store.h"

#include <base/text.h>

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

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

/// Renames, over a file that may be there: at every moment the one or the other is whole.
bool renameOver(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(from.toStdU16String(), to.toStdU16String(), error);
    return !error;
}

void removeBackup(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-journal"})
        QFile::remove(path + QLatin1String(suffix));
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
        if (age <= Day)
            continue;
        // Days and months in different numbers, so that neither shadows the other.
        const std::int64_t slot = age <= Month ? taken / Day : -1 - taken / Month;
        if (!kept.insert(slot).second && taken != takenUs.front())
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
        return Error{Error::Code::Io, Store::tr("%1 could not be made.").arg(folder)};
    const std::int64_t now = clock();
    const std::vector<Backup> backups = backupsOf(projectPath, folder);
    TRY_ASSIGN(const std::int64_t newest,
               database.number(
                   "SELECT max(coalesce((SELECT at_us FROM journal ORDER BY seq DESC LIMIT 1), "
                   "0), coalesce((SELECT max(started_us) FROM batch), 0))"));
    const std::int64_t last = backups.empty() ? 0 : backups.front().takenUs;
    if (newest <= last || now - last < Hour)
        return {};
    TRY(copyDatabase(database, backupPath(projectPath, folder, now)));
    std::vector<std::int64_t> taken = {now};
    for (const Backup &backup : backups)
        taken.push_back(backup.takenUs);
    for (const std::int64_t old : backupsToRemove(taken, now))
        removeBackup(backupPath(projectPath, folder, old));
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
    TRY(projectfile::look(backup.path));
    if (projectlock::isTaken(projectPath)) {
        return Error{Error::Code::Busy,
                     Store::tr("%1 is open in another window; close it there first.")
                         .arg(QDir::toNativeSeparators(projectPath))};
    }
    const QString part = projectPath + QStringLiteral(".part");
    QFile::remove(part);
    if (!QFile::copy(backup.path, part))
        return failed(part);
    const QString kept = backupPath(projectPath, folder, clock());
    const bool replaces = QFile::exists(projectPath);
    if (replaces && !QFile::copy(projectPath, kept)) {
        QFile::remove(part);
        return failed(kept);
    }
    // A log belongs to exactly one state of its file; beside another it would corrupt it.
    for (const char *suffix : {"-wal", "-journal"}) {
        const QString log = projectPath + QLatin1String(suffix);
        if (QFile::exists(log) && !QFile::copy(log, kept + QLatin1String(suffix))) {
            QFile::remove(part);
            return failed(kept);
        }
    }
    for (const char *suffix : {"-wal", "-shm", "-journal"})
        QFile::remove(projectPath + QLatin1String(suffix));
    return renameOver(part, projectPath) ? Result<>{} : failed(projectPath);
}

Result<> copyDatabase(sql::Database &database, const QString &path)
{
    const QString part = path + QStringLiteral(".part");
    QFile::remove(part);
    TRY_ASSIGN(sql::Statement * vacuum, database.statement("VACUUM INTO ?1"));
    const std::string target = toUtf8(part);
    const auto copied = vacuum->args(target).run();
    if (copied && renameOver(part, path))
        return {};
    QFile::remove(part);
    if (!copied && copied.error().code == Error::Code::Cancelled)
        return copied.error();
    return Error{
        Error::Code::Io,
        Store::tr("%1 could not be written: the disk may be full, or the folder may not be "
                  "written to.")
            .arg(QDir::toNativeSeparators(path)),
        copied ? QString{} : copied.error().detail};
}

} // namespace touchstone
