// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "marks.h"
#include "storeprivate.h"
#include "uidbytes.h"

#include <base/json.h>
#include <base/text.h>

namespace touchstone {

namespace {

Result<Counted::Mark> markOf(StorePrivate &store)
{
    TRY_ASSIGN(sql::Statement * query,
               store.run("SELECT (SELECT max(seq) FROM journal), count(*), sum(finished), "
                         "sum(active) FROM batch"));
    TRY(query->step());
    const Counted::Mark mark{query->integer(0), query->integer(1), query->integer(2),
                             query->integer(3)};
    query->reset();
    return mark;
}

Result<Accounting> count(StorePrivate &store)
{
    Accounting sum;
    TRY_ASSIGN(const std::string hidden, store.hideRunningPrompts("p"));
    TRY_ASSIGN(sum.imported,
               store.database->number("SELECT count(*) FROM prompt p WHERE p.visible=1" + hidden));
    TRY_ASSIGN(
        sql::Statement query,
        store.database->prepare(
            "SELECT d.outcome, count(*) FROM decision d JOIN prompt p ON p.id=d.prompt_id WHERE "
            "d.annotator_id=?1 AND p.visible=1 GROUP BY d.outcome"));
    query.args(store.annotator.value);
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            break;
        switch (stateOf(static_cast<Outcome>(query.integer(0)))) {
        case State::Drafted:
            sum.drafted += query.integer(1);
            break;
        case State::Skipped:
            sum.skipped += query.integer(1);
            break;
        default:
            sum.decided += query.integer(1);
        }
    }
    sum.open = sum.imported - sum.decided - sum.skipped - sum.drafted;
    return sum;
}

/// A row of source, kind, flags and standing.
void addSample(const sql::Statement &row, std::vector<PromptSummary::SourceMark> &sources)
{
    const SourceId source{row.integer(0)};
    if (sources.empty() || sources.back().source != source) {
        sources.emplace_back();
        sources.back().source = source;
        sources.back().kind = static_cast<SourceKind>(row.integer(1));
    }
    PromptSummary::SourceMark &mark = sources.back();
    ++mark.samples;
    mark.flags |= static_cast<ResponseFlags>(row.integer(2));
    if (mark.standings.size() < PromptSummary::ShownStandings) {
        mark.standings.push_back(
            row.isNull(3) ? std::nullopt : std::optional(static_cast<Standing>(row.integer(3))));
    }
}

} // namespace

Result<Accounting> Store::accounting() const
{
    TRY_ASSIGN(const Counted::Mark mark, markOf(*d));
    if (!d->counted || d->counted->mark != mark) {
        TRY_ASSIGN(const Accounting sum, count(*d));
        d->counted = Counted{mark, sum};
    }
    return d->counted->sum;
}

Result<std::vector<Source>> Store::sources() const
{
    return d->sources();
}

Result<std::vector<Source>> StorePrivate::sources() const
{
    TRY_ASSIGN(
        sql::Statement query,
        database->prepare(
            "SELECT id, name, kind, meta FROM source WHERE batch_id IS NULL ORDER BY kind, id"));
    std::vector<Source> sources;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return sources;
        sources.push_back({SourceId{query.integer(0)}, query.string(1),
                           static_cast<SourceKind>(query.integer(2)), query.string(3)});
    }
}

Result<SourceId> Store::ensureSource(std::string_view name, SourceKind kind)
{
    TRY(d->writable());
    TRY_ASSIGN(const Source source, d->ensureSource(name, kind, BatchId{}));
    return source.id;
}

Result<Source>
StorePrivate::ensureSource(std::string_view name, SourceKind kind, BatchId batch) const
{
    TRY_ASSIGN(sql::Statement * insert, run("INSERT INTO source(name, kind, batch_id) VALUES(?1, "
                                            "?2, nullif(?3, 0)) ON CONFLICT DO NOTHING"));
    TRY(insert->args(name, static_cast<int>(kind), batch.value).run());
    if (batch.isNull()) {
        TRY_ASSIGN(sql::Statement * keep,
                   run("UPDATE source SET batch_id=NULL WHERE name=?1 AND batch_id IS NOT NULL"));
        TRY(keep->args(name).run());
    }
    TRY_ASSIGN(sql::Statement * query,
               run("SELECT id, name, kind, meta FROM source WHERE name=?1"));
    TRY_ASSIGN(const bool there, query->args(name).step());
    const Source source = there
                              ? Source{SourceId{query->integer(0)}, query->string(1),
                                       static_cast<SourceKind>(query->integer(2)), query->string(3)}
                              : Source{};
    query->reset();
    return source;
}

Result<std::map<SourceId, std::int64_t>> Store::responseCounts() const
{
    TRY_ASSIGN(const std::string hidden, d->hideRunningResponses("r"));
    TRY_ASSIGN(sql::Statement query,
               d->database->prepare("SELECT source_id, count(*) FROM response r WHERE active=1"
                                    + hidden + " GROUP BY source_id"));
    std::map<SourceId, std::int64_t> counts;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return counts;
        counts[SourceId{query.integer(0)}] = query.integer(1);
    }
}

Result<std::map<Outcome, std::int64_t>> Store::outcomeCounts() const
{
    TRY_ASSIGN(
        sql::Statement query,
        d->database->prepare(
            "SELECT d.outcome, count(*) FROM decision d JOIN prompt p ON p.id=d.prompt_id WHERE "
            "d.annotator_id=?1 AND d.outcome>0 AND p.visible=1 GROUP BY d.outcome"));
    query.args(d->annotator.value);
    std::map<Outcome, std::int64_t> counts;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return counts;
        counts[static_cast<Outcome>(query.integer(0))] = query.integer(1);
    }
}

Result<std::map<std::string, std::int64_t>> Store::tagCounts() const
{
    TRY_ASSIGN(
        sql::Statement query,
        d->database->prepare(
            "SELECT name, count(*) FROM tag t JOIN prompt p ON p.id=t.prompt_id WHERE p.visible=1 "
            "GROUP BY name"));
    std::map<std::string, std::int64_t> counts;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return counts;
        counts[query.string(0)] = query.integer(1);
    }
}

Result<PromptId> Store::promptByKey(std::string_view key) const
{
    TRY_ASSIGN(sql::Statement * query,
               d->run("SELECT id FROM prompt WHERE key=?1 AND visible=1 AND batch_id NOT IN "
                      "(SELECT id FROM batch WHERE finished=0)"));
    query->args(key);
    TRY_ASSIGN(const bool there, query->step());
    const PromptId id{there ? query->integer(0) : 0};
    query->reset();
    if (!there)
        return Error{Error::Code::NotFound, tr("No prompt has the key %1.").arg(toQString(key))};
    return id;
}

Result<Rubric> Store::rubric() const
{
    return readRubric(*d);
}

Result<ErrorTypes> Store::errorTypes() const
{
    return readErrorTypes(*d);
}

Result<std::vector<Batch>> Store::batches() const
{
    TRY_ASSIGN(sql::Statement query,
               d->database->prepare(
                   "SELECT id, uid, path, sha256, format, mapping, started_us, rows, prompts_new, "
                   "responses_new, refused, active FROM batch WHERE finished=1 ORDER BY id"));
    std::vector<Batch> batches;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return batches;
        Batch batch;
        batch.id.value = query.integer(0);
        batch.uid = uidFrom(query.text(1));
        batch.path = query.string(2);
        batch.sha256 = query.string(3);
        batch.format = query.string(4);
        batch.mapping = query.string(5);
        batch.startedUs = query.integer(6);
        batch.rows = query.integer(7);
        batch.promptsNew = query.integer(8);
        batch.responsesNew = query.integer(9);
        batch.refused = query.integer(10);
        batch.active = query.integer(11) != 0;
        batches.push_back(std::move(batch));
    }
}

Result<std::vector<RefusedRow>> Store::refused(BatchId batch) const
{
    TRY_ASSIGN(sql::Statement query,
               d->database->prepare(
                   "SELECT line, place, reason, head FROM refused WHERE batch_id=?1 ORDER BY id"));
    query.args(batch.value);
    std::vector<RefusedRow> rows;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return rows;
        rows.push_back({query.integer(0), query.integer(1), query.string(2), query.string(3)});
    }
}

Result<std::vector<Store::Provenance>> Store::provenance(PromptId prompt) const
{
    // Of several imports that brought a reference the first one's is shown (brought.cpp).
    TRY_ASSIGN(sql::Statement * query, d->run(R"(
        SELECT b.id, b.path, b.started_us, part.what, part.name FROM (
            SELECT batch_id, 0 AS what, '' AS name FROM prompt WHERE id=?1
            UNION SELECT min(o.batch_id), 1, '' FROM brought o JOIN batch t ON t.id=o.batch_id
                WHERE o.prompt_id=?1 AND o.kind=0 AND t.active=1 AND t.finished=1
            UNION SELECT r.batch_id, 2, s.name FROM response r JOIN source s ON s.id=r.source_id
                WHERE r.prompt_id=?1 AND r.active=1
        ) part JOIN batch b ON b.id=part.batch_id
        WHERE b.active=1 AND b.finished=1 ORDER BY b.id, part.what, part.name)"));
    query->args(prompt.value);
    std::vector<Provenance> found;
    while (true) {
        TRY_ASSIGN(const bool row, query->step());
        if (!row)
            break;
        if (found.empty() || found.back().batch.value != query->integer(0)) {
            Provenance &made = found.emplace_back();
            made.batch.value = query->integer(0);
            made.path = query->string(1);
            made.startedUs = query->integer(2);
        }
        switch (query->integer(3)) {
        case 0:
            found.back().prompt = true;
            break;
        case 1:
            found.back().reference = true;
            break;
        default:
            found.back().sources.push_back(query->string(4));
        }
    }
    query->reset();
    return found;
}

Result<std::string> Store::setting(std::string_view name) const
{
    TRY_ASSIGN(sql::Statement * query, d->run("SELECT value FROM setting WHERE name=?1"));
    query->args(name);
    TRY_ASSIGN(const bool there, query->step());
    std::string value = there ? query->string(0) : std::string{};
    query->reset();
    return value;
}

Result<> Store::setSetting(std::string_view name, std::string_view value)
{
    TRY(d->writable());
    TRY_ASSIGN(sql::Statement * write,
               d->run("INSERT INTO setting VALUES(?1, ?2) ON CONFLICT DO UPDATE SET value=?2"));
    return write->args(name, value).run();
}

Result<std::vector<PromptSummary>> Store::summaries(std::span<const PromptId> ids) const
{
    TRY_ASSIGN(
        sql::Statement * prompt,
        d->run(
            "SELECT p.key, substr(t.text, 1, 200), p.words, p.human_words, p.teacher_words, "
            "d.outcome, (SELECT "
            "s.kind FROM response r JOIN source s ON s.id=r.source_id WHERE r.id=CASE d.outcome "
            "WHEN 1 THEN "
            "d.left_id WHEN 2 THEN d.right_id END), EXISTS(SELECT 1 FROM flag WHERE "
            "prompt_id=p.id) FROM prompt p "
            "JOIN prompt_text t ON t.prompt_id=p.id LEFT JOIN decision d ON d.annotator_id=?2 AND "
            "d.prompt_id=p.id WHERE p.id=?1"));
    static const std::string Samples =
        "SELECT s.id, s.kind, r.flags, coalesce(o.standing, " + marks::standingSql("v.verdict")
        + ") FROM response r JOIN source s ON s.id=r.source_id LEFT JOIN verdict v ON "
          "v.response_id=r.id LEFT JOIN overrule o ON o.response_id=r.id AND o.annotator_id=?2 "
          "WHERE r.prompt_id=?1 AND r.active=1 ORDER BY s.kind, s.id, r.sample";
    TRY_ASSIGN(sql::Statement * samples, d->run(Samples));
    std::vector<PromptSummary> summaries;
    summaries.reserve(ids.size());
    for (const PromptId id : ids) {
        PromptSummary summary;
        summary.id = id;
        prompt->args(id.value, d->annotator.value);
        TRY_ASSIGN(const bool there, prompt->step());
        if (there) {
            summary.key = prompt->string(0);
            summary.head = toUtf8(toQString(headOf(prompt->text(1), 200)).simplified());
            summary.promptWords = static_cast<int>(prompt->integer(2));
            summary.humanWords = static_cast<int>(prompt->integer(3));
            summary.teacherWords = static_cast<int>(prompt->integer(4));
            if (!prompt->isNull(5)) {
                summary.outcome = static_cast<Outcome>(prompt->integer(5));
                summary.state = stateOf(summary.outcome);
            }
            summary.preferredKind = static_cast<SourceKind>(prompt->integer(6));
            summary.flagged = prompt->integer(7) != 0;
        }
        prompt->reset();
        samples->args(id.value, d->annotator.value);
        while (true) {
            TRY_ASSIGN(const bool row, samples->step());
            if (!row)
                break;
            addSample(*samples, summary.sources);
        }
        samples->reset();
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

} // namespace touchstone
