// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "batchfile.h"

#include "replies/openaireader.h"
#include "replies/replyfaults.h"
#include "replies/servererrors.h"
#include "requestbody.h"

#include <base/text.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

constexpr std::int64_t Ok = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::batchfile", text);
}

Error wrong(const QString &message)
{
    return {Error::Code::BadInput, message};
}

/// By the status where there is one, since it says more than a code of the provider's own.
Fault faultOf(int status, Dialect::ServerError error)
{
    if (status >= 400) {
        if (error.message.empty())
            error.message = error.code.empty() ? error.type : error.code;
        if (error.code != "insufficient_quota")
            error.code = std::to_string(status);
    }
    Fault fault = faultOfSaid(error, false);
    fault.status = status;
    return fault;
}

/// An error beside the response, OpenAI's {"code","message"} or vLLM's whole body, or within it.
Dialect::ServerError errorOf(const JsonElement &value)
{
    const auto object = objectOf(value);
    const auto error = object ? errorIn(*object) : std::nullopt;
    return error.value_or(Dialect::ServerError{std::string(headOf(textOf(value), 500)), {}, {}});
}

int statusOf(const JsonElement &response)
{
    const auto status = memberOf(response, "status_code");
    return status ? static_cast<int>(countOf(*status)) : static_cast<int>(Ok);
}

} // namespace

Result<std::string>
batchLine(const TeacherProfile &teacher, std::string_view customId, const ChatRequest &request)
{
    if (teacher.interface != TeacherInterface::OpenAiChat)
        return wrong(
            tr("%1 has no batches: they are OpenAI's interface.").arg(toQString(teacher.label)));
    ChatRequest whole = request;
    whole.stream = false;
    TRY_ASSIGN(const std::string body, dialectFor(teacher)->body(whole));
    ObjectWriter line;
    line.text("custom_id", customId)
        .text("method", "POST")
        .text("url", "/v1/chat/completions")
        .raw("body", body);
    return std::move(line).end();
}

Result<BatchReply> batchReply(const TeacherProfile &teacher, std::string_view line)
{
    const auto json = parseReply(line);
    const auto object = json ? objectOf(json->root) : std::nullopt;
    const auto id = object ? memberOf(*object, "custom_id") : std::nullopt;
    if (!id || textOf(*id).empty())
        return wrong(tr("This is no line of a batch's output: it has no \"custom_id\"."));
    const auto response = memberOf(*object, "response");
    const auto error = memberOf(*object, "error");
    const auto body = response ? memberOf(*response, "body") : std::nullopt;
    if (!response && !error)
        return wrong(tr("This is no line of a batch's output: it has neither \"response\" nor "
                        "\"error\"."));
    BatchReply reply;
    reply.customId = TextJoiner().joined(textOf(*id), json->isMended);
    const int status = response ? statusOf(*response) : 0;
    if (status >= 400 || error) {
        const auto where = error ? error : body;
        reply.fault = faultOf(status, where ? errorOf(*where) : Dialect::ServerError());
        return reply;
    }
    if (!body || !objectOf(*body)) {
        reply.fault = faultOfNoJson(line, false);
        return reply;
    }
    OpenAiMessages messages(teacher);
    reply.fault = messages.take({*body, json->isMended});
    if (!reply.fault)
        reply.fault = messages.finish(messages.hasText());
    reply.reply = messages.reply();
    return reply;
}

} // namespace touchstone
