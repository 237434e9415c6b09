// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "ledgerwriter.h"

#include "importdigests.h"
#include "keepablerow.h"
#include "marks.h"
#include "responserows.h"
#include "sql/keepable.h"
#include "storeprivate.h"
#include "uidbytes.h"

#include <base/json.h>

#include <QElapsedTimer>

#include <algorithm>
#include <set>

namespace touchstone {

namespace {

/// Views make themselves anew when something changed; so often is enough.
constexpr qint64 MillisecondsBetweenNews = 250;

/// The states in which a sample is not asked for again: as the index request_slot has them.
std::string takenSql(const std::string &request)
{
    return request + ".state IN (0,1,3)";
}

/// The lowest number that is not in use.
int firstFree(const std::set<int> &used)
{
    int sample = 0;
    for (const int taken : used) {
        if (taken > sample)
            break;
        sample = taken + 1;
    }
    return sample;
}

void mend(std::string &text)
{
    // Each byte that cannot be kept becomes a character of three.
    if (sql::firstUnkeepable(text))
        text = keepableHead(text, text.size() * 3);
}

void mend(Response &response)
{
    for (std::string *text : {&response.reasoning, &response.answer, &response.raw,
                              &response.finalAnswer, &response.meta})
        mend(*text);
}

} // namespace

struct LedgerWriter::Private
{
    Store *owner = nullptr;
    StorePrivate *store = nullptr;
    GenerationId generation;
    Uid uid;
    BatchId batch;
    Source source;
    std::string label; ///< of the batch
    ResponseRows rows;
    sql::Statement grow;
    std::string scratch;
    /// What is asked or said once in a transaction instead of for each request.
    struct Turn
    {
        std::set<std::int64_t> unfinished; ///< batches
        bool isActive = false;             ///< the run's batch
        std::vector<std::pair<RequestId, ResponseId>> answered;
    };
    Turn turn;
    Changes unsaid;
    QElapsedTimer said;

    Result<sql::Transaction> begin() const { return sql::Transaction::begin(*store->database); }
    Result<Written>
    writeAll(std::span<Ended> ended, std::span<const Asked> asked, std::span<Partial> partials);
    Result<> beginTurn();
    Result<> endTurn();
    Result<Sent> leave(const Asked &asked);
    Result<Sent> leaveAgain(RequestId request);
    Result<Sent> leaveFirst(const Asked &asked);
    Result<bool> end(Ended &ended);
    Result<> writeEnd(const Ended &ended);
    Result<bool> isOpen(RequestId request, ResponseRows::Place &place, int &sample);
    Result<ResponseId> add(const ResponseRows::Place &place, int sample, const Response &response);
    Result<> needBatch();
    Result<bool> isBatchActive();
    Result<> keepText(RequestId request, std::string &reasoning, std::string &answer);
    void tell();
};

Result<LedgerWriter::Sent> LedgerWriter::Private::leave(const Asked &asked)
{
    return asked.again ? leaveAgain(asked.again) : leaveFirst(asked);
}

Result<LedgerWriter::Sent> LedgerWriter::Private::leaveAgain(RequestId request)
{
    // Where the sample was given to another request in the meantime this one stays failed.
    TRY_ASSIGN(sql::Statement * update,
               store->run(std::string("UPDATE OR IGNORE request SET state=0, attempts=attempts+1, "
                                      "sent_us=?2, ended_us=0 WHERE id=?1 AND state=2")));
    TRY(update->args(request.value, store->now()).run());
    return Sent{store->database->changedRows() > 0 ? request : RequestId{}, 0};
}

Result<LedgerWriter::Sent> LedgerWriter::Private::leaveFirst(const Asked &asked)
{
    std::set<int> used;
    int have = 0;
    TRY_ASSIGN(sql::Statement * responses,
               store->run("SELECT sample, active, batch_id FROM response WHERE prompt_id=?1 AND "
                          "source_id=?2"));
    responses->args(asked.prompt.value, source.id.value);
    while (true) {
        TRY_ASSIGN(const bool row, responses->step());
        if (!row)
            break;
        used.insert(static_cast<int>(responses->integer(0)));
        const bool stands =
            responses->integer(1) != 0 && !turn.unfinished.contains(responses->integer(2));
        have += stands ? 1 : 0;
    }
    responses->reset();
    TRY_ASSIGN(sql::Statement * requests,
               store->run("SELECT q.sample, q.state FROM request q WHERE q.source_id=?2 AND "
                          "q.prompt_id=?1 AND "
                          + takenSql("q")));
    requests->args(asked.prompt.value, source.id.value);
    while (true) {
        TRY_ASSIGN(const bool row, requests->step());
        if (!row)
            break;
        used.insert(static_cast<int>(requests->integer(0)));
        const auto state = static_cast<RequestState>(requests->integer(1));
        have += state != RequestState::Settled ? 1 : 0; // its response was counted
    }
    requests->reset();
    if (asked.sample ? used.contains(*asked.sample) : have >= asked.most)
        return Sent{};
    const int sample = asked.sample.value_or(firstFree(used));
    TRY_ASSIGN(sql::Statement * insert,
               store->run("INSERT INTO request(generation_id, source_id, prompt_id, sample, state, "
                          "attempts, sent_us) VALUES(?1, ?2, ?3, ?4, 0, 1, ?5)"));
    insert->args(generation.value, source.id.value, asked.prompt.value, sample, store->now());
    TRY_ASSIGN(const std::int64_t id, insert->insert());
    return Sent{RequestId{id}, sample};
}

/// Whether a request may still be settled or fail; `place` and `sample` are where its response
/// belongs.
Result<bool>
LedgerWriter::Private::isOpen(RequestId request, ResponseRows::Place &place, int &sample)
{
    // What failed, or was given up, and is answered after all, by a batch file: unless the sample
    // was asked for anew.
    TRY_ASSIGN(sql::Statement * find,
               store->run("SELECT q.prompt_id, p.uid, q.sample FROM request q JOIN prompt p ON "
                          "p.id=q.prompt_id WHERE q.id=?1 AND q.state<>1 AND NOT EXISTS(SELECT 1 "
                          "FROM request o WHERE o.source_id=q.source_id AND "
                          "o.prompt_id=q.prompt_id AND o.sample=q.sample AND o.id<>q.id AND "
                          + takenSql("o") + ")"));
    find->args(request.value);
    TRY_ASSIGN(const bool there, find->step());
    if (there) {
        place.prompt = find->integer(0);
        place.promptUid = uidFrom(find->text(1));
        sample = static_cast<int>(find->integer(2));
    }
    find->reset();
    return there;
}

Result<bool> LedgerWriter::Private::end(Ended &ended)
{
    ResponseRows::Place place;
    int sample = 0;
    TRY_ASSIGN(const bool open, isOpen(ended.request, place, sample));
    if (!open)
        return false;
    mend(ended.error);
    mend(ended.serverId);
    mend(ended.finishReason);
    if (ended.state == RequestState::Settled) {
        Q_ASSERT(ended.response);
        mend(*ended.response);
        TRY_ASSIGN(const ResponseId response, add(place, sample, *ended.response));
        turn.answered.emplace_back(ended.request, response);
        unsaid.prompts.push_back(PromptId{place.prompt});
        TRY_ASSIGN(sql::Statement * drop,
                   store->run("DELETE FROM request_text WHERE request_id=?1"));
        TRY(drop->args(ended.request.value).run());
    } else if (!ended.reasoning.empty() || !ended.answer.empty()) {
        TRY(keepText(ended.request, ended.reasoning, ended.answer));
    }
    TRY(writeEnd(ended));
    return ended.state == RequestState::Settled;
}

/// All but the number of its response: a statement that changes what refers to another table copies
/// each page before it changes it. endTurn() does that once for many.
Result<> LedgerWriter::Private::writeEnd(const Ended &ended)
{
    TRY_ASSIGN(sql::Statement * update,
               store->run("UPDATE request SET state=?2, ended_us=?3, prompt_tokens=?4, "
                          "cached_tokens=?5, completion_tokens=?6, reasoning_tokens=?7, "
                          "usage_known=?8, cost=?9, server_id=?10, finish_reason=?11, error=?12 "
                          "WHERE id=?1"));
    const Usage &usage = ended.usage;
    return update
        ->args(ended.request.value, static_cast<int>(ended.state), store->now(), usage.prompt,
               usage.cached, usage.completion, usage.reasoning, usage.known, ended.cost,
               ended.serverId, ended.finishReason, ended.error)
        .run();
}

Result<ResponseId>
LedgerWriter::Private::add(const ResponseRows::Place &at, int sample, const Response &response)
{
    TRY(needBatch());
    ResponseRows::Place place = at;
    place.source = &source;
    place.batch = batch.value;
    place.isActive = turn.isActive;
    const Sha256Digest digest = digestOf(response, scratch);
    bool isTaken = false;
    // Two samples that came out alike were both paid for, and both stand.
    TRY_ASSIGN(auto slot, rows.freeSlot(
                              place.prompt, source.id, hash64(digest),
                              [&](const ResponseRows::There &other) {
                                  return other.isActive && !turn.unfinished.contains(other.batch);
                              },
                              [](const ResponseRows::There &) { return false; }));
    TRY_ASSIGN(sql::Statement * taken,
               store->run("SELECT 1 FROM response WHERE prompt_id=?1 AND source_id=?2 AND "
                          "sample=?3"));
    TRY_ASSIGN(isTaken, taken->args(place.prompt, source.id.value, sample).step());
    taken->reset();
    if (!isTaken)
        slot->sample = sample;
    TRY_ASSIGN(const std::int64_t id, rows.insert(place, *slot, response, digest));
    if (place.isActive) {
        const int words = response.reasoningWords + response.answerWords;
        TRY(grow.args(place.prompt, marks::of(source.kind, source.id, response.flags), 0, words)
                .run());
    }
    return ResponseId{id};
}

/// The run's responses are one import, so that they can be taken back together. It counts as
/// finished from its beginning: each of its rows is whole.
Result<> LedgerWriter::Private::needBatch()
{
    if (batch)
        return {};
    const std::int64_t now = store->now();
    const Uid made = Uid::make(now);
    TRY_ASSIGN(sql::Statement * insert,
               store->run("INSERT INTO batch(path, sha256, format, mapping, started_us, uid, "
                          "first_prompt, first_response, finished) VALUES(?1, '', 'generation', "
                          "'', ?2, ?3, (SELECT coalesce(max(id), 0)+1 FROM prompt), (SELECT "
                          "coalesce(max(id), 0)+1 FROM response), 1)"));
    insert->args(label, now).bindBlob(3, bytesOf(made));
    TRY_ASSIGN(batch.value, insert->insert());
    turn.isActive = true;
    TRY_ASSIGN(sql::Statement * update,
               store->run("UPDATE generation SET batch_id=?2 WHERE id=?1"));
    return update->args(generation.value, batch.value).run();
}

Result<bool> LedgerWriter::Private::isBatchActive()
{
    TRY_ASSIGN(sql::Statement * active, store->run("SELECT active FROM batch WHERE id=?1"));
    TRY_ASSIGN(const bool there, active->args(batch.value).step());
    const bool isActive = there && active->integer(0) != 0;
    active->reset();
    return isActive;
}

Result<>
LedgerWriter::Private::keepText(RequestId request, std::string &reasoning, std::string &answer)
{
    mend(reasoning);
    mend(answer);
    TRY_ASSIGN(sql::Statement * keep,
               store->run("INSERT OR REPLACE INTO request_text VALUES(?1, ?2, ?3)"));
    return keep->args(request.value, reasoning, answer).run();
}

void LedgerWriter::Private::tell()
{
    if (unsaid.kinds == 0)
        return;
    std::sort(unsaid.prompts.begin(), unsaid.prompts.end());
    const auto last = std::unique(unsaid.prompts.begin(), unsaid.prompts.end());
    unsaid.prompts.erase(last, unsaid.prompts.end());
    if (!unsaid.prompts.empty())
        unsaid.kinds |= Changes::Responses;
    const Changes changes = std::exchange(unsaid, {});
    said.start();
    emit owner->changed(changes);
}

Result<LedgerWriter::Written> LedgerWriter::Private::writeAll(std::span<Ended> ended,
                                                              std::span<const Asked> asked,
                                                              std::span<Partial> partials)
{
    Written written;
    TRY_ASSIGN(sql::Transaction transaction, begin());
    TRY(beginTurn());
    for (Ended &one : ended) {
        TRY_ASSIGN(const bool settled, end(one));
        written.settled += settled ? 1 : 0;
    }
    for (const Asked &one : asked) {
        TRY_ASSIGN(const Sent sent, leave(one));
        written.sent.push_back(sent);
    }
    for (Partial &one : partials)
        TRY(keepText(one.request, one.reasoning, one.answer));
    TRY(endTurn());
    TRY(transaction.commit());
    return written;
}

Result<> LedgerWriter::Private::beginTurn()
{
    turn = {};
    TRY_ASSIGN(turn.unfinished, store->unfinishedBatches());
    TRY_ASSIGN(turn.isActive, isBatchActive());
    return {};
}

Result<> LedgerWriter::Private::endTurn()
{
    if (turn.answered.empty())
        return {};
    TRY_ASSIGN(sql::Statement * count,
               store->run("UPDATE batch SET rows=rows+?2, responses_new=responses_new+?2 WHERE "
                          "id=?1"));
    TRY(count->args(batch.value, static_cast<std::int64_t>(turn.answered.size())).run());
    Json pairs = Json::array();
    for (const auto &[request, response] : turn.answered)
        pairs.push_back({request.value, response.value});
    TRY_ASSIGN(
        sql::Statement * link,
        store->run("UPDATE request SET response_id=answer.response FROM (SELECT "
                   "json_extract(value, '$[0]') AS request, json_extract(value, '$[1]') AS "
                   "response FROM json_each(?1)) AS answer WHERE request.id=answer.request"));
    return link->args(dumpJson(pairs)).run();
}

LedgerWriter::LedgerWriter(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

LedgerWriter::LedgerWriter(LedgerWriter &&) noexcept = default;

LedgerWriter::~LedgerWriter()
{
    if (d)
        d->tell();
}

Result<LedgerWriter::Written> LedgerWriter::write(std::span<Ended> ended,
                                                  std::span<const Asked> asked,
                                                  std::span<Partial> partials)
{
    if (ended.empty() && asked.empty() && partials.empty())
        return Written{};
    const BatchId before = d->batch;
    auto all = d->writeAll(ended, asked, partials);
    if (!all) {
        d->batch = before; // it was rolled back too
        return all;
    }
    d->store->checkpoint.start();
    d->unsaid.kinds |= Changes::Ledger;
    if (!d->said.isValid() || d->said.elapsed() >= MillisecondsBetweenNews)
        d->tell();
    return all;
}

Result<std::vector<LedgerWriter::Named>> LedgerWriter::named() const
{
    TRY_ASSIGN(sql::Statement query,
               d->store->database->prepare(
                   "SELECT q.id, p.uid, q.sample FROM request q JOIN prompt p ON p.id=q.prompt_id "
                   "WHERE q.generation_id=?1"));
    query.args(d->generation.value);
    std::vector<Named> all;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return all;
        const int sample = static_cast<int>(query.integer(2));
        all.push_back(
            {RequestId{query.integer(0)}, nameOf(d->uid, uidFrom(query.text(1)), sample)});
    }
}

Uid LedgerWriter::nameOf(const Uid &run, const Uid &prompt, int sample)
{
    return Uid::hashOf(run.hex() + prompt.hex() + std::to_string(sample));
}

Result<> LedgerWriter::forgoAll()
{
    TRY_ASSIGN(sql::Statement * forgo,
               d->store->run("UPDATE request SET state=4, ended_us=?2 WHERE generation_id=?1 AND "
                             "state=0"));
    TRY(forgo->args(d->generation.value, d->store->now()).run());
    d->unsaid.kinds |= Changes::Ledger;
    d->tell();
    return {};
}

Result<> LedgerWriter::finish()
{
    TRY_ASSIGN(sql::Transaction transaction, d->begin());
    TRY_ASSIGN(sql::Statement * lose,
               d->store->run("UPDATE request SET state=3, ended_us=?2 WHERE generation_id=?1 AND "
                             "state=0"));
    TRY(lose->args(d->generation.value, d->store->now()).run());
    TRY_ASSIGN(sql::Statement * update,
               d->store->run("UPDATE generation SET ended_us=?2 WHERE id=?1 AND ended_us=0"));
    TRY(update->args(d->generation.value, d->store->now()).run());
    TRY(transaction.commit());
    d->unsaid.kinds |= Changes::Ledger;
    d->tell();
    return {};
}

GenerationId LedgerWriter::generation() const
{
    return d->generation;
}

const Uid &LedgerWriter::uid() const
{
    return d->uid;
}

BatchId LedgerWriter::batch() const
{
    return d->batch;
}

const Source &LedgerWriter::source() const
{
    return d->source;
}

Result<LedgerWriter> Store::openGeneration(GenerationId generation)
{
    TRY(d->writable());
    auto made = std::make_unique<LedgerWriter::Private>();
    made->owner = this;
    made->store = d.get();
    made->generation = generation;
    TRY_ASSIGN(
        sql::Statement * query,
        d->run("SELECT g.batch_id, g.teacher, g.model, s.id, s.name, s.kind, s.meta, g.uid FROM "
               "generation g JOIN source s ON s.id=g.source_id WHERE g.id=?1"));
    query->args(generation.value);
    TRY_ASSIGN(const bool there, query->step());
    if (!there)
        return Error{Error::Code::NotFound, tr("That run of generating is not in the project.")};
    made->batch.value = query->integer(0);
    made->label = query->string(1) + ": " + query->string(2);
    made->source = {SourceId{query->integer(3)}, query->string(4),
                    static_cast<SourceKind>(query->integer(5)), query->string(6)};
    made->uid = uidFrom(query->text(7));
    query->reset();
    TRY_ASSIGN(made->rows, ResponseRows::prepare(*d->database));
    TRY_ASSIGN(made->grow, d->database->prepare(marks::growOneSql()));
    return LedgerWriter(std::move(made));
}

} // namespace touchstone
