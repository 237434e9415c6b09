// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "brought.h"
#include "schema/schema.h"
#include "storeprivate.h"

#include <algorithm>
#include <limits>

namespace touchstone {

namespace {

/// Prompts in one transaction of the builder: about 20 ms.
constexpr int BatchOfPrompts = 400;

struct Watermark
{
    std::int64_t prompt = 0;
    std::int64_t response = 0;
};

Result<Watermark> watermark(StorePrivate &store)
{
    TRY_ASSIGN(sql::Statement * query,
               store.run("SELECT prompt_id, response_id FROM search_state"));
    TRY(query->step());
    const Watermark mark{query->integer(0), query->integer(1)};
    query->reset();
    return mark;
}

/// Which responses of a prompt are looked through.
struct Scope
{
    std::int64_t lastResponse = 0; ///< no later ones
    std::string also;              ///< " AND …" over response r
};

/// All that is searched of one prompt: its text and its responses.
Result<std::string> documentOf(StorePrivate &store, std::int64_t prompt, const Scope &scope)
{
    TRY_ASSIGN(sql::Statement * text, store.run("SELECT text FROM prompt_text WHERE prompt_id=?1"));
    TRY_ASSIGN(const bool there, text->args(prompt).step());
    std::string document = there ? text->string(0) : std::string{};
    text->reset();
    TRY_ASSIGN(sql::Statement * responses,
               store.run("SELECT x.reasoning, x.answer FROM response r JOIN response_text x ON "
                         "x.response_id=r.id WHERE r.prompt_id=?1 AND r.id<=?2"
                         + scope.also + " ORDER BY r.id"));
    responses->args(prompt, scope.lastResponse);
    while (true) {
        TRY_ASSIGN(const bool row, responses->step());
        if (!row)
            break;
        // A phrase must not reach from one text into the next; no query has this private-use
        // letter.
        document.append("\n\xee\x80\x80\n").append(responses->text(0));
        document.append("\n\xee\x80\x80\n").append(responses->text(1));
    }
    responses->reset();
    return document;
}

Result<std::vector<std::int64_t>> numbers(StorePrivate &store, const std::string &text)
{
    TRY_ASSIGN(sql::Statement query, store.database->prepare(text));
    std::vector<std::int64_t> values;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return values;
        values.push_back(query.integer(0));
    }
}

/// Where the rows of imports that are still at work begin, or the last rows: the index goes no
/// further, because what an import leaves unfinished is removed and its numbers given again.
Result<Watermark> settledEnd(StorePrivate &store)
{
    Watermark end;
    TRY_ASSIGN(end.prompt, store.database->number(
                               "SELECT coalesce((SELECT min(first_prompt)-1 FROM batch WHERE "
                               "finished=0), (SELECT max(id) FROM prompt))"));
    TRY_ASSIGN(end.response, store.database->number(
                                 "SELECT coalesce((SELECT min(first_response)-1 FROM batch WHERE "
                                 "finished=0), (SELECT max(id) FROM response))"));
    return end;
}

Result<> keep(StorePrivate &store, const Watermark &mark)
{
    TRY_ASSIGN(sql::Statement * state,
               store.run("UPDATE search_state SET prompt_id=?1, response_id=?2"));
    return state->args(mark.prompt, mark.response).run();
}

constexpr const char *InsertSql = "INSERT INTO search(rowid, words) VALUES(?1, ?2)";

/// Prompts that the index holds and that got responses since: their document is written again. All
/// documents hold the responses up to the watermark, whenever this is broken off.
Result<Watermark>
addToKnown(StorePrivate &store, Progress &progress, Watermark mark, std::int64_t lastResponse)
{
    while (mark.response < lastResponse && mark.prompt > 0) {
        TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store.database));
        TRY_ASSIGN(const std::int64_t end,
                   store.database->number("SELECT coalesce((SELECT id FROM response WHERE id>"
                                          + std::to_string(mark.response)
                                          + " ORDER BY id LIMIT 1 OFFSET "
                                          + std::to_string(BatchOfPrompts) + "), "
                                          + std::to_string(lastResponse) + ")"));
        const std::int64_t upTo = std::min(end, lastResponse);
        TRY_ASSIGN(const std::vector<std::int64_t> ids,
                   numbers(store, "SELECT DISTINCT prompt_id FROM response WHERE id>"
                                      + std::to_string(mark.response)
                                      + " AND id<=" + std::to_string(upTo)
                                      + " AND prompt_id<=" + std::to_string(mark.prompt)));
        // A contentless index takes a document out only by its own words.
        TRY_ASSIGN(sql::Statement * remove,
                   store.run("INSERT INTO search(search, rowid, words) VALUES('delete', ?1, ?2)"));
        TRY_ASSIGN(sql::Statement * insert, store.run(InsertSql));
        for (const std::int64_t id : ids) {
            TRY_ASSIGN(const std::string before, documentOf(store, id, {mark.response, {}}));
            TRY(remove->args(id, before).run());
            TRY_ASSIGN(const std::string after, documentOf(store, id, {upTo, {}}));
            TRY(insert->args(id, after).run());
        }
        mark.response = upTo;
        TRY(keep(store, mark));
        TRY(transaction.commit());
        TRY(progress.advance(mark.response));
    }
    mark.response = std::max(mark.response, lastResponse);
    return mark;
}

Result<> addNew(StorePrivate &store, Progress &progress, Watermark mark, std::int64_t lastPrompt)
{
    while (mark.prompt < lastPrompt) {
        TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store.database));
        TRY_ASSIGN(const std::vector<std::int64_t> ids,
                   numbers(store, "SELECT id FROM prompt WHERE id>" + std::to_string(mark.prompt)
                                      + " AND id<=" + std::to_string(lastPrompt)
                                      + " ORDER BY id LIMIT " + std::to_string(BatchOfPrompts)));
        TRY_ASSIGN(sql::Statement * insert, store.run(InsertSql));
        for (const std::int64_t id : ids) {
            TRY_ASSIGN(const std::string document, documentOf(store, id, {mark.response, {}}));
            TRY(insert->args(id, document).run());
        }
        mark.prompt = ids.empty() ? lastPrompt : ids.back();
        TRY(keep(store, mark));
        TRY(transaction.commit());
        TRY(progress.advance(mark.prompt));
    }
    return {};
}

/// Seconds against the minutes of the words, so they come first.
Result<> makeSortIndexes(StorePrivate &store, Progress &progress)
{
    for (const OptionalIndex &index : SortIndexes) {
        const std::string there =
            std::string("SELECT count(*) FROM sqlite_schema WHERE name='") + index.name + "'";
        TRY_ASSIGN(const std::int64_t known, store.database->number(there));
        if (known == 0)
            TRY(store.database->exec(index.create));
        TRY(progress.advance(0));
    }
    return {};
}

/// What shows of a prompt, wherever the index stands.
Result<Scope> whatShows(StorePrivate &store)
{
    Scope scope;
    TRY_ASSIGN(const std::string hidden, store.hideRunningResponses("r"));
    TRY_ASSIGN(scope.lastResponse, store.database->number("SELECT max(id) FROM response"));
    scope.also = " AND r.active=1" + hidden;
    return scope;
}

/// Those of `ids` whose showing text holds `expression`, found with the index's own tokenizer, into
/// the temporary table `hits`.
Result<> scan(StorePrivate &store,
              const std::vector<std::int64_t> &ids,
              const std::string &expression,
              const std::string &hits)
{
    TRY(store.database->exec("DROP TABLE IF EXISTS " + hits + "; CREATE TABLE " + hits
                             + "(id INTEGER PRIMARY KEY); CREATE VIRTUAL TABLE IF NOT EXISTS "
                               "temp.tail USING fts5(words, content='', tokenize='unicode61 "
                               "remove_diacritics 2')"));
    TRY_ASSIGN(const Scope scope, whatShows(store));
    TRY_ASSIGN(sql::Statement * insert,
               store.run("INSERT INTO temp.tail(rowid, words) VALUES(?1, ?2)"));
    TRY_ASSIGN(sql::Statement * keepHits,
               store.run("INSERT OR IGNORE INTO " + hits
                         + " SELECT rowid FROM temp.tail WHERE tail MATCH ?1"));
    TRY_ASSIGN(sql::Statement * clear,
               store.run("INSERT INTO temp.tail(tail) VALUES('delete-all')"));
    for (std::size_t at = 0; at < ids.size(); at += BatchOfPrompts) {
        for (std::size_t i = at; i < std::min(ids.size(), at + BatchOfPrompts); ++i) {
            TRY_ASSIGN(const std::string document, documentOf(store, ids[i], scope));
            TRY(insert->args(ids[i], document).run());
        }
        TRY(keepHits->args(expression).run());
        TRY(clear->run());
    }
    return {};
}

/// SELECT of the prompts that the index does not hold as they are.
Result<std::string> unindexedSql(StorePrivate &store)
{
    TRY_ASSIGN(const Watermark mark, watermark(store));
    TRY_ASSIGN(const std::string prompts, store.hideRunningPrompts("p"));
    TRY_ASSIGN(const std::string responses, store.hideRunningResponses("r"));
    return "SELECT p.id FROM prompt p WHERE p.id>" + std::to_string(mark.prompt) + prompts
           + " UNION ALL SELECT r.prompt_id FROM response r WHERE r.id>"
           + std::to_string(mark.response) + responses;
}

} // namespace

namespace search {

Result<bool> isCurrent(StorePrivate &store)
{
    TRY_ASSIGN(const std::string unindexed, unindexedSql(store));
    TRY_ASSIGN(sql::Statement query, store.database->prepare(unindexed + " LIMIT 1"));
    TRY_ASSIGN(const bool behind, query.step());
    return !behind;
}

Result<std::string> scanUnindexed(StorePrivate &store, const std::string &expression, int number)
{
    TRY_ASSIGN(const std::string unindexed, unindexedSql(store));
    TRY_ASSIGN(const std::vector<std::int64_t> ids,
               numbers(store, "SELECT DISTINCT id FROM (" + unindexed + ")"));
    std::string hits = "temp.hit" + std::to_string(number);
    TRY(scan(store, ids, expression, hits));
    return hits;
}

Result<std::string> scanHidden(StorePrivate &store, const std::string &expression, int number)
{
    TRY_ASSIGN(const std::int64_t any,
               store.database->number("SELECT EXISTS(SELECT 1 FROM response WHERE active=0)"));
    if (any == 0)
        return std::string{};
    TRY_ASSIGN(sql::Statement query,
               store.database->prepare(
                   "SELECT p.id FROM prompt p WHERE p.visible=1 AND p.id IN (SELECT prompt_id FROM "
                   "response WHERE active=0) AND p.id IN (SELECT rowid FROM search WHERE search "
                   "MATCH ?1)"));
    query.args(expression);
    std::vector<std::int64_t> candidates;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            break;
        candidates.push_back(query.integer(0));
    }
    query.reset();
    if (candidates.empty())
        return std::string{};
    const std::string hits = "temp.shown" + std::to_string(number);
    TRY(scan(store, candidates, expression, hits));
    std::string misses = "temp.miss" + std::to_string(number);
    TRY(store.database->exec("DROP TABLE IF EXISTS " + misses + "; CREATE TABLE " + misses
                             + "(id INTEGER PRIMARY KEY)"));
    TRY_ASSIGN(sql::Statement * insert,
               store.run("INSERT INTO " + misses + " SELECT ?1 WHERE ?1 NOT IN (SELECT id FROM "
                         + hits + ")"));
    for (const std::int64_t id : candidates)
        TRY(insert->args(id).run());
    return misses;
}

} // namespace search

Result<bool> Store::searchIndexIsCurrent() const
{
    return search::isCurrent(*d);
}

Result<> Store::buildSearchIndex(Progress &progress)
{
    TRY(d->writable());
    TRY(brought::removeAbandoned(*d, std::numeric_limits<std::int64_t>::max()));
    TRY_ASSIGN(const Watermark end, settledEnd(*d));
    TRY_ASSIGN(Watermark mark, watermark(*d));
    progress.setStage(tr("Preparing the search"), std::max(end.response, end.prompt));
    TRY(makeSortIndexes(*d, progress));
    TRY_ASSIGN(mark, addToKnown(*d, progress, mark, end.response));
    progress.setStage(tr("Preparing the search"), end.prompt);
    TRY(addNew(*d, progress, mark, end.prompt));
    TRY(d->database->exec("PRAGMA optimize"));
    Changes changes;
    changes.kinds = Changes::Search;
    emit changed(changes);
    return {};
}

} // namespace touchstone
