// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "commandvalidator.h"

#include "replies.h"

#include <base/text.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

constexpr std::chrono::seconds TimeToStart{30};
constexpr std::size_t LongestReply = 1 << 16;
constexpr std::size_t ShownOfReply = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::CommandValidator", text);
}

QString shown(const std::string &reply)
{
    return toQString(headOf(reply, ShownOfReply));
}

} // namespace

CommandValidator::CommandValidator(Program program, std::chrono::milliseconds deadline)
    : m_name(program.path)
    , m_process(std::move(program), LongestReply)
    , m_deadline(deadline)
{}

Result<ValidatorVerdict> CommandValidator::check(const ValidatorItem &item,
                                                 const CancelQuestion &isCancelled)
{
    const std::int64_t id = ++m_asked;
    const auto deadline = m_process.isRunning() ? m_deadline : m_deadline + TimeToStart;
    TRY_ASSIGN(const std::string line,
               m_process.request(itemLine(id, item), deadline, isCancelled));
    const Result<Json> reply = parseJson(line);
    if (!reply || !isReplyTo(*reply, id)) {
        // Which line is the reply to what is not known any more.
        m_process.stop();
        return Error{Error::Code::BadInput,
                     (reply ? tr("%1 did not repeat the \"id\" %2: %3").arg(m_name).arg(id)
                            : tr("%1 wrote a line that is no JSON: %2").arg(m_name))
                         .arg(shown(line)),
                     reply ? QString{} : reply.error().message};
    }
    auto verdict = verdictOf(*reply);
    if (!verdict)
        return Error{verdict.error().code, tr("%1: %2").arg(m_name, verdict.error().message),
                     verdict.error().detail};
    return verdict;
}

} // namespace touchstone
