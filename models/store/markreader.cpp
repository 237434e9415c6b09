// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "markreader.h"

#include "storeprivate.h"
#include "uidbytes.h"

#include <array>

namespace touchstone {

namespace {

TextPlace placeAt(const sql::Statement &row, int column)
{
    return {ResponseId{row.integer(column)}, static_cast<TextPart>(row.integer(column + 1)),
            static_cast<std::size_t>(row.integer(column + 2))};
}

struct Kind
{
    const char *table;
    const char *columns; ///< behind response, part and byte
    void (*keep)(const sql::Statement &row, ReadingMarks &marks);
};

constexpr std::array<Kind, 5> Kinds = {{
    {"step_cut", "m.begins",
     [](const sql::Statement &row, ReadingMarks &marks) {
         marks.cuts.push_back({placeAt(row, 0), row.integer(3) != 0});
     }},
    {"step_mark", "m.end_byte, m.value",
     [](const sql::Statement &row, ReadingMarks &marks) {
         marks.steps.push_back({placeAt(row, 0), static_cast<std::size_t>(row.integer(3)),
                                static_cast<int>(row.integer(4))});
     }},
    {"first_error", "1",
     [](const sql::Statement &row, ReadingMarks &marks) {
         marks.firstErrors.push_back(placeAt(row, 0));
     }},
    {"error_span", "m.end_byte, m.uid, m.type, m.note",
     [](const sql::Statement &row, ReadingMarks &marks) {
         marks.spans.push_back({uidFrom(row.text(4)), placeAt(row, 0),
                                static_cast<std::size_t>(row.integer(3)), row.string(5),
                                row.string(6)});
     }},
    {"pin", "m.other_id, m.other_part, m.other_byte",
     [](const sql::Statement &row, ReadingMarks &marks) {
         marks.pins.push_back({placeAt(row, 0), placeAt(row, 3)});
     }},
}};

/// A sum of 1, 2, 4… for the kinds of which there is any.
std::string anySql()
{
    std::string sql = "SELECT 0";
    for (std::size_t i = 0; i < Kinds.size(); ++i)
        sql += " + " + std::to_string(1U << i) + "*EXISTS(SELECT 1 FROM " + Kinds.at(i).table + ")";
    return sql;
}

std::string readSql(const Kind &kind)
{
    return std::string("SELECT m.response_id, m.part, m.byte, ") + kind.columns
           + " FROM response r JOIN " + kind.table
           + " m ON m.response_id=r.id WHERE r.prompt_id=?1 AND r.active=1 AND m.annotator_id=?2 "
             "ORDER BY m.response_id, m.part, m.byte";
}

} // namespace

Result<MarkReader> MarkReader::make(StorePrivate &store)
{
    MarkReader reader(store);
    TRY_ASSIGN(sql::Statement * any, store.run(anySql()));
    any->reset();
    TRY(any->step());
    reader.m_kinds = any->integer(0);
    any->reset();
    return reader;
}

Result<> MarkReader::read(PromptId prompt, ReadingMarks &marks) const
{
    marks.cuts.clear();
    marks.steps.clear();
    marks.firstErrors.clear();
    marks.spans.clear();
    marks.pins.clear();
    for (std::size_t i = 0; i < Kinds.size(); ++i) {
        if ((m_kinds >> i & 1) == 0)
            continue;
        static const std::array<std::string, Kinds.size()> Reads = [] {
            std::array<std::string, Kinds.size()> texts;
            for (std::size_t kind = 0; kind < Kinds.size(); ++kind)
                texts.at(kind) = readSql(Kinds.at(kind));
            return texts;
        }();
        TRY_ASSIGN(sql::Statement * query, m_store->run(Reads.at(i)));
        query->args(prompt.value, m_store->annotator.value);
        while (true) {
            TRY_ASSIGN(const bool row, query->step());
            if (!row)
                break;
            Kinds.at(i).keep(*query, marks);
        }
        query->reset();
    }
    return {};
}

} // namespace touchstone
