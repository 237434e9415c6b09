// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importwriter.h"

#include "storeprivate.h"

#include <base/hash.h>
#include <base/json.h>
#include <base/text.h>

#include <QElapsedTimer>
#include <QFileInfo>

#include <cstring>
#include <map>

namespace touchstone {

namespace {

/// Shared mode: transactions stay this short, so that a person's decision never waits for an
/// import.
constexpr int SharedRows = 500;
constexpr int SharedMilliseconds = 20;
/// Nobody waits in exclusive mode; the transaction ends before its log grows past memory.
constexpr int ExclusiveRows = 200'000;

std::int64_t hash64(const Sha256Digest &digest)
{
    std::int64_t value = 0;
    std::memcpy(&value, digest.data(), sizeof value);
    return value;
}

std::string_view bytesOf(const Uid &uid)
{
    return {reinterpret_cast<const char *>(uid.bytes.data()), uid.bytes.size()};
}

std::string historyJson(const std::vector<Message> &history)
{
    if (history.empty())
        return {};
    Json json = Json::array();
    for (const Message &message : history)
        json.push_back({{"role", message.role}, {"content", message.content}});
    return dumpJson(json);
}

} // namespace

class ImportWriterPrivate
{
public:
    Store *owner = nullptr;
    StorePrivate *store = nullptr;
    Store::ImportOptions options;
    BatchId batch;
    std::string stem; ///< of made-up keys
    ImportWriter::Counts counts;
    std::int64_t rows = 0;
    std::optional<sql::Transaction> transaction;
    int rowsInTransaction = 0;
    QElapsedTimer transactionTime;
    bool finished = false;
    std::map<std::string, Source, std::less<>> sources;
    std::string scratch;

    struct Place
    {
        std::int64_t prompt = 0;
        bool isNew = false;
    };

    Result<> beginTransaction();
    Result<> endTransactionWhenDue();
    Result<std::int64_t> idOf(const char *text, std::string_view key);
    Result<std::int64_t> idOf(const char *text, std::int64_t hash);
    Result<Place> place(const IncomingRow &row, QString &refusal);
    Result<std::int64_t>
    insertPrompt(const IncomingRow &row, std::string_view key, const Sha256Digest &digest);
    Result<const Source *> sourceOf(const IncomingResponse &response);
    Result<bool> addResponse(std::int64_t prompt,
                             bool isNew,
                             const IncomingResponse &incoming,
                             const Response &response);
    Result<> addWords(std::int64_t prompt, SourceKind kind, int words);
    Result<std::string> freeKey(std::int64_t line);
};

Result<> ImportWriterPrivate::beginTransaction()
{
    TRY_ASSIGN(sql::Transaction begun, sql::Transaction::begin(*store->database));
    transaction.emplace(std::move(begun));
    rowsInTransaction = 0;
    transactionTime.start();
    return {};
}

Result<> ImportWriterPrivate::endTransactionWhenDue()
{
    ++rowsInTransaction;
    const bool due = options.exclusive ? rowsInTransaction >= ExclusiveRows
                                       : rowsInTransaction >= SharedRows
                                             || transactionTime.elapsed() >= SharedMilliseconds;
    if (!due)
        return {};
    TRY(transaction->commit());
    return beginTransaction();
}

Result<std::int64_t> ImportWriterPrivate::idOf(const char *text, std::string_view key)
{
    TRY_ASSIGN(sql::Statement * query, store->run(text));
    query->args(key);
    TRY_ASSIGN(const bool there, query->step());
    const std::int64_t id = there ? query->integer(0) : 0;
    query->reset();
    return id;
}

Result<std::int64_t> ImportWriterPrivate::idOf(const char *text, std::int64_t hash)
{
    TRY_ASSIGN(sql::Statement * query, store->run(text));
    query->args(hash);
    TRY_ASSIGN(const bool there, query->step());
    const std::int64_t id = there ? query->integer(0) : 0;
    query->reset();
    return id;
}

Result<std::string> ImportWriterPrivate::freeKey(std::int64_t line)
{
    const std::string wanted =
        stem + "-" + QStringLiteral("%1").arg(line, 4, 10, QLatin1Char('0')).toStdString();
    std::string key = wanted;
    for (int i = 2;; ++i) {
        TRY_ASSIGN(const std::int64_t taken, idOf("SELECT id FROM prompt WHERE key=?1", key));
        if (taken == 0)
            return key;
        key = wanted + "-" + std::to_string(i);
    }
}

Result<std::int64_t> ImportWriterPrivate::insertPrompt(const IncomingRow &row,
                                                       std::string_view key,
                                                       const Sha256Digest &digest)
{
    // The uid holds in every copy of the project, whoever imported first.
    scratch.assign(key);
    scratch.push_back('\0');
    scratch.append(reinterpret_cast<const char *>(digest.data()), digest.size());
    const Uid uid = Uid::hashOf(scratch);
    TRY_ASSIGN(sql::Statement * insert,
               store->run("INSERT INTO prompt(batch_id, visible, words, has_reference, text_hash, "
                          "uid, key) VALUES(?1, 1, "
                          "?2, ?3, ?4, ?6, ?5) ON CONFLICT DO NOTHING"));
    insert->args(batch.value, countWords(row.text), !row.reference.empty(), hash64(digest), key);
    insert->bindBlob(6, bytesOf(uid));
    TRY(insert->run());
    if (store->database->changedRows() == 0)
        return std::int64_t{0};
    const std::int64_t id = store->database->lastInsertId();
    const std::string history = historyJson(row.history);
    TRY_ASSIGN(sql::Statement * text,
               store->run("INSERT INTO prompt_text VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
    TRY(text->args(id, row.text, row.system, history, row.reference, row.meta).run());
    ++counts.promptsNew;
    return id;
}

Result<ImportWriterPrivate::Place> ImportWriterPrivate::place(const IncomingRow &row,
                                                              QString &refusal)
{
    using Join = Store::ImportOptions::Join;
    constexpr const char *ByKey = "SELECT id FROM prompt WHERE key=?1";
    constexpr const char *ByHash = "SELECT id FROM prompt WHERE text_hash=?1 ORDER BY id";
    const bool byKey =
        options.join == Join::Key || (options.join == Join::Auto && !row.key.empty());
    if (row.text.empty()) {
        if (row.key.empty()) {
            refusal = Store::tr("The row has neither a prompt nor a key.");
            return Place{};
        }
        TRY_ASSIGN(const std::int64_t known, idOf(ByKey, std::string_view(row.key)));
        if (known == 0)
            refusal =
                Store::tr("The row has no prompt, and no prompt of the project has the key %1.")
                    .arg(toQString(row.key));
        return Place{known, false};
    }
    const Sha256Digest digest = sha256(normalizedText(row.text));
    if (byKey && row.key.empty()) {
        refusal = Store::tr("The row has no key to join on.");
        return Place{};
    }
    if (byKey) {
        TRY_ASSIGN(const std::int64_t made, insertPrompt(row, row.key, digest));
        if (made != 0)
            return Place{made, true};
        TRY_ASSIGN(sql::Statement * there,
                   store->run("SELECT id, text_hash FROM prompt WHERE key=?1"));
        there->args(row.key);
        TRY(there->step());
        const Place found{there->integer(0), false};
        const bool same = there->integer(1) == hash64(digest);
        there->reset();
        if (!same) {
            refusal = Store::tr("The key %1 is there already with another text; join on the text "
                                "instead, or give the row "
                                "another key.")
                          .arg(toQString(row.key));
        }
        return found;
    }
    TRY_ASSIGN(const std::int64_t known, idOf(ByHash, hash64(digest)));
    if (known != 0)
        return Place{known, false};
    std::string key = row.key;
    if (!key.empty()) {
        TRY_ASSIGN(const std::int64_t taken, idOf(ByKey, std::string_view(key)));
        if (taken != 0)
            key.clear();
    }
    if (key.empty()) {
        TRY_ASSIGN(key, freeKey(row.line));
    }
    TRY_ASSIGN(const std::int64_t made, insertPrompt(row, key, digest));
    return Place{made, true};
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
    Source source;
    source.name = name;
    source.kind = kind;
    TRY_ASSIGN(source.id, owner->ensureSource(source.name, source.kind));
    TRY_ASSIGN(const std::vector<Source> all, owner->sources());
    for (const Source &stored : all) {
        if (stored.id == source.id)
            source = stored;
    }
    return &sources.emplace(std::string(name), source).first->second;
}

Result<> ImportWriterPrivate::addWords(std::int64_t prompt, SourceKind kind, int words)
{
    if (kind == SourceKind::Edited)
        return {};
    TRY_ASSIGN(
        sql::Statement * update,
        kind == SourceKind::Human
            ? store->run("UPDATE prompt SET human_words=?2 WHERE id=?1 AND human_words<?2")
            : store->run("UPDATE prompt SET teacher_words=?2 WHERE id=?1 AND teacher_words<?2"));
    return update->args(prompt, words).run();
}

Result<bool> ImportWriterPrivate::addResponse(std::int64_t prompt,
                                              bool isNew,
                                              const IncomingResponse &incoming,
                                              const Response &response)
{
    TRY_ASSIGN(const Source *source, sourceOf(incoming));
    scratch.assign(response.reasoning);
    scratch.push_back('\0');
    scratch.append(response.answer);
    const Sha256Digest digest = sha256(scratch);
    std::int64_t sample = 0;
    if (!isNew) {
        TRY_ASSIGN(sql::Statement * there,
                   store->run("SELECT sample, text_hash FROM response WHERE prompt_id=?1 AND "
                              "source_id=?2 ORDER BY sample"));
        there->args(prompt, source->id.value);
        while (true) {
            TRY_ASSIGN(const bool row, there->step());
            if (!row)
                break;
            if (there->integer(1) == hash64(digest)) {
                there->reset();
                return false;
            }
            sample = there->integer(0) + 1;
        }
        there->reset();
    }
    scratch = std::to_string(prompt) + "\n" + source->name + "\n" + std::to_string(sample);
    scratch.append(reinterpret_cast<const char *>(digest.data()), digest.size());
    const Uid uid = Uid::hashOf(scratch);
    TRY_ASSIGN(
        sql::Statement * insert,
        store->run("INSERT INTO response(prompt_id, source_id, sample, batch_id, active, flags, "
                   "reasoning_words, "
                   "answer_words, text_hash, uid) VALUES(?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9)"));
    insert->args(prompt, source->id.value, sample, batch.value, std::int64_t{response.flags},
                 response.reasoningWords, response.answerWords, hash64(digest));
    insert->bindBlob(9, bytesOf(uid));
    TRY(insert->run());
    TRY_ASSIGN(sql::Statement * text,
               store->run("INSERT INTO response_text VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    TRY(text->args(store->database->lastInsertId(), response.reasoning, response.answer,
                   response.raw, response.splitter, response.finalAnswer, response.finalAnswerRule,
                   response.meta)
            .run());
    ++counts.responsesNew;
    TRY(addWords(prompt, source->kind, response.reasoningWords + response.answerWords));
    return true;
}

ImportWriter::ImportWriter(std::unique_ptr<ImportWriterPrivate> priv)
    : d(std::move(priv))
{}

ImportWriter::~ImportWriter()
{
    if (d->finished)
        return;
    d->transaction.reset();
    [[maybe_unused]] const auto removed = d->store->removeBatch(d->batch.value);
}

Result<> ImportWriter::add(const IncomingRow &row, std::span<const Response> responses)
{
    ++d->rows;
    QString refusal;
    TRY_ASSIGN(const ImportWriterPrivate::Place place, d->place(row, refusal));
    if (!refusal.isEmpty())
        return refuse({row.line, 0, toUtf8(refusal), std::string(headOf(row.text, 200))});
    bool brought = place.isNew;
    for (std::size_t i = 0; i < responses.size(); ++i) {
        // Only the first response of a new prompt can do without looking for others of its source.
        const bool first = place.isNew && i == 0;
        TRY_ASSIGN(const bool added,
                   d->addResponse(place.prompt, first, row.responses[i], responses[i]));
        brought = brought || added;
    }
    for (const std::string &tag : row.tags) {
        TRY_ASSIGN(sql::Statement * insert,
                   d->store->run("INSERT OR IGNORE INTO tag VALUES(?1, ?2)"));
        TRY(insert->args(place.prompt, tag).run());
    }
    if (!place.isNew && !row.reference.empty()) {
        TRY_ASSIGN(
            sql::Statement * reference,
            d->store->run("UPDATE prompt SET has_reference=1 WHERE id=?1 AND has_reference=0"));
        TRY(reference->args(place.prompt).run());
        if (d->store->database->changedRows() > 0) {
            TRY_ASSIGN(sql::Statement * text,
                       d->store->run("UPDATE prompt_text SET reference=?2 WHERE prompt_id=?1"));
            TRY(text->args(place.prompt, row.reference).run());
            brought = true;
        }
    }
    d->counts.alreadyThere += brought ? 0 : 1;
    return d->endTransactionWhenDue();
}

Result<> ImportWriter::refuse(const RefusedRow &row)
{
    ++d->counts.refused;
    TRY_ASSIGN(
        sql::Statement * insert,
        d->store->run(
            "INSERT INTO refused(batch_id, line, place, reason, head) VALUES(?1, ?2, ?3, ?4, ?5)"));
    TRY(insert->args(d->batch.value, row.line, row.column, row.reason, row.head).run());
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
    TRY_ASSIGN(sql::Statement * update,
               d->store->run("UPDATE batch SET finished=1, rows=?2, prompts_new=?3, "
                             "responses_new=?4, refused=?5, sha256=?6 "
                             "WHERE id=?1"));
    TRY(update
            ->args(d->batch.value, d->rows, d->counts.promptsNew, d->counts.responsesNew,
                   d->counts.refused, sha256)
            .run());
    TRY(d->transaction->commit());
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
    writer->stem = toUtf8(QFileInfo(toQString(batch.path)).baseName());
    const std::int64_t now = d->now();
    const Uid uid = Uid::make(now);
    TRY_ASSIGN(sql::Statement * insert, d->run("INSERT INTO batch(path, sha256, format, mapping, "
                                               "started_us, uid) VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
    insert->args(batch.path, batch.sha256, batch.format, batch.mapping, now);
    insert->bindBlob(6, bytesOf(uid));
    TRY(insert->run());
    writer->batch.value = d->database->lastInsertId();
    const auto begun = writer->beginTransaction();
    auto made = std::unique_ptr<ImportWriter>(new ImportWriter(std::move(writer)));
    TRY(begun);
    return made;
}

} // namespace touchstone
