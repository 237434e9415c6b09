// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "checklines.h"

#include <base/text.h>
#include <base/version.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

Error notOurs(std::string_view line)
{
    constexpr std::size_t Shown = 200;
    const QString said = QCoreApplication::translate("touchstone::CheckLines",
                                                     "Not the reply to what was asked: %1");
    return {Error::Code::BadInput, said.arg(toQString(headOf(line, Shown)))};
}

std::optional<std::string> textAt(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? std::optional(found->get<std::string>())
                                                       : std::nullopt;
}

bool isTrueAt(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && *found == true;
}

/// The names of the switches that are on.
Json switchesOf(const Profile &profile)
{
    Json on = Json::array();
    for (const ProfileSwitch &one : profileSwitches()) {
        if (profile.*one.member)
            on.push_back(one.name);
    }
    return on;
}

std::optional<Profile> profileOf(const Json &line)
{
    auto profile = profileNamed(textAt(line, "profile").value_or(std::string{}));
    const auto on = line.find("on");
    if (!profile || on == line.end())
        return {};
    for (const ProfileSwitch &one : profileSwitches())
        (*profile).*one.member = std::find(on->begin(), on->end(), one.name) != on->end();
    return profile;
}

/// Letters and texts in turn.
Json jsonOf(const AnswerOptions &options)
{
    Json list = Json::array();
    for (const AnswerOption &option : options) {
        list.push_back(std::string(1, option.letter));
        list.push_back(option.text);
    }
    return list;
}

AnswerOptions optionsOf(const Json &line)
{
    AnswerOptions options;
    const auto list = line.find("options");
    if (list == line.end() || !list->is_array())
        return options;
    for (std::size_t i = 0; i + 1 < list->size(); i += 2) {
        const Json &letter = list->at(i);
        const Json &text = list->at(i + 1);
        if (letter.is_string() && text.is_string())
            options.push_back({letter.get<std::string>().front(), text.get<std::string>()});
    }
    return options;
}

Json jsonOf(const FinalAnswer &answer)
{
    return {{"text", answer.text},
            {"rule", answer.rule},
            {"begin", answer.begin},
            {"end", answer.end},
            {"guess", answer.lowConfidence}};
}

std::optional<FinalAnswer> finalAnswerOf(const Json &line)
{
    const auto found = line.find("extracted");
    if (found == line.end() || !found->is_object())
        return {};
    const auto numberAt = [&](const char *name) {
        const auto number = found->find(name);
        return number != found->end() && number->is_number_unsigned()
                   ? std::optional(number->get<std::size_t>())
                   : std::nullopt;
    };
    auto text = textAt(*found, "text");
    auto rule = textAt(*found, "rule");
    const auto begin = numberAt("begin");
    const auto end = numberAt("end");
    if (!text || !rule || !begin || !end)
        return {};
    return FinalAnswer{*std::move(text), *std::move(rule), *begin, *end, isTrueAt(*found, "guess")};
}

} // namespace

std::string readyLine()
{
    return R"({"ready":true})";
}

bool isReady(std::string_view reply)
{
    const Result<Json> json = parseJson(reply);
    return json && json->is_object() && textAt(*json, "ready") == std::string(Version);
}

std::string questionLine(std::int64_t id,
                         const Profile &profile,
                         const std::optional<AnswerExpression> &expression,
                         const CheckQuestion &question)
{
    Json line = {{"id", id},
                 {"profile", profile.name()},
                 {"on", switchesOf(profile)},
                 {"gold", question.gold},
                 {"answer", question.answer},
                 {"response", question.isResponse},
                 {"truncated", question.truncated}};
    if (expression)
        line["expression"] = expression->pattern();
    if (question.options != nullptr)
        line["options"] = jsonOf(*question.options);
    return dumpJson(line);
}

Result<AnswerCheck> checkOf(std::string_view reply, std::int64_t id)
{
    TRY_ASSIGN(const Json json, parseJson(reply));
    if (!json.is_object() || !json.contains("id") || json.at("id") != id)
        return notOurs(reply);
    const auto verdict = verdictNamed(textAt(json, "verdict").value_or(std::string{}));
    const auto proof = proofNamed(textAt(json, "proof").value_or(std::string{}));
    auto extracted = finalAnswerOf(json);
    auto goldReading = textAt(json, "gold_reading");
    auto answerReading = textAt(json, "reading");
    auto reason = textAt(json, "reason");
    if (!verdict || !proof || !extracted || !goldReading || !answerReading || !reason)
        return notOurs(reply);
    return AnswerCheck{*verdict,
                       *proof,
                       *std::move(extracted),
                       *std::move(goldReading),
                       *std::move(answerReading),
                       *std::move(reason)};
}

Judge *CheckAnswerer::judgeOf(const Json &line)
{
    const auto profile = profileOf(line);
    if (!profile)
        return nullptr;
    std::optional<AnswerExpression> expression;
    if (const auto pattern = textAt(line, "expression")) {
        auto compiled = AnswerExpression::compile(*pattern);
        if (!compiled)
            return nullptr;
        expression = *std::move(compiled);
    }
    if (!m_judge || !(m_judge->profile() == *profile) || m_judge->expression() != expression)
        m_judge = std::make_unique<Judge>(*profile, std::move(expression));
    return m_judge.get();
}

std::string CheckAnswerer::answer(std::string_view line)
{
    const Result<Json> json = parseJson(line);
    const bool isObject = json && json->is_object();
    if (isObject && json->contains("ready"))
        return dumpJson({{"ready", Version}});
    const auto gold = isObject ? textAt(*json, "gold") : std::nullopt;
    const auto given = isObject ? textAt(*json, "answer") : std::nullopt;
    Judge *judge = gold && given && json->contains("id") ? judgeOf(*json) : nullptr;
    if (judge == nullptr)
        return R"({"error":"not a line of ours"})";
    const AnswerCheck check =
        isTrueAt(*json, "response")
            ? judge->check(*gold, *given, isTrueAt(*json, "truncated"), optionsOf(*json))
            : judge->compare(*gold, *given);
    return dumpJson({{"id", json->at("id")},
                     {"verdict", nameOf(check.verdict)},
                     {"proof", nameOf(check.proof)},
                     {"extracted", jsonOf(check.extracted)},
                     {"gold_reading", check.goldReading},
                     {"reading", check.answerReading},
                     {"reason", check.reason}});
}

} // namespace touchstone
