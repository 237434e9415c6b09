// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "brought.h"

#include "marks.h"
#include "storeprivate.h"

#include <string>
#include <vector>

namespace touchstone::brought {

namespace {

/// Rows in one transaction: about 20 ms, so that nobody's decision waits for long.
constexpr std::int64_t SliceOfRows = 2000;

std::string number(std::int64_t value)
{
    return std::to_string(value);
}

/// Where a batch's rows begin, so that they are found without an index.
struct Range
{
    std::string batch;
    std::string prompts;   ///< condition over prompt
    std::string responses; ///< condition over response
    std::int64_t firstResponse = 0;
};

Result<Range> rangeOf(StorePrivate &store, std::int64_t batch)
{
    TRY_ASSIGN(sql::Statement * query,
               store.run("SELECT first_prompt, first_response FROM batch WHERE id=?1"));
    query->args(batch);
    TRY_ASSIGN(const bool there, query->step());
    if (!there)
        return Error{Error::Code::NotFound, Store::tr("The import is not in the project.")};
    Range range;
    range.batch = number(batch);
    const std::int64_t firstPrompt = query->integer(0);
    range.firstResponse = query->integer(1);
    query->reset();
    range.prompts =
        "(prompt.id>=" + number(firstPrompt) + " AND prompt.batch_id=" + range.batch + ")";
    range.responses = "(response.id>=" + number(range.firstResponse)
                      + " AND response.batch_id=" + range.batch + ")";
    return range;
}

/// UPDATE of the reference of prompts that `where` (SQL over brought) picks: the first standing
/// import that brought one gives it. Prompts with a reference of their own are never in `brought`.
std::string referencesSql(const std::string &where, std::int64_t finishing)
{
    const std::string prompts = "(SELECT prompt_id FROM brought WHERE kind=0 AND " + where + ")";
    return "UPDATE prompt_text SET reference=coalesce((SELECT b.text FROM brought b JOIN batch t "
           "ON t.id=b.batch_id WHERE b.prompt_id=prompt_text.prompt_id AND b.kind=0 AND t.active=1 "
           "AND (t.finished=1 OR t.id="
           + number(finishing) + ") ORDER BY b.batch_id LIMIT 1), '') WHERE prompt_id IN " + prompts
           + ";UPDATE prompt SET marks=(marks & ~1) | (SELECT reference<>'' FROM prompt_text WHERE "
             "prompt_id=prompt.id) WHERE id IN "
           + prompts + ";";
}

/// The tags of `where` (SQL over brought) that stand only because of this import.
std::string dropTagsSql(const std::string &where)
{
    return "UPDATE brought SET held=EXISTS(SELECT 1 FROM tag WHERE tag.prompt_id=brought.prompt_id "
           "AND tag.name=brought.text) WHERE held=1 AND kind=1 AND "
           + where
           + ";DELETE FROM tag WHERE (prompt_id, name) IN (SELECT prompt_id, text FROM brought "
             "WHERE kind=1 AND held=1 AND "
           + where
           + " AND NOT EXISTS(SELECT 1 FROM brought o JOIN batch t ON t.id=o.batch_id WHERE "
             "o.prompt_id=brought.prompt_id AND o.kind=1 AND o.held=1 AND o.text=brought.text AND "
             "o.batch_id<>brought.batch_id AND t.active=1 AND t.finished=1));";
}

Result<> inTransaction(StorePrivate &store, const std::string &script)
{
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store.database));
    TRY(store.database->exec(script));
    return transaction.commit();
}

/// Runs `script(condition)` over slices of rows of `table`; `column` numbers them.
template <typename Script>
Result<> inSlices(StorePrivate &store,
                  const std::string &table,
                  const std::string &column,
                  const std::string &condition,
                  const Script &script)
{
    // The number that ends a slice; none where fewer rows are left.
    TRY_ASSIGN(sql::Statement end,
               store.database->prepare("SELECT " + column + " FROM " + table + " WHERE " + condition
                                       + " AND " + column + ">?1 ORDER BY " + column
                                       + " LIMIT 1 OFFSET " + number(SliceOfRows)));
    std::int64_t from = 0;
    while (true) {
        TRY_ASSIGN(const bool more, end.args(from).step());
        const std::int64_t last = more ? end.integer(0) : 0;
        end.reset();
        const std::string slice =
            column + ">" + number(from) + (more ? " AND " + column + "<=" + number(last) : "");
        TRY(inTransaction(store, script("(" + condition + " AND " + slice + ")")));
        if (!more)
            return {};
        from = last;
    }
}

/// Prompts of an import that goes, to which others brought something, become theirs.
std::string handOverSql(const Range &range, const std::string &slice)
{
    const std::string others = "(SELECT min(batch_id) FROM (SELECT r.batch_id FROM response r "
                               "WHERE r.prompt_id=prompt.id AND r.batch_id<>"
                               + range.batch
                               + " UNION ALL SELECT b.batch_id FROM brought b WHERE "
                                 "b.prompt_id=prompt.id AND b.batch_id<>"
                               + range.batch + "))";
    return "CREATE TEMP TABLE heirs AS SELECT id, " + others + " AS batch FROM prompt WHERE "
           + slice
           + ";UPDATE prompt SET batch_id=heirs.batch FROM temp.heirs WHERE prompt.id=heirs.id AND "
             "heirs.batch IS NOT NULL;"
           + marks::refreshSql("id IN (SELECT id FROM temp.heirs WHERE batch IS NOT NULL)")
           + ";DROP TABLE temp.heirs;";
}

/// A response stands when its import does, unless an earlier one of a standing import is the same:
/// that happens where a file was taken back, imported anew and brought in again.
std::string earlierTwin(const std::string &response)
{
    return "EXISTS(SELECT 1 FROM response u JOIN batch b ON b.id=u.batch_id WHERE u.prompt_id="
           + response + ".prompt_id AND u.source_id=" + response + ".source_id AND u.text_hash="
           + response + ".text_hash AND u.id<" + response + ".id AND b.active=1 AND b.finished=1)";
}

std::string responsesSql(const Range &range, bool active)
{
    if (!active) {
        // Twins of what goes come to stand, and they first: then few are hidden yet.
        return "UPDATE response SET active=1 WHERE id IN (SELECT h.id FROM response h INDEXED BY "
               "response_hidden WHERE h.active=0 AND h.batch_id IN (SELECT id FROM batch WHERE "
               "active=1 AND finished=1) AND NOT "
               + earlierTwin("h") + ");UPDATE response SET active=0 WHERE " + range.responses + ";";
    }
    return "UPDATE response SET active=NOT " + earlierTwin("response") + " WHERE " + range.responses
           + ";UPDATE response SET active=0 WHERE id IN (SELECT t.id FROM response JOIN response t "
             "ON t.prompt_id=response.prompt_id AND t.source_id=response.source_id AND "
             "t.text_hash=response.text_hash AND t.id>response.id WHERE "
           + range.responses + " AND response.active=1 AND t.batch_id IS NOT NULL);";
}

Result<> removeRows(StorePrivate &store, std::int64_t batch)
{
    TRY_ASSIGN(const Range range, rangeOf(store, batch));
    const std::string ofBatch = "batch_id=" + range.batch;
    TRY(inSlices(store, "brought", "prompt_id", ofBatch, [](const std::string &slice) {
        return dropTagsSql(slice) + referencesSql(slice, 0)
               + marks::refreshSql("id IN (SELECT prompt_id FROM brought WHERE kind=2 AND " + slice
                                   + ")")
               + ";DELETE FROM brought WHERE " + slice;
    }));
    TRY(inSlices(store, "response", "id", range.responses, [&](const std::string &slice) {
        const std::string ids = "(SELECT id FROM response WHERE " + slice + ")";
        return "CREATE TEMP TABLE touched AS SELECT DISTINCT prompt_id AS id FROM response WHERE "
               + slice + ";DELETE FROM response_text WHERE response_id IN " + ids
               + ";DELETE FROM response WHERE " + slice + ";"
               + marks::refreshSql("id IN (SELECT id FROM temp.touched) AND batch_id<>"
                                   + range.batch)
               + ";DROP TABLE temp.touched";
    }));
    TRY(inSlices(store, "prompt", "id", range.prompts,
                 [&](const std::string &slice) { return handOverSql(range, slice); }));
    TRY(inSlices(store, "prompt", "id", range.prompts, [](const std::string &slice) {
        const std::string ids = "(SELECT id FROM prompt WHERE " + slice + ")";
        return "DELETE FROM tag WHERE prompt_id IN " + ids
               + ";DELETE FROM prompt_text WHERE prompt_id IN " + ids + ";DELETE FROM prompt WHERE "
               + slice;
    }));
    // A source that only this import used goes with it.
    return inTransaction(store,
                         "DELETE FROM source WHERE " + ofBatch
                             + " AND NOT EXISTS(SELECT 1 FROM response r WHERE r.id>="
                             + number(range.firstResponse)
                             + " AND r.source_id=source.id);UPDATE source SET batch_id=NULL WHERE "
                             + ofBatch + ";DELETE FROM refused WHERE " + ofBatch
                             + ";DELETE FROM batch WHERE id=" + range.batch);
}

Result<> remove(StorePrivate &store, std::int64_t batch)
{
    // Nobody saw these rows, so nothing refers to them; and to look for what might, a whole table
    // would be read for every row.
    TRY(store.database->exec("PRAGMA foreign_keys=OFF"));
    const Result<> removed = removeRows(store, batch);
    TRY(store.database->exec("PRAGMA foreign_keys=ON"));
    return removed;
}

} // namespace

Result<> settle(StorePrivate &store, std::int64_t batch)
{
    TRY_ASSIGN(const Range range, rangeOf(store, batch));
    TRY(inSlices(
        store, "brought", "prompt_id", "batch_id=" + range.batch, [&](const std::string &slice) {
            return referencesSql(slice, batch) + "UPDATE brought SET held=1 WHERE kind=1 AND "
                   + slice
                   + " AND NOT EXISTS(SELECT 1 FROM tag WHERE "
                     "tag.prompt_id=brought.prompt_id AND tag.name=brought.text);"
                     "INSERT OR IGNORE INTO tag SELECT prompt_id, text FROM brought WHERE "
                     "kind=1 AND held=1 AND "
                   + slice + ";"
                   + marks::refreshSql("id IN (SELECT prompt_id FROM brought WHERE kind=2 AND "
                                           + slice + ")",
                                       batch);
        }));
    return inSlices(store, "response", "id", range.responses, [&](const std::string &slice) {
        return marks::growSql(slice, "prompt.batch_id<>" + range.batch);
    });
}

Result<> abandon(StorePrivate &store, std::int64_t batch)
{
    TRY_ASSIGN(sql::Statement * mark, store.run("UPDATE batch SET active=0 WHERE id=?1"));
    TRY(mark->args(batch).run());
    return remove(store, batch);
}

Result<> removeAbandoned(StorePrivate &store, std::int64_t mostRows)
{
    TRY_ASSIGN(sql::Statement query,
               store.database->prepare(
                   "SELECT id FROM batch WHERE finished=0 AND active=0 AND ?1>=(SELECT "
                   "coalesce(max(id), 0) FROM prompt)-first_prompt + (SELECT coalesce(max(id), 0) "
                   "FROM response)-first_response ORDER BY id DESC"));
    query.args(mostRows);
    std::vector<std::int64_t> abandoned;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            break;
        abandoned.push_back(query.integer(0));
    }
    for (const std::int64_t batch : abandoned)
        TRY(remove(store, batch));
    return {};
}

Result<> setActive(StorePrivate &store, std::int64_t batch, bool active)
{
    TRY_ASSIGN(const Range range, rangeOf(store, batch));
    const std::string ofBatch = "batch_id=" + range.batch;
    const std::string tags =
        active ? "INSERT OR IGNORE INTO tag SELECT prompt_id, text FROM brought WHERE kind=1 AND "
                 "held=1 AND "
                     + ofBatch + ";"
               : dropTagsSql(ofBatch);
    return store.database->exec(
        "UPDATE batch SET active=" + std::string(active ? "1" : "0") + " WHERE id=" + range.batch
        + ";" + tags + responsesSql(range, active) + referencesSql(ofBatch, 0)
        + marks::refreshSql("id IN (SELECT id FROM prompt WHERE " + range.prompts
                            + " UNION SELECT prompt_id FROM response WHERE " + range.responses
                            + " UNION SELECT prompt_id FROM brought WHERE " + ofBatch + ")"));
}

} // namespace touchstone::brought
