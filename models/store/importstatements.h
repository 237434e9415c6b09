// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "responserows.h"
#include "sql/database.h"

namespace touchstone {

/// What an import says to the database for every row, prepared once.
struct ImportStatements
{
    sql::Statement findByKey;  ///< id, batch_id, visible, text_hash, uid
    sql::Statement findByText; ///< the same
    sql::Statement insertPrompt;
    sql::Statement insertPromptText;
    sql::Statement growPrompt;   ///< marks and words of a prompt that this import made
    sql::Statement setReference; ///< of such a prompt
    ResponseRows responses;
    sql::Statement insertTag;
    sql::Statement hasReference;
    sql::Statement hasTag;
    sql::Statement insertBrought;
    sql::Statement insertRefused;

    static Result<ImportStatements> prepare(sql::Database &database);
};

} // namespace touchstone
