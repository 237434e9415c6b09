// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importplaces.h"

#include "uidbytes.h"

#include <base/json.h>
#include <base/text.h>

#include <utility>

namespace touchstone {

namespace {

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

ImportPlaces::ImportPlaces(ImportStatements &statements,
                           Store::ImportOptions::Join join,
                           BatchId batch,
                           std::set<std::int64_t> unsettled,
                           std::string stem)
    : m_statements(statements)
    , m_join(join)
    , m_batch(batch)
    , m_unsettled(std::move(unsettled))
    , m_stem(std::move(stem))
{}

bool ImportPlaces::isSettled(std::int64_t batch) const
{
    return batch < m_batch.value && !m_unsettled.contains(batch);
}

template <typename Value>
Result<ImportPlaces::Known> ImportPlaces::find(sql::Statement &query, const Value &value)
{
    Known known;
    TRY_ASSIGN(const bool there, query.args(value).step());
    if (there) {
        const std::int64_t batch = query.integer(1);
        known.place.prompt = query.integer(0);
        known.place.isOurs = batch == m_batch.value;
        known.place.stands = known.place.isOurs || (query.integer(2) != 0 && isSettled(batch));
        known.place.uid = uidFrom(query.text(4));
        known.textHash = query.integer(3);
    }
    query.reset();
    return known;
}

Result<std::string> ImportPlaces::freeKey(std::int64_t line)
{
    const std::string wanted =
        m_stem + "-" + QStringLiteral("%1").arg(line, 4, 10, QLatin1Char('0')).toStdString();
    std::string key = wanted;
    for (int i = 2;; ++i) {
        TRY_ASSIGN(const Known taken, find(m_statements.findByKey, key));
        if (taken.place.prompt == 0)
            return key;
        key = wanted + "-" + std::to_string(i);
    }
}

Result<ImportPlaces::Place> ImportPlaces::insert(const IncomingRow &row,
                                                 const PromptMarks &marks,
                                                 std::string_view key,
                                                 const ImportDigests &digests)
{
    Place place;
    place.uid =
        !key.empty() && key == row.key ? digests.promptUid : promptUidOf(key, digests.prompt);
    sql::Statement &insert = m_statements.insertPrompt;
    insert
        .args(m_batch.value, digests.promptWords, marks.humanWords, marks.teacherWords, marks.marks,
              hash64(digests.prompt), key)
        .bindBlob(8, bytesOf(place.uid));
    TRY_ASSIGN(place.prompt, insert.insert());
    if (place.prompt == 0)
        return place;
    place.isNew = true;
    place.isOurs = true;
    const std::string history = historyJson(row.history);
    using sql::KnownKeepable; // the digests looked at them
    TRY(m_statements.insertPromptText
            .args(place.prompt, KnownKeepable{row.text}, KnownKeepable{row.system}, history,
                  KnownKeepable{row.reference}, KnownKeepable{row.meta})
            .run());
    return place;
}

Result<ImportPlaces::Place> ImportPlaces::placeByKey(const IncomingRow &row,
                                                     const PromptMarks &marks,
                                                     const ImportDigests &digests,
                                                     QString &refusal)
{
    TRY_ASSIGN(const Place made, insert(row, marks, row.key, digests));
    if (made.isNew)
        return made;
    TRY_ASSIGN(const Known there, find(m_statements.findByKey, row.key));
    if (there.textHash != hash64(digests.prompt)) {
        refusal = Store::tr("The key %1 is there already with another text or other turns before "
                            "it; join on the text instead, or give the row another key.")
                      .arg(toQString(row.key));
    }
    return there.place;
}

Result<ImportPlaces::Place> ImportPlaces::place(const IncomingRow &row,
                                                const PromptMarks &marks,
                                                const ImportDigests &digests,
                                                QString &refusal)
{
    using Join = Store::ImportOptions::Join;
    if (row.text.empty()) {
        if (row.key.empty()) {
            refusal = Store::tr("The row has neither a prompt nor a key.");
            return Place{};
        }
        TRY_ASSIGN(const Known known, find(m_statements.findByKey, row.key));
        if (known.place.prompt == 0)
            refusal =
                Store::tr("The row has no prompt, and no prompt of the project has the key %1.")
                    .arg(toQString(row.key));
        return known.place;
    }
    if (m_join == Join::Key && row.key.empty()) {
        refusal = Store::tr("The row has no key to join on.");
        return Place{};
    }
    if (m_join == Join::Key || (m_join == Join::Auto && !row.key.empty()))
        return placeByKey(row, marks, digests, refusal);
    TRY_ASSIGN(const Known known, find(m_statements.findByText, hash64(digests.prompt)));
    if (known.place.prompt != 0)
        return known.place;
    std::string key = row.key;
    if (!key.empty()) {
        TRY_ASSIGN(const Known taken, find(m_statements.findByKey, key));
        if (taken.place.prompt != 0)
            key.clear();
    }
    if (key.empty()) {
        TRY_ASSIGN(key, freeKey(row.line));
    }
    return insert(row, marks, key, digests);
}

} // namespace touchstone
