// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "marks.h"

namespace touchstone::marks {

namespace {

/// Distinct powers of two add up to their bits together.
constexpr const char *BitsSql =
    "max(s.kind=0)*2 | max(s.kind IN (1,2))*4 | max(s.kind=3)*8 | (max(r.flags & 1) | max(r.flags "
    "& 2) | max(r.flags & 4) | max(r.flags & 8) | max(r.flags & 16) | max(r.flags & 32))*16 | "
    "sum(DISTINCT CASE WHEN s.id<=52 THEN 1 << (s.id+10) ELSE 0 END)";

/// A table expression `f` of what the responses that count say of the prompts that `where` picks:
/// id, responses, human, teacher, bits.
std::string factsSql(const std::string &where, std::int64_t finishing)
{
    const auto longest = [](const char *kinds) {
        return std::string("coalesce(max(CASE WHEN s.kind ") + kinds
               + " THEN r.reasoning_words + r.answer_words END), 0)";
    };
    return "(SELECT q.id, count(r.id) AS responses, " + longest("=0") + " AS human, "
           + longest("IN (1,2)") + " AS teacher, coalesce(" + BitsSql
           + ", 0) AS bits FROM (SELECT id FROM prompt WHERE " + where
           + ") q LEFT JOIN response r ON r.prompt_id=q.id AND r.active=1 AND coalesce(r.batch_id, "
             "0) NOT IN (SELECT id FROM batch WHERE finished=0 AND id<>"
           + std::to_string(finishing)
           + ") LEFT JOIN source s ON s.id=r.source_id GROUP BY q.id) f";
}

/// An expression over prompt and `f`.
std::string visibleSql(std::int64_t finishing)
{
    return "((SELECT active FROM batch WHERE batch.id=prompt.batch_id) OR f.responses>0 OR "
           "EXISTS(SELECT 1 FROM brought b JOIN batch t ON t.id=b.batch_id WHERE "
           "b.prompt_id=prompt.id AND b.kind=2 AND t.active=1 AND (t.finished=1 OR t.id="
           + std::to_string(finishing) + ")))";
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
    return "UPDATE prompt SET visible=" + visibleSql(finishing)
           + ", human_words=f.human, teacher_words=f.teacher, marks=(prompt.marks & 1) | f.bits "
             "FROM "
           + factsSql(where, finishing) + " WHERE f.id=prompt.id";
}

std::string staleSql()
{
    return "SELECT key FROM prompt JOIN "
           + factsSql("batch_id IN (SELECT id FROM batch WHERE finished=1)", 0)
           + " ON f.id=prompt.id WHERE visible<>" + visibleSql(0)
           + " OR human_words<>f.human OR teacher_words<>f.teacher OR marks<>((marks & 1) | "
             "f.bits) "
             "OR (marks & 1)<>(SELECT reference<>'' FROM prompt_text WHERE prompt_id=prompt.id)";
}

} // namespace touchstone::marks
