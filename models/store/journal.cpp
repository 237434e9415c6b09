// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "storeprivate.h"
#include "uidbytes.h"

#include <algorithm>

namespace touchstone {

namespace {

struct Performed
{
    std::vector<Edit> inverse; ///< in the order in which they flip the step
    Changes changes;
    StateShifts shifts{};
};

/// Performs all edits in order; the inverses stand in reverse order.
Result<Performed> performAll(StorePrivate &store, const std::vector<Edit> &edits)
{
    Performed performed;
    for (const Edit &edit : edits) {
        TRY_ASSIGN(Edit inverse, performEdit(store, edit, performed.changes, performed.shifts));
        performed.inverse.push_back(std::move(inverse));
    }
    std::reverse(performed.inverse.begin(), performed.inverse.end());
    auto &prompts = performed.changes.prompts;
    std::sort(prompts.begin(), prompts.end());
    prompts.erase(std::unique(prompts.begin(), prompts.end()), prompts.end());
    return performed;
}

/// Writes what was done and what flips it; gives the row's number.
Result<std::int64_t> write(StorePrivate &store,
                           std::string_view kind,
                           std::int64_t of,
                           const std::vector<Edit> &edits,
                           const Performed &performed)
{
    const std::int64_t now = store.now();
    const Uid uid = Uid::make(now);
    TRY_ASSIGN(sql::Statement * row, store.run("INSERT INTO journal(uid, annotator_id, kind, "
                                               "of_seq, at_us) VALUES(?1, ?2, ?3, ?4, ?5)"));
    row->reset();
    row->bindBlob(1, bytesOf(uid)).bind(2, store.annotator.value).bind(3, kind).bind(5, now);
    if (of == 0)
        row->bindNull(4);
    else
        row->bind(4, of);
    TRY(row->run());
    const std::int64_t seq = store.database->lastInsertId();
    TRY_ASSIGN(const std::string done, journal::encode(store, edits));
    TRY_ASSIGN(const std::string inverse, journal::encode(store, performed.inverse));
    TRY_ASSIGN(sql::Statement * text, store.run("INSERT INTO journal_text VALUES(?1, ?2, ?3)"));
    TRY(text->args(seq, done, inverse).run());
    TRY_ASSIGN(sql::Statement * link,
               store.run("INSERT OR IGNORE INTO journal_prompt VALUES(?1, ?2)"));
    for (const PromptId prompt : performed.changes.prompts)
        TRY(link->args(prompt.value, seq).run());
    store.lastKeptUs = now;
    return seq;
}

Result<std::vector<Edit>> editsOf(StorePrivate &store, std::int64_t seq, const char *column)
{
    TRY_ASSIGN(sql::Statement * query,
               store.run(std::string("SELECT ") + column + " FROM journal_text WHERE seq=?1"));
    query->args(seq);
    TRY_ASSIGN(const bool there, query->step());
    if (!there)
        return std::vector<Edit>{};
    const std::string text = query->string(0);
    query->reset();
    return journal::decode(store, text);
}

/// After the step `seq` is kept: the sum moves with it, or is counted anew when next asked.
void keepCount(StorePrivate &store, std::int64_t seq, const Performed &performed)
{
    std::optional<Counted> &counted = store.counted;
    constexpr std::uint32_t Shows = Changes::Prompts | Changes::Responses;
    if (!counted || (performed.changes.kinds & Shows) != 0 || counted->mark.lastStep != seq - 1) {
        counted.reset();
        return;
    }
    counted->mark.lastStep = seq;
    const auto shift = [&performed](State state) {
        return performed.shifts[static_cast<std::size_t>(state)];
    };
    counted->sum.open += shift(State::Open);
    counted->sum.drafted += shift(State::Drafted);
    counted->sum.skipped += shift(State::Skipped);
    counted->sum.decided += shift(State::Decided);
}

/// Mostly from the top; from below it where a job's step came between.
void move(std::int64_t seq, std::vector<std::int64_t> &from, std::vector<std::int64_t> &to)
{
    const auto at = std::find(from.rbegin(), from.rend(), seq);
    if (at == from.rend())
        return;
    from.erase(std::next(at).base());
    to.push_back(seq);
}

Error changedMeanwhile()
{
    return {
        Error::Code::Conflict,
        Store::tr(
            "This was changed again in the meantime, so the step cannot be taken back as it was.")};
}

/// Undo and redo are one act: perform what flips the step, after seeing that all is still as it
/// left it.
Result<Performed>
flip(StorePrivate &store, const std::vector<Edit> &edits, const std::vector<Edit> &expected)
{
    TRY_ASSIGN(Performed performed, performAll(store, edits));
    for (std::size_t i = 0; i < expected.size() && i < performed.inverse.size(); ++i) {
        // Adding a response and showing it again are the same to whoever takes them back.
        if (std::holds_alternative<AddResponse>(expected[i]) || performed.inverse[i] == expected[i])
            continue;
        return changedMeanwhile();
    }
    return performed;
}

} // namespace

Result<UndoStacks> journal::load(sql::Database &database, AnnotatorId annotator)
{
    UndoStacks stacks;
    TRY_ASSIGN(sql::Statement query,
               database.prepare(
                   "SELECT seq, kind, of_seq FROM journal WHERE annotator_id=?1 ORDER BY seq"));
    query.args(annotator.value);
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return stacks;
        const std::string_view kind = query.text(1);
        if (kind == "edit") {
            stacks.undo.push_back(query.integer(0));
            stacks.redo.clear();
        } else if (kind == "undo") {
            move(query.integer(2), stacks.undo, stacks.redo);
        } else {
            move(query.integer(2), stacks.redo, stacks.undo);
        }
    }
}

Result<> Store::perform(const Step &step, const void *origin)
{
    if (step.edits.empty())
        return {};
    TRY(d->writable());
    std::vector<Edit> edits = step.edits;
    for (Edit &edit : edits) {
        if (auto *decision = std::get_if<SetDecision>(&edit); decision && decision->value) {
            decision->value->prompt = decision->prompt;
            decision->value->annotator = decision->annotator;
            decision->value->decidedUs = d->now();
        } else if (auto *mark = std::get_if<SetStepMark>(&edit); mark && mark->value) {
            mark->value->place = mark->place;
        } else if (auto *span = std::get_if<SetErrorSpan>(&edit); span && span->value) {
            span->value->uid = span->span;
        }
    }
    Changes changes;
    {
        TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*d->database));
        TRY_ASSIGN(const Performed performed, performAll(*d, edits));
        TRY_ASSIGN(const std::int64_t seq, write(*d, "edit", 0, edits, performed));
        TRY(transaction.commit());
        keepCount(*d, seq, performed);
        d->stacks.undo.push_back(seq);
        d->stacks.redo.clear();
        changes = performed.changes;
    }
    d->checkpoint.start();
    changes.kinds |= Changes::Steps;
    changes.origin = origin;
    emit changed(changes);
    return {};
}

Result<> Store::undo(const void *origin)
{
    TRY(d->writable());
    if (d->stacks.undo.empty())
        return Error{Error::Code::NotFound, tr("There is nothing to undo.")};
    const std::int64_t seq = d->stacks.undo.back();
    Changes changes;
    {
        TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*d->database));
        TRY_ASSIGN(const std::vector<Edit> inverse, editsOf(*d, seq, "inverse"));
        TRY_ASSIGN(const std::vector<Edit> done, editsOf(*d, seq, "edits"));
        TRY_ASSIGN(const Performed performed, flip(*d, inverse, done));
        TRY_ASSIGN(const std::int64_t row, write(*d, "undo", seq, inverse, performed));
        TRY(transaction.commit());
        keepCount(*d, row, performed);
        changes = performed.changes;
    }
    d->stacks.undo.pop_back();
    d->stacks.redo.push_back(seq);
    d->checkpoint.start();
    changes.kinds |= Changes::Steps;
    changes.origin = origin;
    emit changed(changes);
    return {};
}

Result<> Store::redo(const void *origin)
{
    TRY(d->writable());
    if (d->stacks.redo.empty())
        return Error{Error::Code::NotFound, tr("There is nothing to redo.")};
    const std::int64_t seq = d->stacks.redo.back();
    Changes changes;
    {
        TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*d->database));
        TRY_ASSIGN(const std::vector<Edit> done, editsOf(*d, seq, "edits"));
        TRY_ASSIGN(const std::vector<Edit> inverse, editsOf(*d, seq, "inverse"));
        TRY_ASSIGN(const Performed performed, flip(*d, done, inverse));
        TRY_ASSIGN(const std::int64_t row, write(*d, "redo", seq, done, performed));
        TRY(transaction.commit());
        keepCount(*d, row, performed);
        changes = performed.changes;
    }
    d->stacks.redo.pop_back();
    d->stacks.undo.push_back(seq);
    d->checkpoint.start();
    changes.kinds |= Changes::Steps;
    changes.origin = origin;
    emit changed(changes);
    return {};
}

std::optional<Step> Store::undoable() const
{
    if (d->readOnly || d->stacks.undo.empty())
        return {};
    const auto edits = editsOf(*d, d->stacks.undo.back(), "edits");
    return edits ? std::optional<Step>(Step{*edits}) : std::nullopt;
}

std::optional<Step> Store::redoable() const
{
    if (d->readOnly || d->stacks.redo.empty())
        return {};
    const auto edits = editsOf(*d, d->stacks.redo.back(), "edits");
    return edits ? std::optional<Step>(Step{*edits}) : std::nullopt;
}

Result<std::vector<Store::HistoryEntry>> Store::history(PromptId prompt) const
{
    TRY_ASSIGN(
        sql::Statement query,
        d->database->prepare(
            "SELECT j.at_us, a.name, j.kind, t.edits FROM journal_prompt p JOIN journal j ON "
            "j.seq=p.seq JOIN journal_text t ON t.seq=j.seq JOIN annotator a ON "
            "a.id=j.annotator_id WHERE p.prompt_id=?1 ORDER BY j.seq DESC LIMIT 200"));
    query.args(prompt.value);
    std::vector<HistoryEntry> entries;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return entries;
        TRY_ASSIGN(std::vector<Edit> edits, journal::decode(*d, query.text(3)));
        entries.push_back({query.integer(0), query.string(1), query.string(2), std::move(edits)});
    }
}

} // namespace touchstone
