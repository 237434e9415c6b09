// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "choicewriter.h"

#include "marks.h"
#include "storeprivate.h"
#include "uidbytes.h"

namespace touchstone {

namespace {

constexpr std::size_t RowsInTransaction = 500;
constexpr std::size_t RowsAlone = 20000;

/// What a run that was stopped left behind.
Result<> removeUnfinishedChoices(StorePrivate &store)
{
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store.database));
    TRY(store.database->exec(
        "DELETE FROM chosen WHERE choice_id IN (SELECT id FROM choice WHERE finished=0);"
        "DELETE FROM choice WHERE finished=0"));
    return transaction.commit();
}

} // namespace

struct ChoiceWriter::Private
{
    StorePrivate *store = nullptr;
    Choice choice;
    std::vector<ResponseId> waiting;
    std::size_t most = RowsInTransaction;

    Result<> flush();
};

ChoiceWriter::ChoiceWriter(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

ChoiceWriter::ChoiceWriter(ChoiceWriter &&) noexcept = default;
ChoiceWriter::~ChoiceWriter() = default;

Result<> ChoiceWriter::add(const std::vector<ResponseId> &responses)
{
    if (responses.empty())
        return {};
    ++d->choice.prompts;
    d->choice.responses += static_cast<std::int64_t>(responses.size());
    d->waiting.insert(d->waiting.end(), responses.begin(), responses.end());
    return d->waiting.size() < d->most ? Result<>() : d->flush();
}

Result<> ChoiceWriter::Private::flush()
{
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store->database));
    TRY_ASSIGN(sql::Statement * insert, store->run("INSERT INTO chosen VALUES(?1, ?2)"));
    for (const ResponseId response : waiting)
        TRY(insert->args(choice.id.value, response.value).run());
    waiting.clear();
    return transaction.commit();
}

Result<Choice> ChoiceWriter::finish()
{
    TRY(d->flush());
    TRY_ASSIGN(sql::Statement * end,
               d->store->run("UPDATE choice SET finished=1, prompts=?2, responses=?3 WHERE id=?1"));
    TRY(end->args(d->choice.id.value, d->choice.prompts, d->choice.responses).run());
    d->store->checkpoint.start();
    return d->choice;
}

Result<ChoiceWriter> Store::beginChoice(const std::string &rule, bool exclusive)
{
    TRY(d->writable());
    TRY(removeUnfinishedChoices(*d));
    auto made = std::make_unique<ChoiceWriter::Private>();
    made->store = d.get();
    made->most = exclusive ? RowsAlone : RowsInTransaction;
    made->choice.rule = rule;
    made->choice.madeUs = d->now();
    made->choice.uid = Uid::make(made->choice.madeUs);
    TRY_ASSIGN(sql::Statement * insert,
               d->run("INSERT INTO choice(uid, rule, made_us) VALUES(?1, ?2, ?3)"));
    insert->reset();
    insert->bindBlob(1, bytesOf(made->choice.uid))
        .bind(2, std::string_view(rule))
        .bind(3, made->choice.madeUs);
    TRY_ASSIGN(made->choice.id.value, insert->insert());
    return ChoiceWriter(std::move(made));
}

Result<std::vector<Choice>> Store::choices() const
{
    TRY_ASSIGN(
        sql::Statement query,
        d->database->prepare("SELECT id, uid, rule, made_us, prompts, responses, active FROM "
                             "choice WHERE finished=1 ORDER BY id"));
    std::vector<Choice> choices;
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return choices;
        choices.push_back({ChoiceId{query.integer(0)}, uidFrom(query.text(1)), query.string(2),
                           query.integer(3), query.integer(4), query.integer(5),
                           query.integer(6) != 0});
    }
}

Result<> Store::forEachFacts(const Query &query,
                             const std::function<Result<>(const PromptFacts &)> &each) const
{
    TRY_ASSIGN(const std::vector<PromptId> ids, promptIds(query));
    TRY_ASSIGN(const std::string hidden, d->hideRunningResponses("r"));
    TRY_ASSIGN(sql::Statement prompt,
               d->database->prepare("SELECT uid, key FROM prompt WHERE id=?1"));
    TRY_ASSIGN(
        sql::Statement responses,
        d->database->prepare(
            "SELECT r.id, r.uid, s.name, s.kind, r.sample, r.reasoning_words + r.answer_words, "
            "coalesce(o.standing, "
            + marks::standingSql("v.verdict")
            + "), coalesce(v.score, (SELECT avg(value) FROM score WHERE annotator_id=?2 AND "
              "response_id=r.id)) FROM response r JOIN source s ON s.id=r.source_id LEFT JOIN "
              "verdict v ON v.response_id=r.id LEFT JOIN overrule o ON o.response_id=r.id AND "
              "o.annotator_id=?2 WHERE r.prompt_id=?1 AND r.active=1"
            + hidden + " ORDER BY s.kind, s.id, r.sample"));
    PromptFacts facts;
    for (const PromptId id : ids) {
        prompt.args(id.value);
        TRY_ASSIGN(const bool there, prompt.step());
        if (!there)
            continue;
        facts.prompt = id;
        facts.uid = uidFrom(prompt.text(0));
        facts.key = prompt.string(1);
        prompt.reset();
        facts.responses.clear();
        responses.args(id.value, d->annotator.value);
        while (true) {
            TRY_ASSIGN(const bool row, responses.step());
            if (!row)
                break;
            ResponseFacts &made = facts.responses.emplace_back();
            made.response.value = responses.integer(0);
            made.uid = uidFrom(responses.text(1));
            made.source = responses.string(2);
            made.kind = static_cast<SourceKind>(responses.integer(3));
            made.sample = static_cast<int>(responses.integer(4));
            made.words = static_cast<int>(responses.integer(5));
            if (!responses.isNull(6))
                made.standing = static_cast<Standing>(responses.integer(6));
            if (!responses.isNull(7))
                made.score = responses.real(7);
        }
        responses.reset();
        TRY(each(facts));
    }
    return {};
}

} // namespace touchstone
