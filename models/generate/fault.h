// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

#include <chrono>
#include <optional>
#include <string>

namespace touchstone {

/// Why a request did not end well.
enum class FaultKind {
    Unreachable,  ///< no such host, refused, no way there: nothing left
    Tls,          ///< the server could not prove who it is
    Reset,        ///< the connection ended before a reply began
    Stalled,      ///< nothing came for too long
    Cut,          ///< the reply ended in its middle
    Redirected,   ///< to another host, which would get the key
    BadRequest,   ///< 400, 404, 413, 422…: asking again gives the same
    Unauthorised, ///< 401
    NoFunds,      ///< 402, or 429 with insufficient_quota
    Forbidden,    ///< 403
    RateLimited,  ///< 429
    Busy,         ///< 408, 409, 5xx
    ServerSaid,   ///< an error within a reply that began well
    NotAReply,    ///< another content type, or JSON that is none
    TooLong,      ///< more bytes than a reply may have
    Cancelled,    ///< by a person here
};

/// What is to be done about it.
enum class Remedy {
    Retry,   ///< the same request again, later; never where it may have been charged
    Fail,    ///< this request is over; others may go on
    StopAll, ///< others would fare alike: the job ends
};

/// What went wrong with one request. Never holds a key.
struct Fault
{
    FaultKind kind = FaultKind::Unreachable;
    Remedy remedy = Remedy::Fail;
    bool mayBeCharged = false; ///< the server may have worked for it
    int status = 0;            ///< of HTTP; 0: no reply began
    QString message;           ///< for people: what, where, the provider's own words, what to do
    std::optional<std::chrono::milliseconds> retryAfter; ///< as the server wants it

    bool operator==(const Fault &) const = default;
};

} // namespace touchstone
