// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "schema/schema.h"
#include "storeprivate.h"

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

/// All that is searched of one prompt: its text and its responses up to one of them.
Result<std::string> documentOf(StorePrivate &store, std::int64_t prompt, std::int64_t lastResponse)
{
    TRY_ASSIGN(sql::Statement * text, store.run("SELECT text FROM prompt_text WHERE prompt_id=?1"));
    text->args(prompt);
    TRY_ASSIGN(const bool there, text->step());
    std::string document = there ? text->string(0) : std::string{};
    text->reset();
    TRY_ASSIGN(sql::Statement * responses,
               store.run("SELECT x.reasoning, x.answer FROM response r JOIN response_text x ON "
                         "x.response_id=r.id WHERE "
                         "r.prompt_id=?1 AND r.id<=?2 ORDER BY r.id"));
    responses->args(prompt, lastResponse);
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

Result<> addNew(StorePrivate &store,
                Progress &progress,
                Watermark mark,
                std::int64_t lastPrompt,
                std::int64_t lastResponse)
{
    while (mark.prompt < lastPrompt) {
        TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store.database));
        TRY_ASSIGN(const std::vector<std::int64_t> ids,
                   numbers(store, "SELECT id FROM prompt WHERE id>" + std::to_string(mark.prompt)
                                      + " AND id<=" + std::to_string(lastPrompt)
                                      + " ORDER BY id LIMIT " + std::to_string(BatchOfPrompts)));
        TRY_ASSIGN(sql::Statement * insert,
                   store.run("INSERT INTO search(rowid, words) VALUES(?1, ?2)"));
        for (const std::int64_t id : ids) {
            TRY_ASSIGN(const std::string document, documentOf(store, id, lastResponse));
            TRY(insert->args(id, document).run());
        }
        mark.prompt = ids.empty() ? lastPrompt : ids.back();
        TRY_ASSIGN(
            sql::Statement * state,
            store.run("UPDATE search_state SET prompt_id=?1, response_id=max(response_id, ?2)"));
        TRY(state->args(mark.prompt, mark.prompt == lastPrompt ? lastResponse : mark.response)
                .run());
        TRY(transaction.commit());
        TRY(progress.advance(mark.prompt));
    }
    return {};
}

/// Prompts that the index holds and that got responses since: their document is written again.
Result<>
addToKnown(StorePrivate &store, Progress &progress, Watermark mark, std::int64_t lastResponse)
{
    TRY_ASSIGN(const std::vector<std::int64_t> ids,
               numbers(store, "SELECT DISTINCT prompt_id FROM response WHERE id>"
                                  + std::to_string(mark.response)
                                  + " AND id<=" + std::to_string(lastResponse)
                                  + " AND prompt_id<=" + std::to_string(mark.prompt)));
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store.database));
    // A contentless index takes a document out only by its own words.
    TRY_ASSIGN(sql::Statement * remove,
               store.run("INSERT INTO search(search, rowid, words) VALUES('delete', ?1, ?2)"));
    TRY_ASSIGN(sql::Statement * insert,
               store.run("INSERT INTO search(rowid, words) VALUES(?1, ?2)"));
    std::int64_t done = 0;
    for (const std::int64_t id : ids) {
        TRY_ASSIGN(const std::string before, documentOf(store, id, mark.response));
        TRY(remove->args(id, before).run());
        TRY_ASSIGN(const std::string after, documentOf(store, id, lastResponse));
        TRY(insert->args(id, after).run());
        TRY(progress.advance(++done));
    }
    TRY_ASSIGN(sql::Statement * state, store.run("UPDATE search_state SET response_id=?1"));
    TRY(state->args(lastResponse).run());
    return transaction.commit();
}

} // namespace

namespace search {

Result<bool> isCurrent(StorePrivate &store)
{
    TRY_ASSIGN(const Watermark mark, watermark(store));
    TRY_ASSIGN(const std::int64_t lastPrompt, store.database->number("SELECT max(id) FROM prompt"));
    TRY_ASSIGN(const std::int64_t lastResponse,
               store.database->number("SELECT max(id) FROM response"));
    return mark.prompt >= lastPrompt && mark.response >= lastResponse;
}

Result<std::string> scanUnindexed(StorePrivate &store, const std::string &expression, int number)
{
    const std::string hits = "temp.hit" + std::to_string(number);
    TRY(store.database->exec("DROP TABLE IF EXISTS " + hits + "; CREATE TABLE " + hits
                             + "(id INTEGER PRIMARY KEY); CREATE VIRTUAL TABLE IF NOT EXISTS "
                               "temp.tail USING fts5(words, "
                               "content='', tokenize='unicode61 remove_diacritics 2')"));
    TRY_ASSIGN(const Watermark mark, watermark(store));
    TRY_ASSIGN(const std::int64_t lastResponse,
               store.database->number("SELECT max(id) FROM response"));
    TRY_ASSIGN(const std::vector<std::int64_t> ids,
               numbers(store, "SELECT id FROM prompt WHERE id>" + std::to_string(mark.prompt)
                                  + " UNION SELECT prompt_id FROM response WHERE id>"
                                  + std::to_string(mark.response)));
    TRY_ASSIGN(sql::Statement * insert,
               store.run("INSERT INTO temp.tail(rowid, words) VALUES(?1, ?2)"));
    TRY_ASSIGN(sql::Statement * keep,
               store.run("INSERT OR IGNORE INTO " + hits
                         + " SELECT rowid FROM temp.tail WHERE tail MATCH ?1"));
    TRY_ASSIGN(sql::Statement * clear,
               store.run("INSERT INTO temp.tail(tail) VALUES('delete-all')"));
    for (std::size_t at = 0; at < ids.size(); at += BatchOfPrompts) {
        for (std::size_t i = at; i < std::min(ids.size(), at + BatchOfPrompts); ++i) {
            TRY_ASSIGN(const std::string document, documentOf(store, ids[i], lastResponse));
            TRY(insert->args(ids[i], document).run());
        }
        TRY(keep->args(expression).run());
        TRY(clear->run());
    }
    return hits;
}

} // namespace search

Result<bool> Store::searchIndexIsCurrent() const
{
    return search::isCurrent(*d);
}

Result<> Store::buildSearchIndex(Progress &progress)
{
    TRY(d->writable());
    TRY_ASSIGN(const std::int64_t lastPrompt, d->database->number("SELECT max(id) FROM prompt"));
    TRY_ASSIGN(const std::int64_t lastResponse,
               d->database->number("SELECT max(id) FROM response"));
    TRY_ASSIGN(const Watermark mark, watermark(*d));
    progress.setStage(tr("Preparing the search"), lastPrompt);
    if (mark.response < lastResponse && mark.prompt > 0)
        TRY(addToKnown(*d, progress, mark, lastResponse));
    if (mark.prompt < lastPrompt)
        TRY(addNew(*d, progress, mark, lastPrompt, lastResponse));
    for (const OptionalIndex &index : SortIndexes) {
        const std::string there =
            std::string("SELECT count(*) FROM sqlite_schema WHERE name='") + index.name + "'";
        TRY_ASSIGN(const std::int64_t known, d->database->number(there));
        if (known == 0)
            TRY(d->database->exec(index.create));
        TRY(progress.advance(lastPrompt));
    }
    TRY(d->database->exec("PRAGMA optimize"));
    Changes changes;
    changes.kinds = Changes::Search;
    emit changed(changes);
    return {};
}

} // namespace touchstone
