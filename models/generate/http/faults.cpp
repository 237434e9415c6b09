// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "faults.h"

#include <base/text.h>

#include <QCoreApplication>

#include <curl/curl.h>

namespace touchstone {

namespace {

constexpr std::size_t FirstWords = 200;

QString words(const char *text)
{
    return QCoreApplication::translate("touchstone::TeacherClient", text);
}

Fault fault(FaultKind kind, Remedy remedy, bool mayBeCharged, const QString &message)
{
    return {kind, remedy, mayBeCharged, 0, message, {}};
}

/// `text` on one line, without the full stop at its end.
QString phrase(std::string_view text)
{
    QString line = toQString(text).simplified();
    while (line.endsWith(QLatin1Char('.')))
        line.chop(1);
    return line;
}

bool isUnreachable(int code)
{
    return code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY
           || code == CURLE_COULDNT_CONNECT || code == CURLE_PROXY
           || code == CURLE_INTERFACE_FAILED;
}

/// Others would fare alike: nothing about these changes by itself.
bool isUntrusted(int code)
{
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE
           || code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH
           || code == CURLE_SSL_INVALIDCERTSTATUS || code == CURLE_SSL_CIPHER;
}

struct StatusMeaning
{
    FaultKind kind;
    Remedy remedy;
    const char *words; ///< %1 the host, %2 the status
};

StatusMeaning meaningOf(int status, const Dialect::ServerError &error)
{
    const bool hasNoFunds =
        error.code == "insufficient_quota" || error.type == "insufficient_quota";
    if (status == 402 || (status == 429 && hasNoFunds))
        return {FaultKind::NoFunds, Remedy::StopAll,
                "The account at %1 has no credit left (%2). Add credit there, then go on"};
    if (status == 401)
        return {FaultKind::Unauthorised, Remedy::StopAll,
                "%1 does not accept the key (%2). Check the key of this teacher"};
    if (status == 403)
        return {FaultKind::Forbidden, Remedy::StopAll,
                "%1 does not allow this key what was asked (%2)"};
    if (status == 429)
        return {FaultKind::RateLimited, Remedy::Retry, "%1 wants fewer requests at a time (%2)"};
    if (status == 408 || status == 409 || status >= 500)
        return {FaultKind::Busy, Remedy::Retry, "%1 cannot answer now (%2)"};
    return {FaultKind::BadRequest, Remedy::Fail, "%1 refuses the request (%2)"};
}

} // namespace

Fault faultOfConnection(int code,
                        const std::string &host,
                        std::string_view detail,
                        const Progressed &progressed)
{
    const QString where = toQString(host);
    const QString why = phrase(detail);
    if (isUntrusted(code))
        return fault(
            FaultKind::Tls, Remedy::StopAll, false,
            words("%1 could not prove who it is, so nothing was sent: %2.").arg(where, why));
    if (code == CURLE_SSL_CONNECT_ERROR && !progressed.left)
        return fault(FaultKind::Tls, Remedy::Retry, false,
                     words("No secure connection to %1 came about: %2.").arg(where, why));
    if (isUnreachable(code) || !progressed.left)
        return fault(FaultKind::Unreachable, Remedy::Retry, false,
                     words("%1 cannot be reached: %2. See whether its address is right "
                           "and the network is there.")
                         .arg(where, why));
    if (!progressed.began)
        return fault(FaultKind::Reset, Remedy::Fail, true,
                     words("%1 ended the connection before it replied (%2). It may have "
                           "charged for the request.")
                         .arg(where, why));
    return fault(FaultKind::Cut, Remedy::Fail, true,
                 words("The reply of %1 ended in its middle (%2). It may have been charged.")
                     .arg(where, why));
}

Fault faultOfRefusal(const std::string &host)
{
    return fault(FaultKind::Busy, Remedy::Retry, false,
                 words("%1 takes no more requests on its connections now.").arg(toQString(host)));
}

Fault faultOfStatus(const ReplyHeaders &headers,
                    const Dialect::ServerError &error,
                    const std::string &host,
                    std::int64_t now)
{
    const StatusMeaning meaning = meaningOf(headers.status(), error);
    QString message = words(meaning.words).arg(toQString(host)).arg(headers.status());
    const QString said = phrase(error.message);
    message += said.isEmpty() ? QStringLiteral(".") : QStringLiteral(": %1.").arg(said);
    Fault made = fault(meaning.kind, meaning.remedy, false, message);
    made.status = headers.status();
    if (meaning.remedy == Remedy::Retry)
        made.retryAfter = headers.retryAfter(now);
    return made;
}

Fault faultOfType(const ReplyHeaders &headers,
                  std::string_view wanted,
                  std::string_view body,
                  const std::string &host)
{
    const std::string type = headers.contentType();
    QString message =
        words("%1 sent %2 instead of %3")
            .arg(toQString(host), type.empty() ? words("no content type") : toQString(type),
                 toQString(wanted));
    const QString said = phrase(headOf(body, FirstWords));
    message += said.isEmpty() ? QStringLiteral(".") : QStringLiteral(": %1.").arg(said);
    message += words(" See whether its address is right.");
    // A page is some proxy's; JSON may be a model's answer in another form.
    Fault made = fault(FaultKind::NotAReply, Remedy::Fail, type == "application/json", message);
    made.status = headers.status();
    return made;
}

Fault faultOfStall(const std::string &host,
                   std::chrono::milliseconds silence,
                   const Progressed &progressed)
{
    const double seconds = static_cast<double>(silence.count()) / 1000;
    return fault(FaultKind::Stalled, progressed.left ? Remedy::Fail : Remedy::Retry,
                 progressed.left,
                 words("Nothing came from %1 for %2 seconds. The request was given up and "
                       "may have been charged.")
                     .arg(toQString(host))
                     .arg(seconds));
}

Fault faultOfLength(const std::string &host, std::int64_t mostBytes)
{
    return fault(FaultKind::TooLong, Remedy::Fail, true,
                 words("The reply of %1 is longer than %2 MB and was given up.")
                     .arg(toQString(host))
                     .arg(static_cast<double>(mostBytes) / (1024 * 1024)));
}

Fault faultOfRedirect(const std::string &host, int status, const std::string &location)
{
    // All at once: a location's own %2 is no place for another argument.
    Fault made = fault(FaultKind::Redirected, Remedy::StopAll, false,
                       words("%1 sends requests on to %2 (%3), which would get the key. If that is "
                             "right, make it the teacher's address.")
                           .arg(toQString(host), toQString(location), QString::number(status)));
    made.status = status;
    return made;
}

Fault faultOfCancel(const std::string &host, const Progressed &progressed)
{
    return fault(FaultKind::Cancelled, Remedy::Fail, progressed.left,
                 words("The request to %1 was cancelled.").arg(toQString(host)));
}

} // namespace touchstone
