// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "ledger.h"

#include "ledgerwriter.h"
#include "storeprivate.h"
#include "uidbytes.h"

#include <base/json.h>
#include <base/text.h>

namespace touchstone {

namespace {

/// Sums over requests `q` of runs `g`, in the order in which spendingFrom() reads them.
constexpr const char *SumsSql =
    "total(q.state=0), total(q.state=1), total(q.state=2), total(q.state=3), total(q.state=4), "
    "total(q.prompt_tokens), total(q.completion_tokens), coalesce(sum(q.cost), 0), g.currency";
constexpr int Sums = 9;

Spending spendingFrom(const sql::Statement &query, int column)
{
    Spending spending;
    for (std::int64_t *sum :
         {&spending.sent, &spending.settled, &spending.failed, &spending.unknown, &spending.forgone,
          &spending.promptTokens, &spending.completionTokens})
        *sum = static_cast<std::int64_t>(query.real(column++));
    spending.cost = query.integer(column++);
    spending.currency = query.string(column);
    return spending;
}

/// A request `q`, in the order in which entryFrom() reads it.
constexpr const char *EntrySql =
    "q.id, q.prompt_id, q.sample, q.state, q.attempts, q.sent_us, q.ended_us, q.prompt_tokens, "
    "q.cached_tokens, q.completion_tokens, q.reasoning_tokens, q.usage_known, q.cost, "
    "q.response_id, q.server_id, q.finish_reason, q.error";
constexpr int EntryColumns = 17;

LedgerEntry entryFrom(const sql::Statement &query)
{
    LedgerEntry entry;
    entry.id.value = query.integer(0);
    entry.prompt.value = query.integer(1);
    entry.sample = static_cast<int>(query.integer(2));
    entry.state = static_cast<RequestState>(query.integer(3));
    entry.attempts = static_cast<int>(query.integer(4));
    entry.sentUs = query.integer(5);
    entry.endedUs = query.integer(6);
    entry.usage.prompt = query.integer(7);
    entry.usage.cached = query.integer(8);
    entry.usage.completion = query.integer(9);
    entry.usage.reasoning = query.integer(10);
    entry.usage.known = query.integer(11) != 0;
    entry.cost = query.integer(12);
    entry.response.value = query.integer(13);
    entry.serverId = query.string(14);
    entry.finishReason = query.string(15);
    entry.error = query.string(16);
    return entry;
}

} // namespace

Result<> ledger::loseRequests(StorePrivate &store)
{
    TRY_ASSIGN(const std::int64_t open,
               store.database->number("SELECT EXISTS(SELECT 1 FROM generation WHERE ended_us=0 AND "
                                      "in_file=0)"));
    if (open == 0)
        return {};
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store.database));
    TRY_ASSIGN(sql::Statement * lose,
               store.run("UPDATE request SET state=3, ended_us=?1, error=?2 WHERE state=0 AND "
                         "generation_id IN (SELECT id FROM generation WHERE in_file=0)"));
    const std::string why = toUtf8(Store::tr("The program ended while it was on its way."));
    TRY(lose->args(store.now(), why).run());
    TRY_ASSIGN(sql::Statement * end,
               store.run("UPDATE generation SET ended_us=?1 WHERE ended_us=0 AND in_file=0"));
    TRY(end->args(store.now()).run());
    return transaction.commit();
}

Result<LedgerWriter> Store::beginGeneration(const GenerationStart &start)
{
    TRY(d->writable());
    TRY_ASSIGN(const Source source, d->ensureSource(start.source, SourceKind::Teacher, BatchId{}));
    if (source.kind != SourceKind::Teacher && source.kind != SourceKind::Student)
        return Error{Error::Code::BadInput,
                     tr("%1 is the source of what people wrote; a teacher's responses need "
                        "another name.")
                         .arg(QString::fromStdString(source.name))};
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*d->database));
    const std::int64_t now = d->now();
    const Uid uid = Uid::make(now);
    TRY_ASSIGN(sql::Statement * insert,
               d->run("INSERT INTO generation(source_id, teacher, model, currency, started_us, "
                      "in_file, uid) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
    insert->args(source.id.value, start.teacher, start.model, start.currency, now, start.inFile)
        .bindBlob(7, bytesOf(uid));
    TRY_ASSIGN(const std::int64_t id, insert->insert());
    // What validators and manifests are told of it.
    TRY_ASSIGN(sql::Statement * meta,
               d->run("UPDATE source SET meta=?2 WHERE id=?1 AND meta='{}'"));
    TRY(meta->args(source.id.value, dumpJson({{"model", start.model}, {"teacher", start.teacher}}))
            .run());
    TRY_ASSIGN(sql::Statement * text, d->run("INSERT INTO generation_text VALUES(?1, ?2)"));
    TRY(text->args(id, start.settings).run());
    TRY(transaction.commit());
    return openGeneration(GenerationId{id});
}

Result<std::vector<GenerationRun>> Store::generations() const
{
    TRY_ASSIGN(sql::Statement query,
               d->database->prepare(
                   std::string("SELECT ") + SumsSql
                   + ", g.id, g.uid, g.batch_id, g.source_id, g.teacher, g.model, t.settings, "
                     "g.started_us, g.ended_us, g.in_file FROM generation g JOIN generation_text t "
                     "ON t.generation_id=g.id LEFT JOIN request q ON q.generation_id=g.id GROUP BY "
                     "g.id ORDER BY g.id"));
    std::vector<GenerationRun> runs;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return runs;
        GenerationRun &run = runs.emplace_back();
        run.spending = spendingFrom(query, 0);
        int column = Sums;
        run.id.value = query.integer(column++);
        run.uid = uidFrom(query.text(column++));
        run.batch.value = query.integer(column++);
        run.source.value = query.integer(column++);
        run.teacher = query.string(column++);
        run.model = query.string(column++);
        run.settings = query.string(column++);
        run.startedUs = query.integer(column++);
        run.endedUs = query.integer(column++);
        run.inFile = query.integer(column) != 0;
    }
}

Result<std::vector<SourceSpending>> Store::spending() const
{
    TRY_ASSIGN(sql::Statement query,
               d->database->prepare(std::string("SELECT ") + SumsSql
                                    + ", g.source_id FROM generation g JOIN request q ON "
                                      "q.generation_id=g.id GROUP BY g.source_id, g.currency ORDER "
                                      "BY g.source_id, g.currency"));
    std::vector<SourceSpending> all;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return all;
        all.push_back({SourceId{query.integer(Sums)}, spendingFrom(query, 0)});
    }
}

Result<std::vector<UnknownRequest>> Store::unknownRequests() const
{
    TRY_ASSIGN(sql::Statement query,
               d->database->prepare(
                   std::string("SELECT ") + EntrySql
                   + ", q.generation_id, q.source_id, p.key, coalesce(t.reasoning, ''), "
                     "coalesce(t.answer, '') FROM request q JOIN prompt p ON p.id=q.prompt_id LEFT "
                     "JOIN request_text t ON t.request_id=q.id WHERE q.state=3 ORDER BY q.id"));
    std::vector<UnknownRequest> all;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return all;
        UnknownRequest &one = all.emplace_back();
        one.entry = entryFrom(query);
        int column = EntryColumns;
        one.generation.value = query.integer(column++);
        one.source.value = query.integer(column++);
        one.key = query.string(column++);
        one.reasoning = query.string(column++);
        one.answer = query.string(column);
    }
}

Result<std::vector<LedgerEntry>> Store::failedRequests(GenerationId run) const
{
    TRY_ASSIGN(
        sql::Statement query,
        d->database->prepare(
            std::string("SELECT ") + EntrySql
            + " FROM request q JOIN generation g ON g.id=q.generation_id JOIN prompt p ON "
              "p.id=q.prompt_id WHERE q.generation_id=?1 AND q.state=2 AND (g.ended_us<>0 OR "
              "g.in_file=1) AND p.visible=1 AND NOT EXISTS(SELECT 1 FROM request o WHERE "
              "o.source_id=q.source_id AND o.prompt_id=q.prompt_id AND o.sample=q.sample AND "
              "o.state IN (0,1,3)) AND NOT EXISTS(SELECT 1 FROM response r WHERE "
              "r.prompt_id=q.prompt_id AND r.source_id=q.source_id AND r.sample=q.sample) ORDER BY "
              "q.id"));
    query.args(run.value);
    std::vector<LedgerEntry> all;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return all;
        all.push_back(entryFrom(query));
    }
}

Result<std::unordered_map<PromptId, int>> Store::sampleCounts(std::string_view source) const
{
    TRY_ASSIGN(const std::string hidden, d->hideRunningResponses("r"));
    TRY_ASSIGN(sql::Statement query,
               d->database->prepare(
                   "SELECT r.prompt_id FROM response r JOIN source s ON s.id=r.source_id WHERE "
                   "s.name=?1 AND r.active=1"
                   + hidden
                   + " UNION ALL SELECT q.prompt_id FROM request q JOIN source s ON "
                     "s.id=q.source_id WHERE s.name=?1 AND q.state IN (0,3)"));
    query.args(source);
    std::unordered_map<PromptId, int> counts;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return counts;
        ++counts[PromptId{query.integer(0)}];
    }
}

Result<> Store::forgoRequests(std::span<const RequestId> requests)
{
    TRY(d->writable());
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*d->database));
    TRY_ASSIGN(sql::Statement * forgo,
               d->run("UPDATE request SET state=4 WHERE id=?1 AND state=3"));
    for (const RequestId request : requests)
        TRY(forgo->args(request.value).run());
    TRY(transaction.commit());
    d->checkpoint.start();
    Changes changes;
    changes.kinds = Changes::Ledger;
    emit changed(changes);
    return {};
}

} // namespace touchstone
