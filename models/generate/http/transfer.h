// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "faults.h"
#include "site.h"
#include "streamwords.h"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

using CURL = void;

namespace touchstone {

/// What went over the line, as it went: with the key.
struct Recording
{
    std::string sent;
    std::string received; ///< at most MostRecorded bytes of the body
};
constexpr std::size_t MostRecorded = 80 * 1024;

/// One request on its way, and the handle of libcurl that is used for one after another.
class Transfer final
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Both outlive it.
    Transfer(const Site &site, StreamWords &streams);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    /// `recording`, where there is one, gets a copy and outlives the transfer.
    void begin(std::int64_t id, HttpRequest request, Recording *recording, Time now);
    /// Where the reply sends the request on to the same server: has it go there, and is true.
    bool redirect(Time now);
    /// The reply is over with libcurl's `code` (a CURLcode).
    TeacherClient::Ended finish(int code, std::int64_t now);
    TeacherClient::Ended cancelled();
    TeacherClient::Ended stalled(std::int64_t now);

    [[nodiscard]] CURL *handle() const { return m_handle; }
    [[nodiscard]] std::int64_t id() const { return m_id; }
    [[nodiscard]] const ChatReply &reply() const { return m_request.reader->reply(); }
    [[nodiscard]] const ReplyHeaders &headers() const { return m_headers; }
    [[nodiscard]] Time begun() const { return m_begun; }
    /// Since when nothing came, while it is the server's turn.
    [[nodiscard]] std::optional<Time> silentSince() const;
    /// Whether bytes of it were handed to the system.
    [[nodiscard]] bool hasLeft() const { return progressed().left; }
    /// Whether it is one of the streams that share a connection: HTTP/2.
    [[nodiscard]] bool sharesConnection() const { return m_place.stream.has_value(); }

private:
    static std::size_t onHeader(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t onBody(char *bytes, std::size_t size, std::size_t count, void *self);
    static int onRequest(void *self, char *, char *, int, int);
    static int onTrace(CURL *, int kind, char *bytes, std::size_t size, void *self);

    void setUp();
    void aim(const std::string &url);
    void forget();
    bool take(std::string_view bytes);
    bool mayLeave();
    [[nodiscard]] long sizeSent() const;
    [[nodiscard]] bool isGood() const;
    [[nodiscard]] bool isOfType() const;
    [[nodiscard]] Progressed progressed() const;
    [[nodiscard]] std::optional<Fault> faultOf(int code, std::int64_t now);
    TeacherClient::Ended ended(std::optional<Fault> fault) const;

    const Site &m_site;
    StreamWords &m_streams;
    CURL *m_handle;
    std::int64_t m_id = 0;
    HttpRequest m_request;
    Recording *m_recording = nullptr;
    ReplyHeaders m_headers;
    std::string m_body; ///< the beginning of what is no reply
    std::int64_t m_bytes = 0;
    std::optional<Fault> m_fault;     ///< found within the reply
    std::optional<long> m_sizeBefore; ///< sent for the connection, when the request began to leave
    StreamPlace m_place;
    bool m_isUnseen = false;  ///< the server did not look at it
    bool m_leftAgain = false; ///< after that
    int m_redirects = 0;
    Time m_begun;
    Time m_lastByte;
    std::array<char, 256> m_words{}; ///< libcurl's own
};

} // namespace touchstone
