// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importstatements.h"

namespace touchstone {

Result<ImportStatements> ImportStatements::prepare(sql::Database &database)
{
    ImportStatements made;
    TRY_ASSIGN(made.findByKey, database.prepare("SELECT id, batch_id, visible, text_hash, uid FROM "
                                                "prompt WHERE key=?1"));
    TRY_ASSIGN(made.findByText,
               database.prepare("SELECT id, batch_id, visible, text_hash, uid FROM prompt WHERE "
                                "text_hash=?1 ORDER BY visible DESC, id LIMIT 1"));
    TRY_ASSIGN(made.insertPrompt,
               database.prepare("INSERT INTO prompt(batch_id, visible, words, human_words, "
                                "teacher_words, marks, text_hash, key, uid) VALUES(?1, 1, ?2, ?3, "
                                "?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING"));
    TRY_ASSIGN(made.insertPromptText,
               database.prepare("INSERT INTO prompt_text VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
    TRY_ASSIGN(made.growPrompt,
               database.prepare("UPDATE prompt SET marks=marks | ?2, human_words=max(human_words, "
                                "?3), teacher_words=max(teacher_words, ?4) WHERE id=?1"));
    TRY_ASSIGN(made.setReference, database.prepare("UPDATE prompt_text SET reference=?2 WHERE "
                                                   "prompt_id=?1"));
    TRY_ASSIGN(made.findResponses,
               database.prepare("SELECT sample, text_hash, batch_id, active, id FROM response "
                                "WHERE prompt_id=?1 AND source_id=?2 ORDER BY sample"));
    TRY_ASSIGN(made.insertResponse,
               database.prepare("INSERT INTO response(prompt_id, source_id, sample, batch_id, "
                                "active, flags, reasoning_words, answer_words, text_hash, uid) "
                                "VALUES(?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9)"));
    TRY_ASSIGN(
        made.insertResponseText,
        database.prepare("INSERT INTO response_text VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    TRY_ASSIGN(made.insertTag, database.prepare("INSERT OR IGNORE INTO tag VALUES(?1, ?2)"));
    TRY_ASSIGN(made.hasReference, database.prepare("SELECT marks & 1 FROM prompt WHERE id=?1"));
    TRY_ASSIGN(made.hasTag, database.prepare("SELECT 1 FROM tag WHERE prompt_id=?1 AND name=?2"));
    TRY_ASSIGN(made.insertBrought,
               database.prepare("INSERT OR IGNORE INTO brought(batch_id, prompt_id, kind, text) "
                                "VALUES(?1, ?2, ?3, ?4)"));
    TRY_ASSIGN(made.insertRefused,
               database.prepare("INSERT INTO refused(batch_id, line, place, reason, head) "
                                "VALUES(?1, ?2, ?3, ?4, ?5)"));
    return made;
}

} // namespace touchstone
