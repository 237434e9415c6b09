// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "storeprivate.h"
#include "verdictedits.h"

#include <base/json.h>

namespace touchstone::journal {

namespace {

constexpr const char *ReasoningName = "reasoning";
constexpr const char *AnswerName = "answer";

Error damaged(const char *detail)
{
    return {Error::Code::Damaged,
            Store::tr("An entry of the project's history cannot be read, so this step can be "
                      "neither undone nor redone."),
            QString::fromUtf8(detail)};
}

/// Writes edits with the names that hold in every copy of the project.
class Encoder
{
public:
    explicit Encoder(StorePrivate &store)
        : m_store(store)
    {}

    Result<Json> operator()(const SetDecision &edit)
    {
        TRY_ASSIGN(const std::string prompt, keyOf(edit.prompt));
        TRY_ASSIGN(const std::string annotator, nameOf(edit.annotator));
        Json json = {
            {"edit", "decision"}, {"prompt", prompt}, {"annotator", annotator}, {"value", nullptr}};
        if (!edit.value)
            return json;
        const Decision &value = *edit.value;
        TRY_ASSIGN(const Json left, responseName(value.left));
        TRY_ASSIGN(const Json right, responseName(value.right));
        TRY_ASSIGN(const Json chosen, responseName(value.chosen));
        json["value"] = {{"outcome", touchstone::nameOf(value.outcome)},
                         {"left", left},
                         {"right", right},
                         {"chosen", chosen},
                         {"note", value.note},
                         {"duration_ms", value.durationMs},
                         {"decided_us", value.decidedUs}};
        return json;
    }
    Result<Json> operator()(const SetScore &edit)
    {
        TRY_ASSIGN(const Json response, responseName(edit.response));
        TRY_ASSIGN(const std::string annotator, nameOf(edit.annotator));
        Json json = {{"edit", "score"},
                     {"response", response},
                     {"annotator", annotator},
                     {"criterion", edit.criterion},
                     {"value", nullptr}};
        if (edit.value)
            json["value"] = *edit.value;
        return json;
    }
    Result<Json> operator()(const SetTag &edit)
    {
        TRY_ASSIGN(const std::string prompt, keyOf(edit.prompt));
        return Json{
            {"edit", "tag"}, {"prompt", prompt}, {"tag", edit.tag}, {"present", edit.present}};
    }
    Result<Json> operator()(const SetFlag &edit)
    {
        TRY_ASSIGN(const std::string prompt, keyOf(edit.prompt));
        return Json{{"edit", "flag"}, {"prompt", prompt}, {"flagged", edit.flagged}};
    }
    Result<Json> operator()(const AddResponse &edit)
    {
        const Response &response = edit.response;
        TRY_ASSIGN(const std::string prompt, keyOf(response.prompt));
        TRY_ASSIGN(const std::string source,
                   column("SELECT name FROM source WHERE id=?1", response.source.value));
        TRY_ASSIGN(const Json derived, responseName(response.derivedFrom));
        return Json{{"edit", "add response"},
                    {"uid", response.uid.hex()},
                    {"prompt", prompt},
                    {"source", source},
                    {"reasoning", response.reasoning},
                    {"answer", response.answer},
                    {"raw", response.raw},
                    {"splitter", response.splitter},
                    {"flags", response.flags},
                    {"final_answer", response.finalAnswer},
                    {"final_rule", response.finalAnswerRule},
                    {"reasoning_words", response.reasoningWords},
                    {"answer_words", response.answerWords},
                    {"derived_from", derived},
                    {"meta", response.meta}};
    }
    Result<Json> operator()(const SetResponseActive &edit)
    {
        return Json{
            {"edit", "response active"}, {"uid", edit.response.hex()}, {"active", edit.active}};
    }
    Result<Json> operator()(const SetBatchActive &edit)
    {
        TRY_ASSIGN(const std::string uid,
                   column("SELECT lower(hex(uid)) FROM batch WHERE id=?1", edit.batch.value));
        return Json{{"edit", "batch active"}, {"batch", uid}, {"active", edit.active}};
    }
    Result<Json> operator()(const SetRubric &edit)
    {
        return Json{{"edit", "rubric"}, {"criteria", toJson(edit.rubric)}};
    }
    Result<Json> operator()(const SetStepCut &edit)
    {
        TRY_ASSIGN(Json json, mark("step cut", edit.place, edit.annotator));
        json["begins"] = edit.begins ? Json(*edit.begins) : Json(nullptr);
        return json;
    }
    Result<Json> operator()(const SetStepMark &edit)
    {
        TRY_ASSIGN(Json json, mark("step mark", edit.place, edit.annotator));
        json["value"] = nullptr;
        if (edit.value)
            json["value"] = {{"end", edit.value->end}, {"mark", edit.value->value}};
        return json;
    }
    Result<Json> operator()(const SetFirstError &edit)
    {
        TRY_ASSIGN(Json json, mark("first error", {edit.response, edit.part, edit.byte.value_or(0)},
                                   edit.annotator));
        json["present"] = edit.byte.has_value();
        return json;
    }
    Result<Json> operator()(const SetErrorSpan &edit)
    {
        TRY_ASSIGN(const std::string annotator, nameOf(edit.annotator));
        Json json = {{"edit", "error span"},
                     {"uid", edit.span.hex()},
                     {"annotator", annotator},
                     {"value", nullptr}};
        if (!edit.value)
            return json;
        TRY_ASSIGN(const Json begin, placeName(edit.value->place));
        json["value"] = {{"place", begin},
                         {"end", edit.value->end},
                         {"type", edit.value->type},
                         {"note", edit.value->note}};
        return json;
    }
    Result<Json> operator()(const SetPin &edit)
    {
        TRY_ASSIGN(Json json, mark("pin", edit.pin.one, edit.annotator));
        TRY_ASSIGN(json["other"], placeName(edit.pin.other));
        json["present"] = edit.present;
        return json;
    }
    Result<Json> operator()(const SetErrorTypes &edit)
    {
        return Json{{"edit", "error types"}, {"names", edit.types.names}};
    }
    Result<Json> operator()(const SetOverrule &edit)
    {
        TRY_ASSIGN(const Json response, responseName(edit.response));
        TRY_ASSIGN(const std::string annotator, nameOf(edit.annotator));
        Json json = {{"edit", "overrule"},
                     {"response", response},
                     {"annotator", annotator},
                     {"value", nullptr}};
        if (edit.value) {
            json["value"] = {{"standing", touchstone::nameOf(edit.value->standing)},
                             {"note", edit.value->note}};
        }
        return json;
    }
    Result<Json> operator()(const SetChoiceActive &edit)
    {
        TRY_ASSIGN(const std::string uid,
                   column("SELECT lower(hex(uid)) FROM choice WHERE id=?1", edit.choice.value));
        return Json{{"edit", "choice active"}, {"choice", uid}, {"active", edit.active}};
    }
    Result<Json> operator()(const SetCheckRules &edit)
    {
        return Json{{"edit", "check rules"}, {"rules", toJson(edit.rules)}};
    }

private:
    Result<std::string> column(const char *text, std::int64_t id)
    {
        TRY_ASSIGN(sql::Statement * query, m_store.run(text));
        query->args(id);
        TRY_ASSIGN(const bool there, query->step());
        if (!there)
            return Error{Error::Code::NotFound,
                         Store::tr("What was to be changed is not in the project.")};
        std::string value = query->string(0);
        query->reset();
        return value;
    }
    Result<std::string> keyOf(PromptId id)
    {
        return column("SELECT key FROM prompt WHERE id=?1", id.value);
    }
    Result<std::string> nameOf(AnnotatorId id)
    {
        return column("SELECT name FROM annotator WHERE id=?1", id.value);
    }
    Result<Json> placeName(const TextPlace &place)
    {
        TRY_ASSIGN(const Json response, responseName(place.response));
        return Json{{"response", response},
                    {"part", place.part == TextPart::Answer ? AnswerName : ReasoningName},
                    {"byte", place.byte}};
    }
    Result<Json> mark(const char *edit, const TextPlace &place, AnnotatorId by)
    {
        TRY_ASSIGN(const Json where, placeName(place));
        TRY_ASSIGN(const std::string annotator, nameOf(by));
        return Json{{"edit", edit}, {"place", where}, {"annotator", annotator}};
    }
    Result<Json> responseName(ResponseId id)
    {
        if (id.isNull())
            return Json(nullptr);
        TRY_ASSIGN(sql::Statement * query,
                   m_store.run("SELECT p.key, s.name, r.sample FROM response r JOIN prompt p ON "
                               "p.id=r.prompt_id JOIN "
                               "source s ON s.id=r.source_id WHERE r.id=?1"));
        query->args(id.value);
        TRY_ASSIGN(const bool there, query->step());
        if (!there)
            return Error{Error::Code::NotFound, Store::tr("The response is not in the project.")};
        Json json = {{"prompt", query->string(0)},
                     {"source", query->string(1)},
                     {"sample", query->integer(2)}};
        query->reset();
        return json;
    }

    StorePrivate &m_store;
};

/// Reads them back. Throws nlohmann's exceptions, which decode() stops.
class Decoder
{
public:
    explicit Decoder(StorePrivate &store)
        : m_store(store)
    {}

    Result<Edit> edit(const Json &json)
    {
        const std::string kind = json.at("edit");
        if (kind == "decision")
            return decision(json);
        if (kind == "score") {
            TRY_ASSIGN(const ResponseId response, responseId(json.at("response")));
            TRY_ASSIGN(const AnnotatorId annotator, annotatorId(json.at("annotator")));
            const Json &value = json.at("value");
            return Edit{
                SetScore{response, annotator, json.at("criterion"),
                         value.is_null() ? std::nullopt : std::optional<int>(value.get<int>())}};
        }
        if (kind == "tag") {
            TRY_ASSIGN(const PromptId prompt, promptId(json.at("prompt")));
            return Edit{SetTag{prompt, json.at("tag"), json.at("present")}};
        }
        if (kind == "flag") {
            TRY_ASSIGN(const PromptId prompt, promptId(json.at("prompt")));
            return Edit{SetFlag{prompt, json.at("flagged")}};
        }
        if (kind == "add response")
            return addResponse(json);
        if (kind == "response active")
            return Edit{SetResponseActive{Uid::fromHex(json.at("uid").get<std::string>()),
                                          json.at("active")}};
        if (kind == "batch active") {
            const std::string uid = json.at("batch");
            TRY_ASSIGN(const std::int64_t id,
                       number("SELECT id FROM batch WHERE lower(hex(uid))=?1", uid));
            return Edit{SetBatchActive{BatchId{id}, json.at("active")}};
        }
        if (kind == "rubric") {
            TRY_ASSIGN(const Rubric rubric, rubricFromJson(json.at("criteria")));
            return Edit{SetRubric{rubric}};
        }
        if (kind == "check rules") {
            TRY_ASSIGN(const CheckRules rules, checkRulesFromJson(json.at("rules")));
            return Edit{SetCheckRules{rules}};
        }
        if (kind == "overrule")
            return overrule(json);
        if (kind == "choice active") {
            const std::string uid = json.at("choice");
            TRY_ASSIGN(const std::int64_t id,
                       number("SELECT id FROM choice WHERE lower(hex(uid))=?1", uid));
            return Edit{SetChoiceActive{ChoiceId{id}, json.at("active")}};
        }
        return mark(kind, json);
    }

private:
    Result<Edit> overrule(const Json &json)
    {
        SetOverrule edit;
        TRY_ASSIGN(edit.response, responseId(json.at("response")));
        TRY_ASSIGN(edit.annotator, annotatorId(json.at("annotator")));
        if (const Json &value = json.at("value"); !value.is_null()) {
            const auto standing = standingNamed(value.at("standing").get<std::string>());
            if (!standing)
                return damaged("standing");
            edit.value = Overrule{edit.response, *standing, value.at("note")};
        }
        return Edit{edit};
    }

    Result<Edit> mark(const std::string &kind, const Json &json)
    {
        if (kind == "error types") {
            TRY_ASSIGN(const ErrorTypes types, errorTypesFromJson(json.at("names")));
            return Edit{SetErrorTypes{types}};
        }
        TRY_ASSIGN(const AnnotatorId annotator, annotatorId(json.at("annotator")));
        if (kind == "error span")
            return errorSpan(json, annotator);
        TRY_ASSIGN(const TextPlace place, placeFrom(json.at("place")));
        if (kind == "step cut") {
            const Json &begins = json.at("begins");
            return Edit{SetStepCut{place, annotator,
                                   begins.is_null() ? std::nullopt
                                                    : std::optional<bool>(begins.get<bool>())}};
        }
        if (kind == "step mark") {
            const Json &value = json.at("value");
            SetStepMark edit{place, annotator, std::nullopt};
            if (!value.is_null())
                edit.value = StepMark{place, value.at("end"), value.at("mark")};
            return Edit{edit};
        }
        if (kind == "first error") {
            SetFirstError edit{place.response, place.part, annotator, std::nullopt};
            if (json.at("present").get<bool>())
                edit.byte = place.byte;
            return Edit{edit};
        }
        if (kind == "pin") {
            TRY_ASSIGN(const TextPlace other, placeFrom(json.at("other")));
            return Edit{SetPin{{place, other}, annotator, json.at("present")}};
        }
        return damaged(kind.c_str());
    }

    Result<Edit> errorSpan(const Json &json, AnnotatorId annotator)
    {
        SetErrorSpan edit{Uid::fromHex(json.at("uid").get<std::string>()), annotator, std::nullopt};
        const Json &value = json.at("value");
        if (value.is_null())
            return Edit{edit};
        TRY_ASSIGN(const TextPlace place, placeFrom(value.at("place")));
        edit.value =
            ErrorSpan{edit.span, place, value.at("end"), value.at("type"), value.at("note")};
        return Edit{edit};
    }

    Result<TextPlace> placeFrom(const Json &json)
    {
        TextPlace place;
        TRY_ASSIGN(place.response, responseId(json.at("response")));
        const std::string part = json.at("part");
        if (part != ReasoningName && part != AnswerName)
            return damaged("part");
        place.part = part == AnswerName ? TextPart::Answer : TextPart::Reasoning;
        json.at("byte").get_to(place.byte);
        return place;
    }

    Result<Edit> decision(const Json &json)
    {
        TRY_ASSIGN(const PromptId prompt, promptId(json.at("prompt")));
        TRY_ASSIGN(const AnnotatorId annotator, annotatorId(json.at("annotator")));
        const Json &value = json.at("value");
        if (value.is_null())
            return Edit{SetDecision{prompt, annotator, std::nullopt}};
        const auto outcome = outcomeFromName(value.at("outcome").get<std::string>());
        if (!outcome)
            return damaged("outcome");
        TRY_ASSIGN(const ResponseId left, responseId(value.at("left")));
        TRY_ASSIGN(const ResponseId right, responseId(value.at("right")));
        TRY_ASSIGN(const ResponseId chosen, responseId(value.at("chosen")));
        return Edit{
            SetDecision{prompt, annotator,
                        Decision{prompt, annotator, *outcome, left, right, chosen, value.at("note"),
                                 value.at("duration_ms"), value.at("decided_us")}}};
    }

    Result<Edit> addResponse(const Json &json)
    {
        Response response;
        TRY_ASSIGN(response.prompt, promptId(json.at("prompt")));
        const std::string source = json.at("source");
        TRY_ASSIGN(response.source.value, number("SELECT id FROM source WHERE name=?1", source));
        TRY_ASSIGN(response.derivedFrom, responseId(json.at("derived_from")));
        response.uid = Uid::fromHex(json.at("uid").get<std::string>());
        response.reasoning = json.at("reasoning");
        response.answer = json.at("answer");
        response.raw = json.at("raw");
        response.splitter = json.at("splitter");
        response.flags = json.at("flags");
        response.finalAnswer = json.at("final_answer");
        response.finalAnswerRule = json.at("final_rule");
        response.reasoningWords = json.at("reasoning_words");
        response.answerWords = json.at("answer_words");
        response.meta = json.at("meta");
        return Edit{AddResponse{response}};
    }

    Result<std::int64_t> number(const char *text, const std::string &name)
    {
        TRY_ASSIGN(sql::Statement * query, m_store.run(text));
        query->args(name);
        TRY_ASSIGN(const bool there, query->step());
        if (!there)
            return damaged(name.c_str());
        const std::int64_t id = query->integer(0);
        query->reset();
        return id;
    }
    Result<PromptId> promptId(const Json &key)
    {
        TRY_ASSIGN(const std::int64_t id,
                   number("SELECT id FROM prompt WHERE key=?1", key.get<std::string>()));
        return PromptId{id};
    }
    Result<AnnotatorId> annotatorId(const Json &name)
    {
        TRY_ASSIGN(const std::int64_t id,
                   number("SELECT id FROM annotator WHERE name=?1", name.get<std::string>()));
        return AnnotatorId{id};
    }
    Result<ResponseId> responseId(const Json &json)
    {
        if (json.is_null())
            return ResponseId{};
        TRY_ASSIGN(
            sql::Statement * query,
            m_store.run(
                "SELECT r.id FROM response r JOIN prompt p ON p.id=r.prompt_id JOIN source s ON "
                "s.id=r.source_id WHERE p.key=?1 AND s.name=?2 AND r.sample=?3"));
        const std::string prompt = json.at("prompt");
        const std::string source = json.at("source");
        query->args(prompt, source, json.at("sample").get<std::int64_t>());
        TRY_ASSIGN(const bool there, query->step());
        if (!there)
            return damaged("response");
        const ResponseId id{query->integer(0)};
        query->reset();
        return id;
    }

    StorePrivate &m_store;
};

} // namespace

Result<std::string> encode(StorePrivate &store, const std::vector<Edit> &edits)
{
    Json all = Json::array();
    for (const Edit &edit : edits) {
        TRY_ASSIGN(Json json, std::visit(Encoder(store), edit));
        all.push_back(std::move(json));
    }
    return dumpJson(all);
}

Result<std::vector<Edit>> decode(StorePrivate &store, std::string_view text)
{
    TRY_ASSIGN(const Json all, parseJson(text));
    std::vector<Edit> edits;
    try {
        for (const Json &json : all) {
            TRY_ASSIGN(Edit edit, Decoder(store).edit(json));
            edits.push_back(std::move(edit));
        }
    } catch (const nlohmann::json::exception &exception) {
        return damaged(exception.what());
    }
    return edits;
}

} // namespace touchstone::journal
