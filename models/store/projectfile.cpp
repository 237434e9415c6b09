// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "projectfile.h"

#include "schema/migration.h"
#include "schema/schema.h"
#include "store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace touchstone::projectfile {

namespace {

using sql::Database;

/// The places of SQLite's header, https://www.sqlite.org/fileformat.html §1.3.
constexpr qsizetype HeaderSize = 100;
constexpr qsizetype PageSizeAt = 16;
constexpr qsizetype PageCountAt = 28;
constexpr qsizetype UserVersionAt = 60;
constexpr qsizetype ApplicationIdAt = 68;

std::int64_t number32(const QByteArray &header, qsizetype at)
{
    return qFromBigEndian<quint32>(header.constData() + at);
}

bool hasLog(const QString &path)
{
    return QFileInfo(path + QStringLiteral("-wal")).size() > 0
           || QFileInfo(path + QStringLiteral("-journal")).size() > 0;
}

Error tooNew(const QString &path, std::int64_t version, int ours)
{
    return unreadable(
        path, Error::Code::Newer,
        Store::tr("a newer version of Touchstone wrote it (format %1, this version reads up to "
                  "%2). Update Touchstone; the file was not changed.")
            .arg(version)
            .arg(ours));
}

/// A file whose end is missing. While there is a log, the file's own length says nothing.
Result<> checkLength(const QString &path, const QByteArray &header, std::int64_t size)
{
    const std::int64_t stated = qFromBigEndian<quint16>(header.constData() + PageSizeAt);
    const std::int64_t pageSize = stated == 1 ? 65536 : stated;
    const std::int64_t wanted = pageSize * number32(header, PageCountAt);
    if (size >= wanted || hasLog(path))
        return {};
    return unreadable(path, Error::Code::Damaged,
                      Store::tr("its end is missing (%1 of %2 bytes are there). Restore a backup, "
                                "or fetch the file again from where it was copied.")
                          .arg(size)
                          .arg(wanted));
}

Result<> configure(Database &database, bool readOnly)
{
    TRY(database.exec("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"
                      "PRAGMA cache_size=-65536; PRAGMA mmap_size=0;"));
    if (readOnly)
        return {};
    // FULL: one fsync a commit, and no acknowledged decision is lost when the power goes.
    return database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                         "PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=67108864;");
}

/// For reading only. On a medium that takes no side files SQLite refuses a file that ended in log
/// mode; with no log beside it, it can be read as it stands.
Result<std::unique_ptr<Database>> openForReading(const QString &path)
{
    TRY_ASSIGN(std::unique_ptr<Database> database,
               Database::open(path, Database::Access::ReadOnly));
    const auto read = database->number("SELECT count(*) FROM sqlite_schema");
    if (read)
        return database;
    const bool refused =
        read.error().code == Error::Code::Io || read.error().code == Error::Code::ReadOnly;
    if (!refused)
        return read.error();
    if (hasLog(path)) {
        return Error{Error::Code::Io,
                     Store::tr("it was not closed properly, and its folder cannot be written to. "
                               "Copy it, with the files beside it that begin with its name, to "
                               "another folder and open it there."),
                     read.error().detail};
    }
    return Database::open(path, Database::Access::Immutable);
}

Result<> checkInside(Database &database, const QString &path, bool readOnly)
{
    const Schema &ours = projectSchema();
    TRY_ASSIGN(const std::int64_t version, database.number("PRAGMA user_version"));
    if (version > ours.version())
        return tooNew(path, version, ours.version());
    TRY(verifySchema(database, ours, static_cast<int>(version)));
    if (version < ours.version() && readOnly) {
        return Error{Error::Code::ReadOnly,
                     Store::tr("an older version of Touchstone wrote it, and here it cannot be "
                               "changed. Open it once where it can be written to.")};
    }
    return {};
}

} // namespace

Error unreadable(const QString &path, Error::Code code, const QString &why)
{
    return {code, Store::tr("%1 cannot be opened: %2").arg(QDir::toNativeSeparators(path), why)};
}

Result<> look(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return unreadable(path, Error::Code::NotFound, Store::tr("there is no such file."));
    if (QFileInfo(path).isDir())
        return unreadable(path, Error::Code::BadInput, Store::tr("it is a folder, not a project."));
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, Error::Code::Io, file.errorString());
    const QByteArray header = file.read(HeaderSize);
    if (header.isEmpty())
        return unreadable(path, Error::Code::BadInput, Store::tr("it is empty."));
    if (header.size() < HeaderSize || !header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return unreadable(path, Error::Code::BadInput,
                          Store::tr("it is not a Touchstone project."));
    if (number32(header, ApplicationIdAt) != ApplicationId) {
        return unreadable(
            path, Error::Code::BadInput,
            Store::tr("it is a database of another program, not a Touchstone project."));
    }
    const std::int64_t version = number32(header, UserVersionAt);
    if (version > projectSchema().version())
        return tooNew(path, version, projectSchema().version());
    if (version < 1)
        return unreadable(path, Error::Code::Damaged, Store::tr("its format number is missing."));
    return checkLength(path, header, file.size());
}

Result<std::unique_ptr<Database>> open(const QString &path, bool readOnly)
{
    const auto named = [&path](const Error &error) {
        // What names the file already stays as it is.
        Error told = error.message.contains(QDir::toNativeSeparators(path))
                         ? error
                         : unreadable(path, error.code, error.message);
        told.detail = error.detail;
        return told;
    };
    auto opened =
        readOnly ? openForReading(path) : Database::open(path, Database::Access::ReadWrite);
    if (!opened)
        return named(opened.error());
    std::unique_ptr<Database> database = std::move(*opened);
    if (const auto ours = checkInside(*database, path, readOnly); !ours)
        return named(ours.error());
    if (const auto set = configure(*database, readOnly); !set)
        return named(set.error());
    if (!readOnly) {
        if (const auto carried = migrate(*database, projectSchema(), path); !carried)
            return named(carried.error());
    }
    return database;
}

} // namespace touchstone::projectfile
