// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace touchstone::test {

/// A request as it came.
struct ServerRequest
{
    std::string method;
    std::string path;
    std::map<std::string, std::string> headers; ///< by names in lower case
    std::string body;
    int number = 0;     ///< of all requests, from 1
    int connection = 0; ///< which one it came on, from 1
};

/// What a server does with a request, well or badly.
struct ServerReply
{
    enum class End {
        Whole, ///< as it should
        Cut,   ///< the connection is closed where more was promised
        Reset, ///< the same by RST
        Stall, ///< nothing more ever comes
    };

    int status = 200;
    std::string contentType = "text/event-stream"; ///< empty: none is said
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::vector<std::string> pieces = {}; ///< of the body, each written on its own
    End end = End::Whole;
    bool hasHead = true;                ///< false: it ends before anything is said
    std::chrono::milliseconds delay{0}; ///< before each piece
};

/// A server on loopback that does what it is told, on a thread of its own. It keeps connections
/// and knows enough of HTTP/1.1 for a client that does, too.
class TeacherServer final
{
public:
    /// Called on the server's thread for each request.
    using Answer = std::function<ServerReply(const ServerRequest &)>;
    /// PEM files by which it speaks TLS.
    struct Tls
    {
        QString certificate;
        QString key;
    };

    /// Listens when it is constructed; `port` 0: any that is free.
    explicit TeacherServer(Answer answer, quint16 port = 0);
    TeacherServer(Answer answer, const Tls &tls);
    ~TeacherServer();
    TeacherServer(const TeacherServer &) = delete;
    TeacherServer &operator=(const TeacherServer &) = delete;

    /// 0: it could not listen.
    [[nodiscard]] quint16 port() const;
    /// "http://127.0.0.1:PORT"
    [[nodiscard]] std::string address() const;
    /// All that came so far, in order.
    [[nodiscard]] std::vector<ServerRequest> requests() const;
    /// How many requests have `text` in their body or a header.
    [[nodiscard]] int asked(std::string_view text) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace touchstone::test
