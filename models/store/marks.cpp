// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "marks.h"

namespace touchstone::marks {

namespace {

/// An expression over prompt's row, made of its responses that count.
std::string
overResponses(const std::string &value, const std::string &condition, std::int64_t finishing)
{
    return "coalesce((SELECT " + value
           + " FROM response r JOIN source s ON s.id=r.source_id WHERE r.prompt_id=prompt.id AND "
             "r.active=1 AND coalesce(r.batch_id, 0) NOT IN (SELECT id FROM batch WHERE finished=0 "
             "AND id<>"
           + std::to_string(finishing) + ") AND " + condition + "), 0)";
}

constexpr const char *LongestSql = "max(r.reasoning_words + r.answer_words)";
/// Distinct powers of two add up to their bits together.
constexpr const char *BitsSql =
    "max(s.kind=0)*2 | max(s.kind IN (1,2))*4 | max(s.kind=3)*8 | (max(r.flags & 1) | max(r.flags "
    "& 2) | max(r.flags & 4) | max(r.flags & 8) | max(r.flags & 16) | max(r.flags & 32))*16 | "
    "sum(DISTINCT CASE WHEN s.id<=52 THEN 1 << (s.id+10) ELSE 0 END)";

struct Expressions
{
    std::string visible;
    std::string human;
    std::string teacher;
    std::string marks;
};

Expressions expressions(std::int64_t finishing)
{
    return {"((SELECT active FROM batch WHERE batch.id=prompt.batch_id) OR "
                + overResponses("1", "1 LIMIT 1", finishing)
                + " OR EXISTS(SELECT 1 FROM brought b JOIN batch t ON t.id=b.batch_id WHERE "
                  "b.prompt_id=prompt.id AND b.kind=2 AND t.active=1 AND (t.finished=1 OR t.id="
                + std::to_string(finishing) + ")))",
            overResponses(LongestSql, "s.kind=0", finishing),
            overResponses(LongestSql, "s.kind IN (1,2)", finishing),
            "((prompt.marks & 1) | " + overResponses(BitsSql, "1", finishing) + ")"};
}

} // namespace

std::int64_t of(SourceKind kind, SourceId source, ResponseFlags flags)
{
    const std::int64_t side = kind == SourceKind::Human    ? Human
                              : kind == SourceKind::Edited ? Edited
                                                           : Teacher;
    const std::int64_t bit =
        source.value <= LastSource ? std::int64_t{1} << (source.value + SourceShift) : 0;
    return side | (std::int64_t{flags & 63U} << FlagShift) | bit;
}

std::string refreshSql(const std::string &where, std::int64_t finishing)
{
    const Expressions value = expressions(finishing);
    return "UPDATE prompt SET visible=" + value.visible + ", human_words=" + value.human
           + ", teacher_words=" + value.teacher + ", marks=" + value.marks + " WHERE " + where;
}

std::string staleSql()
{
    const Expressions value = expressions(0);
    return "SELECT key FROM prompt WHERE batch_id IN (SELECT id FROM batch WHERE finished=1) AND "
           "(visible<>"
           + value.visible + " OR human_words<>" + value.human + " OR teacher_words<>"
           + value.teacher + " OR marks<>" + value.marks
           + " OR (marks & 1)<>(SELECT reference<>'' FROM prompt_text WHERE prompt_id=prompt.id))";
}

} // namespace touchstone::marks
