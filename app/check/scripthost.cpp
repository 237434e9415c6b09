// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "scripthost.h"

#include <base/json.h>
#include <base/text.h>
#include <base/version.h>

namespace touchstone::check {

namespace {

/// Before the script, which may change what it likes: this has its own names of what it uses.
constexpr auto Prelude = R"js((function () {
    "use strict";
    const { parse, stringify } = JSON;
    const { assign } = Object;
    const { isFinite } = Number;
    const text = String;
    const TheError = Error;
    const mostLogged = 4000;
    const mostNoted = 2000;
    let logged = "";

    const shown = function (value) {
        if (typeof value !== "object" || value === null || value instanceof TheError)
            return text(value);
        try {
            return stringify(value);
        } catch (error) {
            return text(value);
        }
    };
    const log = function (...values) {
        if (logged.length < mostLogged)
            logged = (logged + values.map(shown).join(" ") + "\n").slice(0, mostLogged);
    };
    const console = { log, info: log, warn: log, error: log, debug: log };

    const describe = function (error) {
        if (!(error instanceof TheError))
            return "threw " + shown(error);
        const at = text(error.fileName).endsWith("script") && error.lineNumber > 0;
        return (at ? "line " + error.lineNumber + ": " : "") + text(error);
    };
    // JSON knows no NaN and would make it null, which is as good as nothing.
    const number = function (value) {
        return typeof value === "number" && !isFinite(value) ? text(value) : value;
    };
    const told = function (result) {
        switch (typeof result) {
        case "boolean":
            return { correct: result };
        case "string":
            return { verdict: result };
        case "undefined":
            return { error: "validate(item) returned nothing" };
        case "object":
            if (result !== null) {
                const { verdict, correct, score, note } = result;
                return { verdict, correct, score: number(score),
                         note: typeof note === "string" ? note.slice(0, mostNoted) : note };
            }
        }
        return { error: "validate(item) returned " + text(result)
                        + ", not true, false, a verdict or {verdict, score, note}" };
    };
    const call = function (validate, line) {
        const item = parse(line);
        const id = item.id;
        delete item.id;
        let reply;
        logged = "";
        try {
            reply = stringify(assign(told(validate(item)), { id, log: logged }));
        } catch (error) {
            reply = stringify({ id, error: describe(error).slice(0, mostNoted), log: logged });
        }
        return reply;
    };
    return { console, describe, call };
})())js";

std::string failed(const QString &what)
{
    return dumpJson({{"error", toUtf8(what)}});
}

} // namespace

ScriptHost::ScriptHost()
{
    const QJSValue prelude = m_engine.evaluate(QString::fromUtf8(Prelude));
    m_engine.globalObject().setProperty(QStringLiteral("console"),
                                        prelude.property(QStringLiteral("console")));
    m_describe = prelude.property(QStringLiteral("describe"));
    m_call = prelude.property(QStringLiteral("call"));
    Q_ASSERT(m_describe.isCallable() && m_call.isCallable());
}

std::string ScriptHost::answer(std::string_view line)
{
    const Result<Json> json = parseJson(line);
    if (!json || !json->is_object())
        return failed(QStringLiteral("not a line of ours"));
    if (json->contains("ready"))
        return dumpJson({{"ready", Version}});
    if (const auto script = json->find("script"); script != json->end() && script->is_string())
        return load(script->get<std::string>());
    return validate(line);
}

std::string ScriptHost::load(const std::string &source)
{
    // What is const is known to its own script only, so the last of it gives the function.
    const QString whole =
        toQString(source) + QStringLiteral("\n;typeof validate === 'function' ? validate : null");
    QStringList trace;
    const QJSValue result = m_engine.evaluate(whole, QStringLiteral("script"), 1, &trace);
    if (result.isError() || !trace.isEmpty())
        return failed(m_describe.call({result}).toString());
    if (!result.isCallable())
        return failed(QStringLiteral("the script has no function validate(item)"));
    m_validate = result;
    return R"({"script":true})";
}

std::string ScriptHost::validate(std::string_view line)
{
    if (!m_validate.isCallable())
        return failed(QStringLiteral("there is no script"));
    const QJSValue reply = m_call.call({m_validate, QJSValue(toQString(line))});
    return reply.isString() ? toUtf8(reply.toString()) : failed(reply.toString());
}

} // namespace touchstone::check
