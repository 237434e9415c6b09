// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "lateindexes.h"

#include "sql/database.h"

#include <array>
#include <utility>

namespace touchstone {

namespace {

constexpr std::array<const char *, 2> Names = {"prompt_hash", "prompt_scan"};

} // namespace

Result<> LateIndexes::drop(sql::Database &database)
{
    TRY_ASSIGN(const std::int64_t any, database.number("SELECT EXISTS(SELECT 1 FROM prompt)"));
    if (any != 0)
        return {};
    TRY_ASSIGN(sql::Statement text,
               database.prepare("SELECT sql FROM sqlite_schema WHERE type='index' AND name=?1"));
    for (const char *name : Names) {
        TRY_ASSIGN(const bool there, text.args(name).step());
        if (there)
            m_texts.push_back(text.string(0));
        text.reset();
        if (there)
            TRY(database.exec(std::string("DROP INDEX ") + name));
    }
    return {};
}

Result<> LateIndexes::make(sql::Database &database)
{
    for (const std::string &text : std::exchange(m_texts, {}))
        TRY(database.exec(text));
    return {};
}

} // namespace touchstone
