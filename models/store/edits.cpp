// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "brought.h"
#include "markedits.h"
#include "marks.h"
#include "storeprivate.h"
#include "uidbytes.h"
#include "verdictedits.h"

#include <base/hash.h>
#include <base/json.h>
#include <base/text.h>

namespace touchstone {

namespace {

void bindId(sql::Statement &statement, int index, ResponseId id)
{
    if (id.isNull())
        statement.bindNull(index);
    else
        statement.bind(index, id.value);
}

/// Each overload performs one kind of edit and gives the edit that flips it.
struct Performer
{
    StorePrivate &store;
    Changes &changes;
    StateShifts &shifts;

    Result<Edit> operator()(const SetDecision &edit)
    {
        changes.kinds |= Changes::Decisions;
        changes.prompts.push_back(edit.prompt);
        TRY_ASSIGN(std::optional<Decision> before,
                   readDecision(store, edit.prompt, edit.annotator));
        if (edit.annotator == store.annotator) {
            const auto state = [](const std::optional<Decision> &decision) {
                return static_cast<std::size_t>(decision ? stateOf(decision->outcome)
                                                         : State::Open);
            };
            --shifts[state(before)];
            ++shifts[state(edit.value)];
        }
        if (!edit.value) {
            TRY_ASSIGN(sql::Statement * remove,
                       store.run("DELETE FROM decision WHERE annotator_id=?1 AND prompt_id=?2"));
            TRY(remove->args(edit.annotator.value, edit.prompt.value).run());
            return Edit{SetDecision{edit.prompt, edit.annotator, before}};
        }
        const Decision &value = *edit.value;
        TRY_ASSIGN(sql::Statement * write,
                   store.run("INSERT INTO decision VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
                             "ON CONFLICT DO UPDATE SET outcome=?3, left_id=?4, right_id=?5, "
                             "chosen_id=?6, note=?7, "
                             "duration_ms=?8, decided_us=?9"));
        write->args(edit.annotator.value, edit.prompt.value, static_cast<int>(value.outcome));
        bindId(*write, 4, value.left);
        bindId(*write, 5, value.right);
        bindId(*write, 6, value.chosen);
        write->bind(7, std::string_view(value.note))
            .bind(8, value.durationMs)
            .bind(9, value.decidedUs);
        TRY(write->run());
        return Edit{SetDecision{edit.prompt, edit.annotator, before}};
    }

    Result<Edit> operator()(const SetScore &edit)
    {
        changes.kinds |= Changes::Decisions;
        TRY(touchPromptOf(edit.response));
        TRY_ASSIGN(sql::Statement * read, store.run("SELECT value FROM score WHERE annotator_id=?1 "
                                                    "AND response_id=?2 AND criterion=?3"));
        read->args(edit.annotator.value, edit.response.value, edit.criterion);
        TRY_ASSIGN(const bool there, read->step());
        SetScore inverse = edit;
        inverse.value =
            there ? std::optional<int>(static_cast<int>(read->integer(0))) : std::nullopt;
        read->reset();
        TRY_ASSIGN(
            sql::Statement * write,
            edit.value
                ? store.run(
                    "INSERT INTO score VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET value=?4")
                : store.run(
                    "DELETE FROM score WHERE annotator_id=?1 AND response_id=?2 AND criterion=?3"));
        write->args(edit.annotator.value, edit.response.value, edit.criterion);
        if (edit.value)
            write->bind(4, std::int64_t{*edit.value});
        TRY(write->run());
        return Edit{inverse};
    }

    Result<Edit> operator()(const SetTag &edit)
    {
        changes.kinds |= Changes::Tags;
        changes.prompts.push_back(edit.prompt);
        TRY_ASSIGN(sql::Statement * write,
                   edit.present ? store.run("INSERT OR IGNORE INTO tag VALUES(?1, ?2)")
                                : store.run("DELETE FROM tag WHERE prompt_id=?1 AND name=?2"));
        TRY(write->args(edit.prompt.value, edit.tag).run());
        const bool changed = store.database->changedRows() > 0;
        return Edit{SetTag{edit.prompt, edit.tag, changed ? !edit.present : edit.present}};
    }

    Result<Edit> operator()(const SetFlag &edit)
    {
        changes.kinds |= Changes::Tags;
        changes.prompts.push_back(edit.prompt);
        TRY_ASSIGN(sql::Statement * write, edit.flagged
                                               ? store.run("INSERT OR IGNORE INTO flag VALUES(?1)")
                                               : store.run("DELETE FROM flag WHERE prompt_id=?1"));
        TRY(write->args(edit.prompt.value).run());
        const bool changed = store.database->changedRows() > 0;
        return Edit{SetFlag{edit.prompt, changed ? !edit.flagged : edit.flagged}};
    }

    Result<Edit> operator()(const AddResponse &edit)
    {
        const Response &response = edit.response;
        changes.kinds |= Changes::Responses;
        changes.prompts.push_back(response.prompt);
        TRY_ASSIGN(sql::Statement * there,
                   store.run("SELECT id FROM response WHERE uid=?1 AND batch_id IS NULL"));
        there->bindBlob(1, bytesOf(response.uid));
        TRY_ASSIGN(const bool known, there->step());
        there->reset();
        if (known)
            return (*this)(SetResponseActive{response.uid, true});

        TRY_ASSIGN(sql::Statement * insert,
                   store.run("INSERT INTO response(prompt_id, source_id, sample, active, flags, "
                             "reasoning_words, "
                             "answer_words, text_hash, derived_from, uid) VALUES(?1, ?2, (SELECT "
                             "coalesce(max(sample) + "
                             "1, 0) FROM response WHERE prompt_id=?1 AND source_id=?2), 1, ?3, ?4, "
                             "?5, 0, ?6, ?7)"));
        insert->args(response.prompt.value, response.source.value, std::int64_t{response.flags},
                     response.reasoningWords, response.answerWords);
        bindId(*insert, 6, response.derivedFrom);
        insert->bindBlob(7, bytesOf(response.uid));
        TRY(insert->run());
        TRY_ASSIGN(sql::Statement * text,
                   store.run("INSERT INTO response_text VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
        TRY(text->args(store.database->lastInsertId(), response.reasoning, response.answer,
                       response.raw, response.splitter, response.finalAnswer,
                       response.finalAnswerRule, response.meta)
                .run());
        TRY(store.database->exec(marks::refreshSql("id=" + std::to_string(response.prompt.value))));
        return Edit{SetResponseActive{response.uid, false}};
    }

    Result<Edit> operator()(const SetResponseActive &edit)
    {
        changes.kinds |= Changes::Responses;
        TRY_ASSIGN(sql::Statement * write, store.run("UPDATE response SET active=?2 WHERE uid=?1 "
                                                     "AND batch_id IS NULL RETURNING prompt_id"));
        write->reset();
        write->bindBlob(1, bytesOf(edit.response)).bind(2, std::int64_t{edit.active ? 1 : 0});
        TRY_ASSIGN(const bool there, write->step());
        const std::int64_t prompt = there ? write->integer(0) : 0;
        write->reset();
        if (!there) {
            return Error{Error::Code::NotFound,
                         Store::tr("The edited response is not in the project any more.")};
        }
        changes.prompts.push_back(PromptId{prompt});
        TRY(store.database->exec(marks::refreshSql("id=" + std::to_string(prompt))));
        return Edit{SetResponseActive{edit.response, !edit.active}};
    }

    Result<Edit> operator()(const SetBatchActive &edit)
    {
        changes.kinds |= Changes::Everything;
        TRY_ASSIGN(const std::int64_t before,
                   store.database->number("SELECT active FROM batch WHERE id="
                                          + std::to_string(edit.batch.value)));
        TRY(brought::setActive(store, edit.batch.value, edit.active));
        return Edit{SetBatchActive{edit.batch, before != 0}};
    }

    Result<Edit> operator()(const SetRubric &edit)
    {
        changes.kinds |= Changes::Rubric;
        TRY_ASSIGN(const Rubric before, readRubric(store));
        TRY_ASSIGN(
            sql::Statement * write,
            store.run("INSERT INTO rubric VALUES(1, ?1) ON CONFLICT DO UPDATE SET criteria=?1"));
        const std::string text = dumpJson(toJson(edit.rubric));
        TRY(write->args(text).run());
        return Edit{SetRubric{before}};
    }

    Result<Edit> operator()(const SetStepCut &edit)
    {
        TRY(touchMarked(edit.place.response));
        return markedits::perform(store, edit);
    }

    Result<Edit> operator()(const SetStepMark &edit)
    {
        TRY(touchMarked(edit.place.response));
        return markedits::perform(store, edit);
    }

    Result<Edit> operator()(const SetFirstError &edit)
    {
        TRY(touchMarked(edit.response));
        return markedits::perform(store, edit);
    }

    Result<Edit> operator()(const SetErrorSpan &edit)
    {
        TRY_ASSIGN(Edit inverse, markedits::perform(store, edit));
        // What is taken away says only in its inverse where it stood.
        for (const auto &span : {edit.value, std::get<SetErrorSpan>(inverse).value}) {
            if (span)
                TRY(touchMarked(span->place.response));
        }
        return inverse;
    }

    Result<Edit> operator()(const SetPin &edit)
    {
        TRY(touchMarked(edit.pin.one.response));
        return markedits::perform(store, edit);
    }

    Result<Edit> operator()(const SetErrorTypes &edit)
    {
        changes.kinds |= Changes::Marks;
        return markedits::perform(store, edit);
    }

    Result<Edit> operator()(const SetOverrule &edit)
    {
        changes.kinds |= Changes::Verdicts;
        TRY(touchPromptOf(edit.response));
        return verdictedits::perform(store, edit);
    }

    Result<Edit> operator()(const SetCheckRules &edit)
    {
        changes.kinds |= Changes::Verdicts;
        return verdictedits::perform(store, edit);
    }

    Result<Edit> operator()(const SetChoiceActive &edit)
    {
        changes.kinds |= Changes::Choices;
        TRY_ASSIGN(sql::Statement * read, store.run("SELECT active FROM choice WHERE id=?1"));
        read->args(edit.choice.value);
        TRY_ASSIGN(const bool there, read->step());
        const bool before = there && read->integer(0) != 0;
        read->reset();
        TRY_ASSIGN(sql::Statement * write, store.run("UPDATE choice SET active=?2 WHERE id=?1"));
        TRY(write->args(edit.choice.value, edit.active).run());
        return Edit{SetChoiceActive{edit.choice, before}};
    }

private:
    Result<> touchMarked(ResponseId response)
    {
        changes.kinds |= Changes::Marks;
        return touchPromptOf(response);
    }

    Result<> touchPromptOf(ResponseId response)
    {
        TRY_ASSIGN(sql::Statement * query, store.run("SELECT prompt_id FROM response WHERE id=?1"));
        query->args(response.value);
        TRY_ASSIGN(const bool there, query->step());
        if (there)
            changes.prompts.push_back(PromptId{query->integer(0)});
        query->reset();
        return {};
    }
};

} // namespace

Result<Edit>
performEdit(StorePrivate &store, const Edit &edit, Changes &changes, StateShifts &shifts)
{
    return std::visit(Performer{store, changes, shifts}, edit);
}

Result<std::optional<Decision>>
readDecision(StorePrivate &store, PromptId prompt, AnnotatorId annotator)
{
    TRY_ASSIGN(sql::Statement * read, store.run("SELECT outcome, left_id, right_id, chosen_id, "
                                                "note, duration_ms, decided_us FROM decision WHERE "
                                                "annotator_id=?1 AND prompt_id=?2"));
    read->args(annotator.value, prompt.value);
    TRY_ASSIGN(const bool there, read->step());
    if (!there)
        return std::optional<Decision>{};
    Decision decision;
    decision.prompt = prompt;
    decision.annotator = annotator;
    decision.outcome = static_cast<Outcome>(read->integer(0));
    decision.left.value = read->integer(1);
    decision.right.value = read->integer(2);
    decision.chosen.value = read->integer(3);
    decision.note = read->string(4);
    decision.durationMs = read->integer(5);
    decision.decidedUs = read->integer(6);
    read->reset();
    return std::optional<Decision>(decision);
}

Json toJson(const Rubric &rubric)
{
    Json criteria = Json::array();
    for (const Criterion &criterion : rubric.criteria) {
        criteria.push_back({{"name", criterion.name},
                            {"description", criterion.description},
                            {"lowest", criterion.lowest},
                            {"highest", criterion.highest}});
    }
    return criteria;
}

Result<Rubric> rubricFromJson(const Json &json)
{
    Rubric rubric;
    try {
        for (const Json &criterion : json) {
            rubric.criteria.push_back({criterion.at("name").get<std::string>(),
                                       criterion.at("description").get<std::string>(),
                                       criterion.at("lowest").get<int>(),
                                       criterion.at("highest").get<int>()});
        }
    } catch (const nlohmann::json::exception &exception) {
        return Error{Error::Code::Damaged, Store::tr("The project's rubric cannot be read."),
                     QString::fromUtf8(exception.what())};
    }
    return rubric;
}

Result<ErrorTypes> readErrorTypes(StorePrivate &store)
{
    TRY_ASSIGN(sql::Statement * query, store.run("SELECT names FROM error_types"));
    query->reset();
    TRY_ASSIGN(const bool there, query->step());
    if (!there)
        return ErrorTypes::standard();
    TRY_ASSIGN(const Json json, parseJson(query->text(0)));
    query->reset();
    return errorTypesFromJson(json);
}

Result<ErrorTypes> errorTypesFromJson(const Json &json)
{
    ErrorTypes types;
    try {
        json.get_to(types.names);
    } catch (const nlohmann::json::exception &exception) {
        return Error{Error::Code::Damaged,
                     Store::tr("The project's types of errors cannot be read."),
                     QString::fromUtf8(exception.what())};
    }
    return types;
}

Result<Rubric> readRubric(StorePrivate &store)
{
    TRY_ASSIGN(sql::Statement * query, store.run("SELECT criteria FROM rubric"));
    TRY_ASSIGN(const bool there, query->step());
    if (!there)
        return Rubric::standard();
    TRY_ASSIGN(const Json json, parseJson(query->text(0)));
    query->reset();
    return rubricFromJson(json);
}

} // namespace touchstone
