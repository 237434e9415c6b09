// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "responsechecker.h"

#include <base/json.h>
#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>
#include <validators/validators.h>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::ResponseChecker", text);
}

Error unknown(const QString &what, const std::string &name)
{
    return {Error::Code::BadInput, what.arg(toQString(name))};
}

/// The model that a source was asked as; empty: it does not say.
std::string modelOf(const Source &source)
{
    const auto meta = parseJson(source.meta);
    if (!meta || !meta->is_object() || !meta->contains("model") || !meta->at("model").is_string())
        return {};
    return meta->at("model").get<std::string>();
}

} // namespace

Result<Profile> profileOf(const CheckRules &rules)
{
    std::optional<Profile> profile = profileNamed(rules.profile);
    if (!profile)
        return unknown(tr("There is no profile %1 for checking."), rules.profile);
    const auto &all = profileSwitches();
    for (const auto &[name, on] : rules.switches) {
        const auto found = std::find_if(
            all.begin(), all.end(), [&name = name](const auto &one) { return one.name == name; });
        if (found == all.end())
            return unknown(tr("No profile for checking has a switch %1."), name);
        (*profile).*found->member = on;
    }
    return *profile;
}

std::string labelOf(const CheckRules &rules)
{
    if (rules.by != CheckRules::By::Profile)
        return rules.by == CheckRules::By::Script ? "script" : "command";
    std::string label = rules.profile;
    for (const auto &[name, on] : rules.switches)
        label += (on ? ", with " : ", without ") + name;
    if (!rules.expression.empty())
        label += ", own expression";
    return label;
}

std::string textOf(const CheckRules &rules)
{
    switch (rules.by) {
    case CheckRules::By::Script:
        return dumpJson(Json{{"script", rules.script}});
    case CheckRules::By::Command:
        return dumpJson(Json{{"command", rules.command}});
    case CheckRules::By::Profile:
        break;
    }
    return dumpJson(Json{{"profile", rules.profile},
                         {"switches", rules.switches},
                         {"expression", rules.expression}});
}

int versionOf(const CheckRules &rules)
{
    const auto profile = profileOf(rules);
    return rules.by == CheckRules::By::Profile && profile ? profile->version() : 0;
}

bool isOutdated(const ResponseVerdict &verdict)
{
    // A label begins with the profile's name.
    const auto profile = profileNamed(verdict.profile.substr(0, verdict.profile.find(',')));
    return verdict.referenceChanged || (profile && verdict.version < profile->version());
}

ResponseChecker::ResponseChecker(const Profile &profile, std::optional<AnswerExpression> expression)
    : m_checker(std::make_unique<Checker>(profile, std::move(expression)))
{}

ResponseChecker::ResponseChecker(std::unique_ptr<Validator> validator)
    : m_validator(std::move(validator))
{}

Result<ResponseChecker> ResponseChecker::make(const CheckRules &rules)
{
    if (rules.by != CheckRules::By::Profile) {
        TRY_ASSIGN(std::unique_ptr<Validator> validator, makeValidator(rules));
        return ResponseChecker(std::move(validator));
    }
    TRY_ASSIGN(const Profile profile, profileOf(rules));
    std::optional<AnswerExpression> expression;
    if (!rules.expression.empty()) {
        TRY_ASSIGN(expression, AnswerExpression::compile(rules.expression));
    }
    return ResponseChecker(profile, std::move(expression));
}

Result<ResponseVerdict> ResponseChecker::validate(const CheckTask &task,
                                                  const CancelQuestion &isCancelled)
{
    ValidatorItem item;
    item.key = task.key;
    item.prompt = task.prompt;
    item.reference = task.reference;
    item.reasoning = task.reasoning;
    item.answer = task.answer;
    item.response = task.raw.empty() ? task.answer : task.raw;
    item.source = task.source.name;
    item.sourceKind = nameOf(task.source.kind);
    item.model = modelOf(task.source);
    item.sample = task.sample;
    TRY_ASSIGN(ValidatorVerdict said, m_validator->check(item, isCancelled));
    m_log = std::move(said.log);
    ResponseVerdict verdict;
    verdict.response = task.response;
    verdict.verdict = said.verdict;
    verdict.proof = Proof::Policy;
    verdict.score = said.score;
    verdict.reason = std::move(said.note);
    return verdict;
}

Result<ResponseVerdict> ResponseChecker::check(const CheckTask &task,
                                               const CancelQuestion &isCancelled)
{
    if (m_validator)
        return validate(task, isCancelled);
    ResponseVerdict verdict;
    verdict.response = task.response;
    if (trimmed(task.reference).empty()) {
        verdict.verdict = Verdict::GoldUnparsable;
        verdict.reason = "there is no reference";
        return verdict;
    }
    const bool whole = m_checker->profile().readsWholeResponse() && !task.raw.empty();
    verdict.part = whole ? TextPart::Raw : TextPart::Answer;
    const bool cutOff = (task.flags & (Truncated | UnterminatedThink)) != 0;
    const AnswerOptions options =
        m_checker->profile().readsWholeResponse() ? AnswerOptions{} : findOptions(task.prompt);
    AnswerCheck check =
        m_checker->check(task.reference, whole ? task.raw : task.answer, cutOff, options);
    verdict.verdict =
        check.verdict == Verdict::NoAnswer && cutOff ? Verdict::Truncated : check.verdict;
    verdict.proof = check.proof;
    verdict.extracted = std::move(check.extracted.text);
    verdict.rule = std::move(check.extracted.rule);
    verdict.begin = check.extracted.begin;
    verdict.end = check.extracted.end;
    verdict.goldReading = std::move(check.goldReading);
    verdict.answerReading = std::move(check.answerReading);
    verdict.reason = std::move(check.reason);
    return verdict;
}

} // namespace touchstone
