// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replies.h"

#include <base/text.h>

#include <QCoreApplication>

#include <cmath>

namespace touchstone {

namespace {

constexpr std::size_t LongestNote = 2000;
constexpr std::size_t LongestLog = 4000;
constexpr std::size_t ShownOfValue = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::Validator", text);
}

Error wrong(const QString &what, const Json &value)
{
    return {Error::Code::BadInput, what.arg(toQString(headOf(dumpJson(value), ShownOfValue)))};
}

/// A member that is there and not null.
const Json *memberOf(const Json &reply, const char *name)
{
    const auto found = reply.find(name);
    return found != reply.end() && !found->is_null() ? &*found : nullptr;
}

Result<std::string> textAt(const Json &reply, const char *name, std::size_t most)
{
    const Json *text = memberOf(reply, name);
    if (text == nullptr)
        return std::string{};
    if (!text->is_string())
        return wrong(tr("\"%1\" must be a text and is %2.").arg(QLatin1String(name)), *text);
    return std::string(headOf(text->get_ref<const std::string &>(), most));
}

std::optional<Verdict> verdictCalled(const std::string &name)
{
    if (const auto standing = standingNamed(name)) {
        if (*standing == Standing::Correct)
            return Verdict::Equal;
        if (*standing == Standing::Wrong)
            return Verdict::Different;
        if (*standing == Standing::Skip)
            return Verdict::GoldUnparsable;
    }
    return verdictNamed(name);
}

Result<Verdict> verdictIn(const Json &reply)
{
    const Json *verdict = memberOf(reply, "verdict");
    const Json *correct = memberOf(reply, "correct");
    if (correct != nullptr && !correct->is_boolean())
        return wrong(tr("\"correct\" must be true or false and is %1."), *correct);
    if (verdict == nullptr) {
        if (correct == nullptr)
            return Error{Error::Code::BadInput,
                         tr("There is neither \"verdict\" nor \"correct\".")};
        return *correct == true ? Verdict::Equal : Verdict::Different;
    }
    const auto named =
        verdict->is_string() ? verdictCalled(verdict->get<std::string>()) : std::nullopt;
    if (!named)
        return wrong(tr("\"verdict\" must be \"correct\", \"wrong\", \"unit differs\", \"form "
                        "differs\", \"cannot tell\", \"no answer\", \"truncated\" or \"skip\" and "
                        "is %1."),
                     *verdict);
    if (correct != nullptr && (*named == Verdict::Equal) != (*correct == true))
        return wrong(tr("\"verdict\" and \"correct\" say two things: %1."), reply);
    return *named;
}

} // namespace

std::string itemLine(std::int64_t id, const ValidatorItem &item)
{
    return dumpJson({{"id", id},
                     {"key", item.key},
                     {"prompt", item.prompt},
                     {"reference", item.reference},
                     {"reasoning", item.reasoning},
                     {"answer", item.answer},
                     {"response", item.response},
                     {"source", item.source},
                     {"source_kind", item.sourceKind},
                     {"model", item.model},
                     {"sample", item.sample}});
}

bool isReplyTo(const Json &reply, std::int64_t id)
{
    return reply.is_object() && reply.contains("id") && reply.at("id") == id;
}

Result<ValidatorVerdict> verdictOf(const Json &reply)
{
    if (!reply.is_object())
        return wrong(tr("A reply must be an object and is %1."), reply);
    ValidatorVerdict made;
    TRY_ASSIGN(made.log, textAt(reply, "log", LongestLog));
    if (const Json *error = memberOf(reply, "error")) {
        const std::string said = error->is_string() ? error->get<std::string>() : dumpJson(*error);
        return Error{Error::Code::BadInput, toQString(headOf(said, LongestNote)),
                     toQString(made.log)};
    }
    TRY_ASSIGN(made.verdict, verdictIn(reply));
    TRY_ASSIGN(made.note, textAt(reply, "note", LongestNote));
    if (const Json *score = memberOf(reply, "score")) {
        if (!score->is_number() || !std::isfinite(score->get<double>()))
            return wrong(tr("\"score\" must be a number and is %1."), *score);
        made.score = score->get<double>();
    }
    return made;
}

} // namespace touchstone
