// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/clock.h>
#include <base/result.h>

#include <QString>

#include <vector>

namespace touchstone {

/// An automatic copy of a project, made beside the user's data.
struct Backup
{
    QString path;
    std::int64_t takenUs = 0;
    std::int64_t bytes = 0;
};

/// The backups of the project at `projectPath` in `folder`, newest first.
std::vector<Backup> backupsOf(const QString &projectPath, const QString &folder);
/// Of backups taken at `takenUs`, which to remove at `nowUs`: all of the last day stay, then one a
/// day for a month, then one a month. Pure; the newest always stays.
std::vector<std::int64_t> backupsToRemove(std::vector<std::int64_t> takenUs, std::int64_t nowUs);
namespace sql {
class Database;
}
/// A compact copy of an open project at `path`, there whole or not at all; replaces what is there.
Result<> copyDatabase(sql::Database &database, const QString &path);
/// Makes a backup of an open project where the newest one is older than an hour and something was
/// decided or imported since; removes those that backupsToRemove() names. May take seconds.
Result<> backUpWhenDue(sql::Database &database,
                       const QString &projectPath,
                       const QString &folder,
                       const Clock &clock);
/// Puts a backup in the project's place, which must be closed; what stood there is kept as a backup
/// itself. Removes SQLite's side files of the target first, because they belong to the old state.
Result<> restoreBackup(const Backup &backup,
                       const QString &projectPath,
                       const QString &folder,
                       const Clock &clock);

} // namespace touchstone
