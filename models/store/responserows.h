// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sql/database.h"

#include <base/hash.h>
#include <base/ids.h>
#include <record/response.h>
#include <record/source.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace touchstone {

/// How a response comes among those that its prompt has of its source: alike for imports and for
/// teachers' replies. In the caller's transaction.
class ResponseRows final
{
public:
    /// What tells a new response from the others of its prompt and source.
    struct Slot
    {
        std::int64_t sample = 0;
        std::int64_t textHash = 0;
    };
    /// A response that is there.
    struct There
    {
        std::int64_t id = 0;
        std::int64_t batch = 0; ///< 0: a person's edit
        bool isActive = false;
    };
    /// Where a new one belongs.
    struct Place
    {
        std::int64_t prompt = 0;
        Uid promptUid;
        const Source *source = nullptr;
        std::int64_t batch = 0;
        bool isActive = true; ///< false: its batch is taken back
    };

    static Result<ResponseRows> prepare(sql::Database &database);

    /// The slot of a new response. Those of the same text that `stands(There)` picks are told apart
    /// by a text hash that is one more each; where `answers(There)` says that one of them is the
    /// very response that comes, there is no slot.
    template <typename Stands, typename Answers>
    Result<std::optional<Slot>> freeSlot(std::int64_t prompt,
                                         SourceId source,
                                         std::int64_t textHash,
                                         const Stands &stands,
                                         const Answers &answers);
    /// Gives the new response's number. `digest`: of its texts (ImportDigests). The texts must be
    /// known to be keepable.
    Result<std::int64_t> insert(const Place &place,
                                const Slot &slot,
                                const Response &response,
                                const Sha256Digest &digest);

private:
    /// A file may say the same several times: that many samples came out alike.
    static constexpr std::uint64_t MostOccurrences = 1U << 24U;
    struct Twin
    {
        std::uint64_t occurrence = 0;
        There there;
    };

    sql::Statement m_find; ///< sample, text_hash, batch_id, active, id
    sql::Statement m_insert;
    sql::Statement m_insertText;
    std::vector<Twin> m_twins;
    std::string m_scratch;
};

template <typename Stands, typename Answers>
Result<std::optional<ResponseRows::Slot>> ResponseRows::freeSlot(std::int64_t prompt,
                                                                 SourceId source,
                                                                 std::int64_t textHash,
                                                                 const Stands &stands,
                                                                 const Answers &answers)
{
    Slot slot;
    m_twins.clear();
    m_find.args(prompt, source.value);
    while (true) {
        TRY_ASSIGN(const bool row, m_find.step());
        if (!row)
            break;
        slot.sample = m_find.integer(0) + 1;
        const There there{m_find.integer(4), m_find.integer(2), m_find.integer(3) != 0};
        const std::uint64_t occurrence =
            static_cast<std::uint64_t>(m_find.integer(1)) - static_cast<std::uint64_t>(textHash);
        if (occurrence < MostOccurrences && stands(there))
            m_twins.push_back({occurrence, there});
    }
    m_find.reset();
    std::sort(m_twins.begin(), m_twins.end(), [](const Twin &one, const Twin &other) {
        return std::pair(one.occurrence, one.there.id)
               < std::pair(other.occurrence, other.there.id);
    });
    std::uint64_t occurrence = 0;
    for (const Twin &twin : m_twins) {
        if (twin.occurrence > occurrence)
            break; // the one between was taken back
        if (answers(twin.there))
            return std::optional<Slot>{};
        occurrence = twin.occurrence + 1;
    }
    slot.textHash = static_cast<std::int64_t>(static_cast<std::uint64_t>(textHash) + occurrence);
    return std::optional(slot);
}

} // namespace touchstone
