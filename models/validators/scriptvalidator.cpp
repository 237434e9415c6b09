// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "scriptvalidator.h"

#include "replies.h"

#include <base/text.h>
#include <base/version.h>

#include <QCoreApplication>

#include <process/helper.h>

namespace touchstone {

namespace {

constexpr std::chrono::seconds TimeToStart{30};

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::ScriptValidator", text);
}

Error outOfStep()
{
    return {Error::Code::Io, tr("The process that runs the script gave no proper answer.")};
}

} // namespace

Program scriptProgram()
{
    return {pathOfHelper(QStringLiteral("touchstone-check")), {QStringLiteral("--script")}};
}

ScriptValidator::ScriptValidator(std::string source,
                                 std::chrono::milliseconds deadline,
                                 Program program)
    : m_source(std::move(source))
    , m_deadline(deadline)
    , m_process(std::move(program))
{}

Result<ValidatorVerdict> ScriptValidator::check(const ValidatorItem &item,
                                                const CancelQuestion &isCancelled)
{
    TRY(prepare(isCancelled));
    const std::int64_t id = ++m_asked;
    TRY_ASSIGN(const std::string line, ask(itemLine(id, item), isCancelled));
    const Result<Json> reply = parseJson(line);
    if (reply && isReplyTo(*reply, id))
        return verdictOf(*reply);
    m_process.stop();
    return outOfStep();
}

Result<> ScriptValidator::prepare(const CancelQuestion &isCancelled)
{
    if (m_process.isRunning())
        return {};
    TRY_ASSIGN(const std::string ready,
               m_process.request(R"({"ready":true})", TimeToStart, isCancelled));
    const Result<Json> version = parseJson(ready);
    if (!version || *version != Json{{"ready", Version}}) {
        m_process.stop();
        return Error{Error::Code::NotFound, tr("touchstone-check is of another version.")};
    }
    TRY_ASSIGN(const std::string line, ask(dumpJson({{"script", m_source}}), isCancelled));
    const Result<Json> reply = parseJson(line);
    if (reply && *reply == Json{{"script", true}})
        return {};
    // A process without a script is none that can be kept.
    m_process.stop();
    if (!reply || !reply->is_object() || !reply->contains("error"))
        return outOfStep();
    return verdictOf(*reply).error();
}

Result<std::string> ScriptValidator::ask(std::string_view line, const CancelQuestion &isCancelled)
{
    auto reply = m_process.request(line, m_deadline, isCancelled);
    if (reply)
        return reply;
    Error error = reply.error();
    error.detail = error.message;
    if (error.code == Error::Code::Busy)
        error.message = tr("The script did not end within %1 s.")
                            .arg(static_cast<double>(m_deadline.count()) / 1000);
    else if (error.code == Error::Code::Io)
        error.message = tr("The script needed too much memory or broke off.");
    return error;
}

} // namespace touchstone
