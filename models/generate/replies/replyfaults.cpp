// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replyfaults.h"

#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace touchstone {

namespace {

constexpr std::size_t ShownOfText = 120;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::replies", text);
}

Fault fault(FaultKind kind, Remedy remedy, bool mayBeCharged, const QString &message)
{
    return {kind, remedy, mayBeCharged, 200, message, {}};
}

bool speaksOf(const QString &words, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const char *name) { return words.contains(QLatin1String(name)); });
}

/// By the error's code where it is one of HTTP, else by the names that servers use.
Remedy remedyOf(const Dialect::ServerError &error)
{
    const QString words =
        toQString(error.code + " " + error.type).toLower().remove(QLatin1Char('_'));
    if (speaksOf(words, {"insufficientquota", "invalidapikey", "authentication", "permission"}))
        return Remedy::StopAll;
    int status = 0;
    std::from_chars(error.code.data(), error.code.data() + error.code.size(), status);
    if (status == 401 || status == 402 || status == 403)
        return Remedy::StopAll;
    if (status == 408 || status == 409 || status == 429 || status >= 500)
        return Remedy::Retry;
    if (speaksOf(words, {"ratelimit", "toomanyrequests", "overloaded", "unavailable", "timeout",
                         "servererror", "systemresource"}))
        return Remedy::Retry;
    return Remedy::Fail;
}

} // namespace

Fault faultOfSaid(const Dialect::ServerError &error, bool hasText)
{
    const QString words =
        error.message.empty() ? tr("it gave no reason") : toQString(error.message);
    const std::string &name = error.code.empty() ? error.type : error.code;
    const QString message =
        name.empty() ? tr("The server answered with an error: %1").arg(words)
                     : tr("The server answered with an error (%1): %2").arg(toQString(name), words);
    return fault(FaultKind::ServerSaid, remedyOf(error), hasText, message);
}

Fault faultOfCut(bool hasText)
{
    return fault(FaultKind::Cut, Remedy::Retry, true,
                 hasText ? tr("The reply ended in its middle; what came of it was kept.")
                         : tr("The reply ended before any text came."));
}

Fault faultOfNoJson(std::string_view text, bool hasText)
{
    const QString begin = toQString(headOf(text, ShownOfText)).simplified();
    return fault(FaultKind::NotAReply, Remedy::Fail, hasText,
                 tr("The server sent what is no reply: \"%1\". Check the teacher's address and "
                    "interface.")
                     .arg(begin));
}

Fault faultOfSize(std::size_t mostBytes)
{
    return fault(FaultKind::TooLong, Remedy::Fail, true,
                 tr("A piece of the reply has more than %1 bytes.").arg(mostBytes));
}

} // namespace touchstone
