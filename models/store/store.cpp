// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "store.h"

#include "backup.h"
#include "schema/schema.h"
#include "storeprivate.h"

#include <base/text.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace touchstone {

namespace {

Error unreadable(const QString &path, Error::Code code, const QString &why)
{
    return {code, Store::tr("%1 cannot be opened: %2").arg(QDir::toNativeSeparators(path), why)};
}

/// What the first 100 bytes say, before SQLite is let near them.
Result<> checkHeader(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return unreadable(path, Error::Code::NotFound, Store::tr("there is no such file."));
    if (QFileInfo(path).isDir())
        return unreadable(path, Error::Code::BadInput, Store::tr("it is a folder, not a project."));
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, Error::Code::Io, file.errorString());
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return unreadable(path, Error::Code::BadInput,
                          Store::tr("it is not a Touchstone project."));
    return {};
}

/// Refuses foreign and newer databases, and any schema that is not ours.
Result<> checkIdentity(sql::Database &database, const QString &path)
{
    TRY_ASSIGN(const std::int64_t application, database.number("PRAGMA application_id"));
    if (application != ApplicationId) {
        return unreadable(
            path, Error::Code::BadInput,
            Store::tr("it is a database of another program, not a Touchstone project."));
    }
    TRY_ASSIGN(const std::int64_t version, database.number("PRAGMA user_version"));
    if (version > SchemaVersion) {
        return unreadable(
            path, Error::Code::Newer,
            Store::tr(
                "a newer version of Touchstone wrote it (format %1, this version reads up to %2). "
                "Update Touchstone; the file was not changed.")
                .arg(version)
                .arg(SchemaVersion));
    }
    if (version < 1)
        return unreadable(path, Error::Code::Damaged, Store::tr("its format number is missing."));
    return verifySchema(database);
}

Result<> configure(sql::Database &database, bool readOnly)
{
    TRY(database.exec("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"
                      "PRAGMA cache_size=-65536; PRAGMA mmap_size=0;"));
    if (readOnly)
        return {};
    // FULL: one fsync a commit, and no acknowledged decision is lost when the power goes.
    return database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                         "PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=67108864;");
}

QString lockPath(const QString &path)
{
    const QFileInfo info(path);
    return info.absolutePath() + QStringLiteral("/.") + info.fileName() + QStringLiteral(".lock");
}

/// Takes the project's lock; where it is taken, gives the reason for reading only.
QString takeLock(StorePrivate &store)
{
    store.lock = std::make_unique<QLockFile>(lockPath(store.path));
    store.lock->setStaleLockTime(0); // a lock is stale only when its process is gone
    if (store.lock->tryLock(0))
        return {};
    qint64 process = 0;
    QString host;
    QString program;
    const bool known = store.lock->getLockInfo(&process, &host, &program);
    const bool permission = store.lock->error() == QLockFile::PermissionError;
    store.lock.reset();
    if (permission)
        return Store::tr(
            "Its folder cannot be written to, so the project is open for reading only.");
    return known ? Store::tr("It is open in another window (%1, process %2 on %3), so here it is "
                             "open for reading only.")
                       .arg(program)
                       .arg(process)
                       .arg(host)
                 : Store::tr("It is open in another window, so here it is open for reading only.");
}

Result<AnnotatorId> annotatorNamed(StorePrivate &store, const std::string &name)
{
    TRY_ASSIGN(sql::Statement * find, store.run("SELECT id FROM annotator WHERE name=?1"));
    find->args(name);
    TRY_ASSIGN(const bool found, find->step());
    const AnnotatorId id{found ? find->integer(0) : 0};
    find->reset();
    if (found || store.readOnly)
        return id;
    const Uid uid = Uid::make(store.now());
    TRY_ASSIGN(sql::Statement * insert,
               store.run("INSERT INTO annotator(name, uid) VALUES(?1, ?2)"));
    insert->args(name).bindBlob(
        2, {reinterpret_cast<const char *>(uid.bytes.data()), uid.bytes.size()});
    TRY(insert->run());
    return AnnotatorId{store.database->lastInsertId()};
}

Result<> removeUnfinished(StorePrivate &store)
{
    TRY_ASSIGN(sql::Statement query,
               store.database->prepare("SELECT id FROM batch WHERE finished=0"));
    std::vector<std::int64_t> unfinished;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            break;
        unfinished.push_back(query.integer(0));
    }
    query.reset();
    for (const std::int64_t batch : unfinished)
        TRY(store.removeBatch(batch));
    return {};
}

} // namespace

Result<std::unique_ptr<Store>> Store::create(const QString &path, const Options &options)
{
    if (QFileInfo::exists(path)) {
        return unreadable(path, Error::Code::BadInput, tr("a file of this name is there already."));
    }
    {
        auto database = sql::Database::open(path, sql::Database::Access::Create);
        if (!database)
            return unreadable(path, Error::Code::Io, database.error().message);
        const Uid uid = Uid::make(options.clock());
        auto made = createSchema(**database);
        if (made) {
            made = (*database)->exec("INSERT INTO project VALUES(1, x'" + uid.hex() + "', "
                                     + std::to_string(options.clock()) + ")");
        }
        if (!made) {
            database->reset();
            QFile::remove(path);
            return made.error();
        }
    }
    return open(path, options);
}

Result<std::unique_ptr<Store>> Store::open(const QString &path, const Options &options)
{
    TRY(checkHeader(path));
    auto d = std::make_unique<StorePrivate>();
    d->path = path;
    d->options = options;
    d->readOnly = options.mode == Mode::ReadOnly;
    if (options.mode == Mode::ReadWrite) {
        d->readOnlyReason = takeLock(*d);
        d->readOnly = !d->readOnlyReason.isEmpty();
    }
    if (!d->readOnly && !QFileInfo(path).isWritable()) {
        d->readOnly = true;
        d->readOnlyReason =
            tr("The file is write-protected, so the project is open for reading only.");
    }
    const auto access =
        d->readOnly ? sql::Database::Access::ReadOnly : sql::Database::Access::ReadWrite;
    TRY_ASSIGN(d->database, sql::Database::open(path, access));
    TRY(checkIdentity(*d->database, path));
    TRY(configure(*d->database, d->readOnly));
    TRY_ASSIGN(d->annotator, annotatorNamed(*d, options.annotator));
    if (d->lock && !d->readOnly)
        TRY(removeUnfinished(*d));
    TRY_ASSIGN(d->stacks, journal::load(*d->database, d->annotator));
    TRY_ASSIGN(d->lastKeptUs, d->database->number("SELECT max(at_us) FROM journal"));
    if (d->lock && !options.backupFolder.isEmpty())
        TRY(backUpWhenDue(*d->database, path, options.backupFolder, options.clock));
    return std::unique_ptr<Store>(new Store(std::move(d)));
}

Store::Store(std::unique_ptr<StorePrivate> priv)
    : d(std::move(priv))
{
    d->checkpoint.setSingleShot(true);
    d->checkpoint.setInterval(2000);
    connect(&d->checkpoint, &QTimer::timeout, this, [this] {
        [[maybe_unused]] const auto folded = d->database->exec("PRAGMA wal_checkpoint(TRUNCATE)");
    });
}

Store::~Store()
{
    // A closed project is one file, which can be copied and opened from read-only media.
    if (d->lock && !d->readOnly) [[maybe_unused]]
        const auto closed = d->database->exec("PRAGMA optimize; PRAGMA journal_mode=DELETE");
    d->database.reset();
}

QString Store::path() const
{
    return d->path;
}

bool Store::isReadOnly() const
{
    return d->readOnly;
}

QString Store::readOnlyReason() const
{
    return d->readOnlyReason;
}

AnnotatorId Store::annotator() const
{
    return d->annotator;
}

std::string Store::annotatorName() const
{
    return d->options.annotator;
}

std::int64_t Store::lastKeptUs() const
{
    return d->lastKeptUs;
}

Result<> StorePrivate::writable() const
{
    if (!readOnly)
        return {};
    return Error{Error::Code::ReadOnly, readOnlyReason.isEmpty()
                                            ? Store::tr("The project is open for reading only.")
                                            : readOnlyReason};
}

Result<std::string> StorePrivate::hideRunning(const std::string &alias) const
{
    TRY_ASSIGN(sql::Statement * query, run("SELECT id FROM batch WHERE finished=0"));
    std::string ids;
    while (true) {
        TRY_ASSIGN(const bool row, query->step());
        if (!row)
            break;
        ids += (ids.empty() ? "" : ",") + std::to_string(query->integer(0));
    }
    query->reset();
    // A person's edited response has no batch, and NULL NOT IN (…) would hide it.
    return ids.empty() ? std::string{}
                       : " AND coalesce(" + alias + ".batch_id, 0) NOT IN (" + ids + ")";
}

Result<> StorePrivate::refreshWords(const std::string &where) const
{
    const auto longest = [](const char *kinds) {
        return std::string(
                   "coalesce((SELECT max(r.reasoning_words + r.answer_words) FROM response r JOIN "
                   "source s ON "
                   "s.id=r.source_id WHERE r.prompt_id=prompt.id AND r.active=1 AND s.kind ")
               + kinds + "), 0)";
    };
    return database->exec("UPDATE prompt SET human_words=" + longest("= 0")
                          + ", teacher_words=" + longest("IN (1,2)") + " WHERE " + where);
}

Result<> StorePrivate::removeBatch(std::int64_t batch) const
{
    const std::string id = std::to_string(batch);
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*database));
    TRY(database->exec(
        "CREATE TEMP TABLE touched AS SELECT DISTINCT prompt_id AS id FROM response WHERE batch_id="
        + id
        + ";DELETE FROM response_text WHERE response_id IN (SELECT id FROM response WHERE batch_id="
        + id + ");DELETE FROM response WHERE batch_id=" + id
        + ";DELETE FROM tag WHERE prompt_id IN (SELECT id FROM prompt WHERE batch_id=" + id
        + ");DELETE FROM prompt_text WHERE prompt_id IN (SELECT id FROM prompt WHERE batch_id=" + id
        + ");DELETE FROM prompt WHERE batch_id=" + id + ";DELETE FROM refused WHERE batch_id=" + id
        + ";DELETE FROM batch WHERE id=" + id));
    TRY(refreshWords("id IN (SELECT id FROM touched)"));
    TRY(database->exec("DROP TABLE touched"));
    return transaction.commit();
}

} // namespace touchstone
