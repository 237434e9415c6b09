// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "store.h"

#include "backupkeeper.h"
#include "brought.h"
#include "ledger.h"
#include "projectfile.h"
#include "projectlock.h"
#include "schema/schema.h"
#include "storeprivate.h"
#include "uidbytes.h"

#include <QFile>
#include <QFileInfo>

namespace touchstone {

namespace {

constexpr int FoldAfterMilliseconds = 2000;
constexpr int FollowMilliseconds = 1000;
/// Rows of unfinished imports that go in a blink.
constexpr std::int64_t RemovedAtOpening = 5000;

/// Asks the system by opening, because permissions alone do not tell.
bool canBeWritten(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly);
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
    insert->args(name).bindBlob(2, bytesOf(uid));
    TRY(insert->run());
    return AnnotatorId{store.database->lastInsertId()};
}

/// Whoever holds the lock knows that no import and no teacher is at work. Large ones stay hidden
/// until buildSearchIndex() removes them, so that opening is quick.
Result<> removeUnfinished(StorePrivate &store)
{
    TRY(ledger::loseRequests(store));
    TRY(store.database->exec("UPDATE batch SET active=0 WHERE finished=0 AND active=1"));
    return brought::removeAbandoned(store, RemovedAtOpening);
}

} // namespace

Result<std::unique_ptr<Store>> Store::create(const QString &path, const Options &options)
{
    if (QFileInfo::exists(path)) {
        return projectfile::unreadable(path, Error::Code::BadInput,
                                       tr("a file of this name is there already."));
    }
    {
        auto database = sql::Database::open(path, sql::Database::Access::Create);
        if (!database)
            return projectfile::unreadable(path, Error::Code::Io, database.error().message);
        const Uid uid = Uid::make(options.clock());
        const Schema &schema = projectSchema();
        auto made = createSchema(**database, schema, schema.version());
        if (made) {
            made = (*database)->exec("INSERT INTO project VALUES(1, x'" + uid.hex() + "', "
                                     + std::to_string(options.clock()) + ")");
        }
        if (!made) {
            database->reset();
            QFile::remove(path);
            return projectfile::unreadable(path, made.error().code, made.error().message);
        }
    }
    return open(path, options);
}

Result<std::unique_ptr<Store>> Store::open(const QString &path, const Options &options)
{
    TRY(projectfile::look(path));
    auto d = std::make_unique<StorePrivate>();
    d->path = path;
    d->options = options;
    d->readOnly = options.mode == Mode::ReadOnly;
    if (options.mode == Mode::ReadWrite) {
        d->lock = projectlock::take(path, d->readOnlyReason);
        d->readOnly = !d->lock;
    }
    if (!d->readOnly && !canBeWritten(path)) {
        d->readOnly = true;
        d->lock.reset();
        d->readOnlyReason =
            tr("The file is write-protected, so the project is open for reading only.");
    }
    TRY_ASSIGN(d->database, projectfile::open(path, d->readOnly));
    TRY_ASSIGN(d->annotator, annotatorNamed(*d, options.annotator));
    if (d->lock)
        TRY(removeUnfinished(*d));
    TRY_ASSIGN(d->stacks, journal::load(*d->database, d->annotator));
    TRY_ASSIGN(d->lastKeptUs,
               d->database->number("SELECT at_us FROM journal ORDER BY seq DESC LIMIT 1"));
    TRY_ASSIGN(d->dataVersion, d->database->number("PRAGMA data_version"));
    if (d->lock && !options.backupFolder.isEmpty())
        d->backups = std::make_unique<BackupKeeper>(path, options.backupFolder, options.clock);
    return std::unique_ptr<Store>(new Store(std::move(d)));
}

Store::Store(std::unique_ptr<StorePrivate> priv)
    : d(std::move(priv))
{
    d->checkpoint.setSingleShot(true);
    d->checkpoint.setInterval(FoldAfterMilliseconds);
    connect(&d->checkpoint, &QTimer::timeout, this, [this] {
        // While somebody reads for long it is put off: nobody waits for it.
        if (!d->database->foldLog().value_or(true))
            d->checkpoint.start();
    });
    if (d->readOnly) {
        d->follow.setInterval(FollowMilliseconds);
        connect(&d->follow, &QTimer::timeout, this, [this] { followOthers(); });
        d->follow.start();
    }
}

Store::~Store()
{
    d->backups.reset();
    // A closed project is one file, which can be copied and opened from read-only media.
    if (d->lock) [[maybe_unused]]
        const auto closed = d->database->exec("PRAGMA optimize; PRAGMA journal_mode=DELETE");
    d->database.reset();
}

/// Who only reads is told of nothing, and so asks.
void Store::followOthers()
{
    const std::int64_t version =
        d->database->number("PRAGMA data_version").value_or(d->dataVersion);
    if (version == d->dataVersion)
        return;
    d->dataVersion = version;
    Changes changes;
    changes.kinds = Changes::Everything;
    emit changed(changes);
}

void Store::notify(const Changes &changes)
{
    // The other may have done a step in this annotator's name.
    if ((changes.kinds & Changes::Steps) != 0) {
        if (auto stacks = journal::load(*d->database, d->annotator))
            d->stacks = std::move(*stacks);
    }
    emit changed(changes);
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

Result<std::set<std::int64_t>> StorePrivate::unfinishedBatches() const
{
    TRY_ASSIGN(sql::Statement * query, run("SELECT id FROM batch WHERE finished=0"));
    std::set<std::int64_t> ids;
    while (true) {
        TRY_ASSIGN(const bool row, query->step());
        if (!row)
            break;
        ids.insert(query->integer(0));
    }
    query->reset();
    return ids;
}

namespace {

/// `first`: the column of batch that says where a batch's rows begin.
Result<std::string>
hideRunning(const StorePrivate &store, const std::string &alias, const std::string &first)
{
    TRY_ASSIGN(const std::int64_t begin,
               store.database->number("SELECT min(" + first + ") FROM batch WHERE finished=0"));
    if (begin == 0)
        return std::string{};
    // A person's edited response has no batch, and NULL NOT IN (…) would hide it.
    return " AND (" + alias + ".id<" + std::to_string(begin) + " OR coalesce(" + alias
           + ".batch_id, 0) NOT IN (SELECT id FROM batch WHERE finished=0))";
}

} // namespace

Result<std::string> StorePrivate::hideRunningPrompts(const std::string &alias) const
{
    return hideRunning(*this, alias, "first_prompt");
}

Result<std::string> StorePrivate::hideRunningResponses(const std::string &alias) const
{
    return hideRunning(*this, alias, "first_response");
}

} // namespace touchstone
