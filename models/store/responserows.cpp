// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "responserows.h"

#include "sql/statement.h"
#include "uidbytes.h"

namespace touchstone {

Result<ResponseRows> ResponseRows::prepare(sql::Database &database)
{
    ResponseRows made;
    TRY_ASSIGN(made.m_find,
               database.prepare("SELECT sample, text_hash, batch_id, active, id FROM response "
                                "WHERE prompt_id=?1 AND source_id=?2 ORDER BY sample"));
    TRY_ASSIGN(made.m_insert,
               database.prepare("INSERT INTO response(prompt_id, source_id, sample, batch_id, "
                                "active, flags, reasoning_words, answer_words, text_hash, uid) "
                                "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"));
    TRY_ASSIGN(
        made.m_insertText,
        database.prepare("INSERT INTO response_text VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    return made;
}

Result<std::int64_t> ResponseRows::insert(const Place &place,
                                          const Slot &slot,
                                          const Response &response,
                                          const Sha256Digest &digest)
{
    m_scratch.assign(bytesOf(place.promptUid));
    m_scratch += place.source->name + "\n" + std::to_string(slot.sample) + "\n";
    m_scratch.append(reinterpret_cast<const char *>(digest.data()), digest.size());
    const Uid uid = Uid::hashOf(m_scratch);
    m_insert
        .args(place.prompt, place.source->id.value, slot.sample, place.batch, place.isActive,
              response.flags, response.reasoningWords, response.answerWords, slot.textHash)
        .bindBlob(10, bytesOf(uid));
    TRY_ASSIGN(const std::int64_t id, m_insert.insert());
    using sql::KnownKeepable;
    TRY(m_insertText
            .args(id, KnownKeepable{response.reasoning}, KnownKeepable{response.answer},
                  KnownKeepable{response.raw}, response.splitter,
                  KnownKeepable{response.finalAnswer}, response.finalAnswerRule,
                  KnownKeepable{response.meta})
            .run());
    return id;
}

} // namespace touchstone
