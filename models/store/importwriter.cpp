// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importwriter.h"

#include "brought.h"
#include "importplaces.h"
#include "keepablerow.h"
#include "lateindexes.h"
#include "marks.h"
#include "storeprivate.h"
#include "uidbytes.h"

#include <base/text.h>

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

namespace touchstone {

namespace {

/// Shared mode: transactions stay this short, so that a person's decision never waits for an
/// import.
constexpr int SharedRows = 500;
constexpr int SharedMilliseconds = 20;
/// And between them there is room for whoever asks every millisecond.
constexpr std::chrono::milliseconds SharedPause{2};
/// Nobody waits in exclusive mode; the transaction ends before its log grows past memory.
constexpr int ExclusiveRows = 200'000;
/// Unless it is a first import's, which ends with its indexes made; their sort is in memory.
constexpr int FirstRows = 2'000'000;
/// What an import turns off for its time.
constexpr const char *UsualPragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON";

} // namespace

class ImportWriterPrivate
{
public:
    using Place = ImportPlaces::Place;

    Store *owner = nullptr;
    StorePrivate *store = nullptr;
    Store::ImportOptions options;
    BatchId batch;
    ImportStatements statements;
    std::optional<ImportPlaces> places;
    LateIndexes lateIndexes;
    ImportWriter::Counts counts;
    std::int64_t rows = 0;
    bool joined = false; ///< something was brought to prompts of other imports
    std::optional<sql::Transaction> transaction;
    int rowsInTransaction = 0;
    QElapsedTimer transactionTime;
    bool finished = false;
    std::map<std::string, Source, std::less<>> sources;
    std::vector<const Source *> rowSources;
    std::vector<bool> claimed; ///< by a response's number
    ImportDigests digests;     ///< of the row that came without

    Result<> beginTransaction();
    Result<> endTransactionWhenDue();
    [[nodiscard]] bool isTransactionDue() const;
    Result<> commit();
    Result<const Source *> sourceOf(const IncomingResponse &response);
    /// The row's sources into rowSources, and what its responses mean for its prompt.
    Result<PromptMarks> lookAt(const IncomingRow &row, std::span<const Response> responses);
    Result<bool> addResponse(const Place &place,
                             const Source &source,
                             const Response &response,
                             const Sha256Digest &digest);
    Result<std::optional<ResponseRows::Slot>>
    freeSlot(const Place &place, const Source &source, std::int64_t textHash);
    /// Whether a response that was there before has not yet answered for one of this file.
    bool claim(std::int64_t response);
    Result<bool> addReference(const Place &place, const std::string &reference);
    Result<bool> addTag(const Place &place, const std::string &tag);
    Result<> grow(const Place &place, const PromptMarks &found);
    Result<> bring(const Place &place, brought::Kind kind, std::string_view text);
    Result<> writeEnd(std::string_view sha256);
};

Result<> ImportWriterPrivate::beginTransaction()
{
    TRY_ASSIGN(sql::Transaction begun, sql::Transaction::begin(*store->database));
    transaction.emplace(std::move(begun));
    rowsInTransaction = 0;
    transactionTime.start();
    return {};
}

bool ImportWriterPrivate::isTransactionDue() const
{
    if (options.exclusive)
        return rowsInTransaction >= (lateIndexes.isDue() ? FirstRows : ExclusiveRows);
    return rowsInTransaction >= SharedRows || transactionTime.elapsed() >= SharedMilliseconds;
}

Result<> ImportWriterPrivate::commit()
{
    TRY(lateIndexes.make(*store->database));
    TRY(transaction->commit());
    transaction.reset();
    return {};
}

Result<> ImportWriterPrivate::endTransactionWhenDue()
{
    ++rowsInTransaction;
    if (!isTransactionDue())
        return {};
    TRY(commit());
    if (!options.exclusive)
        std::this_thread::sleep_for(SharedPause);
    return beginTransaction();
}

Result<const Source *> ImportWriterPrivate::sourceOf(const IncomingResponse &response)
{
    const SourceKind kind = response.kind.value_or(options.kind);
    const std::string_view name = !response.source.empty()  ? std::string_view(response.source)
                                  : !options.source.empty() ? std::string_view(options.source)
                                                            : nameOf(kind);
    const auto known = sources.find(name);
    if (known != sources.end())
        return &known->second;
    TRY_ASSIGN(const Source source, store->ensureSource(name, kind, batch));
    return &sources.emplace(std::string(name), source).first->second;
}

Result<PromptMarks> ImportWriterPrivate::lookAt(const IncomingRow &row,
                                                std::span<const Response> responses)
{
    PromptMarks found;
    found.marks = row.reference.empty() ? 0 : marks::Reference;
    rowSources.clear();
    for (std::size_t i = 0; i < responses.size(); ++i) {
        TRY_ASSIGN(const Source *source, sourceOf(row.responses[i]));
        rowSources.push_back(source);
        found.marks |= marks::of(source->kind, source->id, responses[i].flags);
        const int words = responses[i].reasoningWords + responses[i].answerWords;
        if (source->kind == SourceKind::Human)
            found.humanWords = std::max(found.humanWords, words);
        else if (source->kind != SourceKind::Edited)
            found.teacherWords = std::max(found.teacherWords, words);
    }
    return found;
}

bool ImportWriterPrivate::claim(std::int64_t response)
{
    const auto index = static_cast<std::size_t>(response);
    if (claimed.size() <= index)
        claimed.resize(index + 1);
    const bool isFree = !claimed[index];
    claimed[index] = true;
    return isFree;
}

Result<std::optional<ResponseRows::Slot>>
ImportWriterPrivate::freeSlot(const Place &place, const Source &source, std::int64_t textHash)
{
    const auto isOurs = [this](const ResponseRows::There &there) {
        return there.batch == batch.value;
    };
    // What is hidden with its import counts as not there: this import brings it anew.
    const auto stands = [&](const ResponseRows::There &there) {
        return there.isActive
               && (there.batch == 0 || isOurs(there) || places->isSettled(there.batch));
    };
    const auto answers = [&](const ResponseRows::There &there) {
        return !isOurs(there) && claim(there.id);
    };
    return statements.responses.freeSlot(place.prompt, source.id, textHash, stands, answers);
}

Result<bool> ImportWriterPrivate::addResponse(const Place &place,
                                              const Source &source,
                                              const Response &response,
                                              const Sha256Digest &digest)
{
    ResponseRows::Slot slot{0, hash64(digest)};
    // Only the first response of a new prompt can do without looking for others.
    if (!place.isNew) {
        TRY_ASSIGN(const std::optional<ResponseRows::Slot> free,
                   freeSlot(place, source, slot.textHash));
        if (!free)
            return false;
        slot = *free;
    }
    // The digests looked at the texts.
    const ResponseRows::Place where{place.prompt, place.uid, &source, batch.value};
    TRY(statements.responses.insert(where, slot, response, digest));
    ++counts.responsesNew;
    return true;
}

Result<> ImportWriterPrivate::grow(const Place &place, const PromptMarks &found)
{
    return statements.growPrompt
        .args(place.prompt, found.marks & ~marks::Reference, found.humanWords, found.teacherWords)
        .run();
}

Result<> ImportWriterPrivate::bring(const Place &place, brought::Kind kind, std::string_view text)
{
    joined = true;
    return statements.insertBrought.args(batch.value, place.prompt, static_cast<int>(kind), text)
        .run();
}

Result<bool> ImportWriterPrivate::addReference(const Place &place, const std::string &reference)
{
    if (reference.empty())
        return false;
    sql::Statement &has = statements.hasReference;
    TRY_ASSIGN(const bool row, has.args(place.prompt).step());
    const bool there = row && has.integer(0) != 0;
    has.reset();
    if (there)
        return false;
    if (place.isOurs) {
        TRY(statements.setReference.args(place.prompt, reference).run());
        TRY(statements.growPrompt.args(place.prompt, marks::Reference, 0, 0).run());
    } else {
        TRY(bring(place, brought::Reference, reference));
    }
    return true;
}

Result<bool> ImportWriterPrivate::addTag(const Place &place, const std::string &tag)
{
    if (place.isOurs) {
        TRY(statements.insertTag.args(place.prompt, tag).run());
        return store->database->changedRows() > 0;
    }
    TRY_ASSIGN(const bool there, statements.hasTag.args(place.prompt, tag).step());
    statements.hasTag.reset();
    if (!there)
        TRY(bring(place, brought::Tag, tag));
    return !there;
}

Result<> ImportWriterPrivate::writeEnd(std::string_view sha256)
{
    TRY(beginTransaction());
    TRY_ASSIGN(sql::Statement * update,
               store->run("UPDATE batch SET finished=1, rows=?2, prompts_new=?3, "
                          "responses_new=?4, refused=?5, sha256=?6 WHERE id=?1"));
    TRY(update
            ->args(batch.value, rows, counts.promptsNew, counts.responsesNew, counts.refused,
                   sha256)
            .run());
    // A source whose every row was refused has nothing to show.
    for (const auto &[name, source] : sources) {
        TRY_ASSIGN(sql::Statement * keep,
                   store->run("UPDATE source SET batch_id=NULL WHERE id=?1 AND batch_id=?2"));
        TRY(keep->args(source.id.value, batch.value).run());
    }
    return transaction->commit();
}

ImportWriter::ImportWriter(std::unique_ptr<ImportWriterPrivate> priv)
    : d(std::move(priv))
{}

ImportWriter::~ImportWriter()
{
    d->statements = {}; // before the tables they read are written by others
    d->transaction.reset();
    if (d->finished)
        return;
    [[maybe_unused]] const auto abandoned = brought::abandon(*d->store, d->batch.value);
    [[maybe_unused]] const auto safe = d->store->database->exec(UsualPragmas);
}

Result<> ImportWriter::add(const IncomingRow &row, std::span<const Response> responses)
{
    d->digests.take(row, responses);
    return add(row, responses, d->digests);
}

Result<> ImportWriter::add(const IncomingRow &row,
                           std::span<const Response> responses,
                           const ImportDigests &digests)
{
    ++d->rows;
    if (!digests.refusal.isEmpty())
        return refuse({row.line, 0, toUtf8(digests.refusal), row.text});
    // A row without a key is looked for by its text.
    if (d->lateIndexes.isDue() && row.key.empty())
        TRY(d->lateIndexes.make(*d->store->database));
    QString refusal;
    TRY_ASSIGN(const PromptMarks found, d->lookAt(row, responses));
    TRY_ASSIGN(ImportPlaces::Place place, d->places->place(row, found, digests, refusal));
    if (!refusal.isEmpty())
        return refuse({row.line, 0, toUtf8(refusal), row.text});
    const bool isNew = place.isNew;
    d->counts.promptsNew += isNew ? 1 : 0;
    std::size_t responded = 0;
    for (std::size_t i = 0; i < responses.size(); ++i) {
        TRY_ASSIGN(const bool added,
                   d->addResponse(place, *d->rowSources[i], responses[i], digests.responses[i]));
        responded += added ? 1 : 0;
        place.isNew = false;
    }
    if (place.isOurs && responded > 0 && !isNew)
        TRY(d->grow(place, found));
    // A row part of which was there meant more for its prompt than it brought.
    if (place.isOurs && responded > 0 && responded < responses.size())
        TRY(d->store->database->exec(
            marks::refreshSql("id=" + std::to_string(place.prompt), d->batch.value)));
    d->joined = d->joined || (responded > 0 && !place.isOurs);
    bool brought = isNew || responded > 0;
    for (const std::string &tag : row.tags) {
        TRY_ASSIGN(const bool added, d->addTag(place, tag));
        brought = brought || added;
    }
    if (!isNew) {
        TRY_ASSIGN(const bool added, d->addReference(place, row.reference));
        brought = brought || added;
    }
    if (!place.stands) {
        TRY(d->bring(place, brought::Itself, {}));
        brought = true;
    }
    d->counts.alreadyThere += brought ? 0 : 1;
    return d->endTransactionWhenDue();
}

Result<> ImportWriter::refuse(const RefusedRow &row)
{
    ++d->counts.refused;
    const std::string reason = keepableHead(row.reason, 1000);
    const std::string head = keepableHead(row.head, 200);
    TRY(d->statements.insertRefused.args(d->batch.value, row.line, row.column, reason, head).run());
    return d->endTransactionWhenDue();
}

const ImportWriter::Counts &ImportWriter::counts() const
{
    return d->counts;
}

BatchId ImportWriter::batch() const
{
    return d->batch;
}

Result<ImportWriter::Counts> ImportWriter::finish(std::string_view sha256)
{
    TRY(d->commit());
    if (d->joined)
        TRY(brought::settle(*d->store, d->batch.value));
    TRY(d->store->database->exec(UsualPragmas));
    TRY(d->writeEnd(sha256));
    d->finished = true;
    d->store->checkpoint.start();
    Changes changes;
    changes.kinds = Changes::Prompts | Changes::Responses | Changes::Tags;
    emit d->owner->changed(changes);
    return d->counts;
}

Result<std::unique_ptr<ImportWriter>> Store::beginImport(const Batch &batch,
                                                         const ImportOptions &options)
{
    TRY(d->writable());
    auto writer = std::make_unique<ImportWriterPrivate>();
    writer->owner = this;
    writer->store = d.get();
    writer->options = options;
    TRY_ASSIGN(writer->statements, ImportStatements::prepare(*d->database));
    TRY_ASSIGN(const std::set<std::int64_t> unsettled, d->unfinishedBatches());
    const std::int64_t now = d->now();
    const Uid uid = Uid::make(now);
    // In one statement, so that no other import comes between the numbers and the row.
    TRY_ASSIGN(sql::Statement * insert,
               d->run("INSERT INTO batch(path, sha256, format, mapping, started_us, uid, "
                      "first_prompt, first_response) VALUES(?1, ?2, ?3, ?4, ?5, ?6, (SELECT "
                      "coalesce(max(id), 0)+1 FROM prompt), (SELECT coalesce(max(id), 0)+1 FROM "
                      "response))"));
    insert->args(batch.path, batch.sha256, batch.format, batch.mapping, now)
        .bindBlob(6, bytesOf(uid));
    TRY_ASSIGN(writer->batch.value, insert->insert());
    writer->places.emplace(writer->statements, options.join, writer->batch, unsettled,
                           toUtf8(QFileInfo(toQString(batch.path)).baseName()));
    // What an import writes can be read again from its file; its last commit is made safe.
    TRY(d->database->exec("PRAGMA synchronous=NORMAL"));
    // Every row refers to others that this import made or found, and where nobody else has the
    // project open those stay: looking for each of them again would find nothing else.
    if (options.exclusive)
        TRY(d->database->exec("PRAGMA foreign_keys=OFF"));
    const bool byText = options.join == ImportOptions::Join::Text;
    const auto begin = [&writer, late = options.exclusive && !byText]() -> Result<> {
        TRY(writer->beginTransaction());
        if (late)
            TRY(writer->lateIndexes.drop(*writer->store->database));
        return {};
    };
    const auto begun = begin();
    auto made = std::unique_ptr<ImportWriter>(new ImportWriter(std::move(writer)));
    TRY(begun);
    return made;
}

} // namespace touchstone
