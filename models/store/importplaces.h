// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "importdigests.h"
#include "importstatements.h"
#include "importwriter.h"
#include "store.h"

#include <set>
#include <string>

namespace touchstone {

/// What a prompt has of its responses: see marks.h.
struct PromptMarks
{
    std::int64_t marks = 0;
    int humanWords = 0;
    int teacherWords = 0;
};

/// The prompt that a row belongs to: found by its key or its text, or made. The text is that of the
/// last user message and of all turns before it, since two chats may end alike and ask for
/// different things. The system prompt is no part of it: it is mostly a teacher's setting ("think
/// step by step"), and people's and teachers' answers to one problem should meet.
class ImportPlaces final
{
public:
    struct Place
    {
        std::int64_t prompt = 0;
        Uid uid;
        bool isNew = false;
        bool isOurs = false; ///< made by this import
        bool stands = true;  ///< false: its own import is taken back or still at work
    };

    /// `unsettled`: imports at work when this one began. `stem`: of the keys that are made up.
    ImportPlaces(ImportStatements &statements,
                 Store::ImportOptions::Join join,
                 BatchId batch,
                 std::set<std::int64_t> unsettled,
                 std::string stem);

    /// Where the row cannot be placed, `refusal` says why, for people.
    Result<Place> place(const IncomingRow &row,
                        const PromptMarks &marks,
                        const ImportDigests &digests,
                        QString &refusal);
    /// False for an import that was at work when this one began, or began later.
    [[nodiscard]] bool isSettled(std::int64_t batch) const;

private:
    struct Known
    {
        Place place; ///< prompt 0: there is none
        std::int64_t textHash = 0;
    };

    template <typename Value>
    Result<Known> find(sql::Statement &query, const Value &value);
    Result<Place> placeByKey(const IncomingRow &row,
                             const PromptMarks &marks,
                             const ImportDigests &digests,
                             QString &refusal);
    Result<Place> insert(const IncomingRow &row,
                         const PromptMarks &marks,
                         std::string_view key,
                         const ImportDigests &digests);
    Result<std::string> freeKey(std::int64_t line);

    ImportStatements &m_statements;
    Store::ImportOptions::Join m_join;
    BatchId m_batch;
    std::set<std::int64_t> m_unsettled;
    std::string m_stem;
};

} // namespace touchstone
