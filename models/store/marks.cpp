// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "marks.h"

namespace touchstone::marks {

namespace {

/// The bits of a response `r` and its source `s` without its verdict; NULL where there is no
/// response.
constexpr const char *ResponseBitsSql =
    "CASE s.kind WHEN 0 THEN 2 WHEN 3 THEN 8 ELSE 4 END | ((r.flags & 63) * 16) | CASE WHEN "
    "s.id<=36 THEN 1 << (s.id+10) ELSE 0 END";

/// The bit of a verdict `v` on a response of a source `s`.
std::string verdictBitSql()
{
    return "1 << (" + std::to_string(VerdictShift) + " + 2*" + standingSql("v.verdict")
           + " + (s.kind<>0))";
}

std::string longestSql(const char *kinds)
{
    return std::string("coalesce(max(CASE WHEN s.kind ") + kinds
           + " THEN r.reasoning_words + r.answer_words END), 0)";
}

/// A table expression `f` of what the responses that count say of the prompts that `where` picks:
/// id, responses, human, teacher, bits.
std::string factsSql(const std::string &where, std::int64_t finishing)
{
    return "(SELECT q.id, count(r.id) AS responses, " + longestSql("=0") + " AS human, "
           + longestSql("IN (1,2)") + " AS teacher, bits_or(" + ResponseBitsSql + " | coalesce("
           + verdictBitSql() + ", 0)) AS bits FROM (SELECT id FROM prompt WHERE " + where
           + ") q LEFT JOIN response r ON r.prompt_id=q.id AND r.active=1 AND coalesce(r.batch_id, "
             "0) NOT IN (SELECT id FROM batch WHERE finished=0 AND id<>"
           + std::to_string(finishing)
           + ") LEFT JOIN source s ON s.id=r.source_id LEFT JOIN verdict v ON v.response_id=r.id "
             "GROUP BY q.id) f";
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

std::string standingSql(const std::string &verdict)
{
    std::string sql = "CASE " + verdict;
    for (int number = 0; number <= static_cast<int>(Verdict::Truncated); ++number) {
        const auto standing = static_cast<int>(standingOf(static_cast<Verdict>(number)));
        sql += " WHEN " + std::to_string(number) + " THEN " + std::to_string(standing);
    }
    return sql + " END";
}

std::string refreshVerdictsSql()
{
    const std::string bits = "(SELECT bits_or(" + verdictBitSql()
                             + ") FROM response r JOIN source s ON s.id=r.source_id JOIN verdict v "
                               "ON v.response_id=r.id WHERE r.prompt_id=?1 AND r.active=1)";
    return "UPDATE prompt SET marks=(marks & ~" + std::to_string(AllVerdicts) + ") | " + bits
           + " WHERE id=?1 AND (marks & " + std::to_string(AllVerdicts) + ")<>" + bits;
}

std::string refreshSql(const std::string &where, std::int64_t finishing)
{
    return "UPDATE prompt SET visible=" + visibleSql(finishing)
           + ", human_words=f.human, teacher_words=f.teacher, marks=(prompt.marks & 1) | f.bits "
             "FROM "
           + factsSql(where, finishing) + " WHERE f.id=prompt.id";
}

std::string growOneSql()
{
    return "UPDATE prompt SET visible=1, marks=marks | ?2, human_words=max(human_words, ?3), "
           "teacher_words=max(teacher_words, ?4) WHERE id=?1";
}

std::string growSql(const std::string &responses, const std::string &prompts)
{
    // NOT INDEXED: by their numbers, or SQLite reads a whole index in the order of the groups.
    return "UPDATE prompt SET visible=1, human_words=max(human_words, f.human), "
           "teacher_words=max(teacher_words, f.teacher), marks=marks | f.bits FROM (SELECT "
           "r.prompt_id AS id, "
           + longestSql("=0") + " AS human, " + longestSql("IN (1,2)") + " AS teacher, bits_or("
           + ResponseBitsSql + ") AS bits FROM (SELECT * FROM response NOT INDEXED WHERE "
           + responses
           + ") r CROSS JOIN source s ON s.id=r.source_id GROUP BY r.prompt_id) f WHERE "
             "f.id=prompt.id AND "
           + prompts;
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
