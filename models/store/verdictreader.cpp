// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "verdictreader.h"

#include "importdigests.h"
#include "marks.h"
#include "storeprivate.h"

namespace touchstone {

std::int64_t VerdictReader::hashOf(std::string_view reference)
{
    return hash64(sha256(reference));
}

Result<VerdictReader> VerdictReader::make(StorePrivate &store)
{
    VerdictReader reader(store);
    TRY_ASSIGN(sql::Statement * any, store.run("SELECT EXISTS(SELECT 1 FROM verdict), "
                                               "EXISTS(SELECT 1 FROM overrule), (SELECT id FROM "
                                               "choice WHERE active=1 AND finished=1)"));
    any->reset();
    TRY(any->step());
    reader.m_anyVerdicts = any->integer(0) != 0;
    reader.m_anyOverrules = any->integer(1) != 0;
    reader.m_choice.value = any->integer(2);
    any->reset();
    return reader;
}

Result<> VerdictReader::read(Item &item) const
{
    item.verdicts.clear();
    item.overrules.clear();
    if (m_anyVerdicts)
        TRY(readVerdicts(item));
    if (m_anyOverrules)
        TRY(readOverrules(item));
    item.chosen.clear();
    if (m_choice)
        TRY(readChosen(item));
    return {};
}

Result<> VerdictReader::readVerdicts(Item &item) const
{
    TRY_ASSIGN(sql::Statement * query,
               m_store->run("SELECT v.verdict, v.proof, c.label, c.version, v.reference_hash, "
                            "v.extracted, v.rule, v.part, v.byte, v.end_byte, v.gold_reading, "
                            "v.answer_reading, v.reason, v.score FROM verdict v JOIN checker c ON "
                            "c.id=v.checker_id WHERE v.response_id=?1"));
    const std::int64_t reference = hashOf(item.prompt.reference);
    for (const Response &response : item.responses) {
        query->args(response.id.value);
        TRY_ASSIGN(const bool there, query->step());
        if (there) {
            ResponseVerdict &verdict = item.verdicts.emplace_back();
            verdict.response = response.id;
            verdict.verdict = static_cast<Verdict>(query->integer(0));
            verdict.proof = static_cast<Proof>(query->integer(1));
            verdict.profile = query->string(2);
            verdict.version = static_cast<int>(query->integer(3));
            verdict.referenceChanged = query->integer(4) != reference;
            verdict.extracted = query->string(5);
            verdict.rule = query->string(6);
            verdict.part = static_cast<TextPart>(query->integer(7));
            verdict.begin = static_cast<std::size_t>(query->integer(8));
            verdict.end = static_cast<std::size_t>(query->integer(9));
            verdict.goldReading = query->string(10);
            verdict.answerReading = query->string(11);
            verdict.reason = query->string(12);
            if (!query->isNull(13))
                verdict.score = query->real(13);
        }
        query->reset();
    }
    return {};
}

Result<> VerdictReader::readOverrules(Item &item) const
{
    TRY_ASSIGN(sql::Statement * query, m_store->run("SELECT standing, note FROM overrule WHERE "
                                                    "response_id=?1 AND annotator_id=?2"));
    for (const Response &response : item.responses) {
        query->args(response.id.value, m_store->annotator.value);
        TRY_ASSIGN(const bool there, query->step());
        if (there)
            item.overrules.push_back(
                {response.id, static_cast<Standing>(query->integer(0)), query->string(1)});
        query->reset();
    }
    return {};
}

Result<> VerdictReader::readChosen(Item &item) const
{
    TRY_ASSIGN(sql::Statement * query,
               m_store->run("SELECT 1 FROM chosen WHERE choice_id=?1 AND response_id=?2"));
    for (const Response &response : item.responses) {
        query->args(m_choice.value, response.id.value);
        TRY_ASSIGN(const bool there, query->step());
        if (there)
            item.chosen.push_back(response.id);
        query->reset();
    }
    return {};
}

Result<Store::VerdictCounts> Store::verdictCounts() const
{
    TRY_ASSIGN(const std::string hidden, d->hideRunningResponses("r"));
    TRY_ASSIGN(sql::Statement query,
               d->database->prepare("SELECT r.source_id, " + marks::standingSql("v.verdict")
                                    + " AS standing, count(*) FROM verdict v CROSS JOIN response r "
                                      "ON r.id=v.response_id WHERE r.active=1"
                                    + hidden + " GROUP BY r.source_id, standing"));
    VerdictCounts counts;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return counts;
        counts[SourceId{query.integer(0)}][static_cast<Standing>(query.integer(1))] =
            query.integer(2);
    }
}

} // namespace touchstone
