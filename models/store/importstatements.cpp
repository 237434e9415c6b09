// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importstatements.h"

#include "marks.h"

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
    TRY_ASSIGN(made.growPrompt, database.prepare(marks::growOneSql()));
    TRY_ASSIGN(made.setReference, database.prepare("UPDATE prompt_text SET reference=?2 WHERE "
                                                   "prompt_id=?1"));
    TRY_ASSIGN(made.responses, ResponseRows::prepare(database));
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
