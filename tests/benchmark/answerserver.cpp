// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "answerserver.h"

#include "setting.h"

#include <QCoreApplication>
#include <QProcess>

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace touchstone::benchmark {

namespace {

using std::chrono::milliseconds;

constexpr const char *Asked = "--answer-at-once";
constexpr int Waiting = 1024;
/// Of those that are paced, each tick one of so many parts gets a token.
constexpr milliseconds Tick{1};
constexpr int PacedParts = 1000 / PacedTokensPerSecond;

std::string eventOf(const char *member, const std::string &text)
{
    return "data: "
           "{\"id\":\"chatcmpl-8f2a7c91d4e5\",\"object\":\"chat.completion.chunk\",\"created\":"
           "1795953600,\"model\":\"test-teacher\",\"system_fingerprint\":\"fp_1\",\"choices\":[{"
           "\"index\":"
           "0,\"delta\":{\""
           + std::string(member) + "\":\"" + text
           + "\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n";
}

std::string wholeReply()
{
    std::string body;
    for (int token = 0; token < TokensOfAnswer; ++token)
        body += eventOf(token < TokensOfAnswer * 3 / 4 ? "reasoning_content" : "content", " token");
    body +=
        "data: {\"id\":\"chatcmpl-8f2a7c91d4e5\",\"choices\":[{\"index\":0,\"delta\":{},"
        "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":200,"
        "\"total_tokens\":212}}\n\ndata: [DONE]\n\n";
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
           + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string stuckReply()
{
    const std::string body = eventOf("content", " token");
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 1000000\r\n\r\n"
           + body;
}

/// What of a reply the system has not taken yet, and of a request has not come.
struct Connection
{
    std::string read;
    std::string_view toWrite;
    std::string_view later; ///< token by token, of one that is asked at /paced
};

/// The length of the first request in `read`; 0: it is not whole.
std::size_t lengthOfRequest(const std::string &read)
{
    const std::size_t head = read.find("\r\n\r\n");
    if (head == std::string::npos)
        return 0;
    const std::size_t name = read.find("Content-Length: ");
    const std::size_t body = name < head ? std::strtoul(read.c_str() + name + 16, nullptr, 10) : 0;
    return read.size() >= head + 4 + body ? head + 4 + body : 0;
}

class Loop final
{
public:
    explicit Loop(int listener)
        : m_listener(listener)
        , m_poll(epoll_create1(0))
        , m_whole(wholeReply())
        , m_stuck(stuckReply())
    {
        watch(listener, EPOLLIN);
    }

    void run()
    {
        epoll_event events[256];
        for (;;) {
            const int wait = m_paced.empty() ? -1 : static_cast<int>(Tick.count());
            const int count = epoll_wait(m_poll, events, std::ssize(events), wait);
            for (int index = 0; index < count; ++index) {
                const int descriptor = events[index].data.fd;
                if (descriptor == m_listener)
                    accept();
                else if (!serve(descriptor))
                    drop(descriptor);
            }
            pace();
        }
    }

private:
    void watch(int descriptor, std::uint32_t events) const
    {
        epoll_event event{};
        event.events = events;
        event.data.fd = descriptor;
        epoll_ctl(m_poll, EPOLL_CTL_ADD, descriptor, &event);
    }

    void accept()
    {
        const int descriptor = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK);
        if (descriptor < 0)
            return;
        const int on = 1;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_connections[descriptor] = {};
        // Told once for each change: a full socket is written to when it has room again.
        watch(descriptor, EPOLLIN | EPOLLOUT | EPOLLET);
    }

    void drop(int descriptor)
    {
        std::erase(m_paced, descriptor);
        close(descriptor);
        m_connections.erase(descriptor);
    }

    bool serve(int descriptor)
    {
        Connection &connection = m_connections[descriptor];
        char bytes[16 * 1024];
        for (;;) {
            const ssize_t count = recv(descriptor, bytes, sizeof bytes, 0);
            if (count == 0)
                return false;
            if (count < 0)
                break;
            connection.read.append(bytes, static_cast<std::size_t>(count));
        }
        while (write(descriptor, connection)) {
            const std::size_t length = lengthOfRequest(connection.read);
            if (length == 0)
                return true;
            connection.toWrite = connection.read.starts_with("POST /stuck") ? m_stuck : m_whole;
            if (connection.read.starts_with("POST /paced")) {
                connection.later = std::exchange(connection.toWrite, {});
                m_paced.push_back(descriptor);
            }
            connection.read.erase(0, length);
        }
        return true;
    }

    void pace()
    {
        const auto now = std::chrono::steady_clock::now();
        if (m_paced.empty() || now < m_nextTick)
            return;
        m_nextTick = std::max(m_nextTick + Tick, now - Tick);
        m_part = (m_part + 1) % PacedParts;
        std::erase_if(m_paced, [this](int descriptor) {
            return descriptor % PacedParts == m_part && !writeToken(descriptor);
        });
    }

    /// Whether there are more.
    bool writeToken(int descriptor)
    {
        Connection &connection = m_connections[descriptor];
        const std::size_t end = connection.later.find("\n\n") + 2;
        connection.toWrite = connection.later.substr(0, end);
        connection.later.remove_prefix(end);
        write(descriptor, connection);
        return !connection.later.empty();
    }

    /// Whether all is written.
    static bool write(int descriptor, Connection &connection)
    {
        while (!connection.toWrite.empty()) {
            const ssize_t count = send(descriptor, connection.toWrite.data(),
                                       connection.toWrite.size(), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            connection.toWrite.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    int m_listener;
    int m_poll;
    std::string m_whole;
    std::string m_stuck;
    std::unordered_map<int, Connection> m_connections;
    std::vector<int> m_paced;
    std::chrono::steady_clock::time_point m_nextTick{};
    int m_part = 0;
};

} // namespace

AnswerServer::AnswerServer() = default;

AnswerServer::~AnswerServer()
{
    if (m_process) {
        m_process->kill();
        m_process->waitForFinished();
    }
}

Result<> AnswerServer::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->start(QCoreApplication::applicationFilePath(), {QString::fromUtf8(Asked)});
    while (!m_process->canReadLine()) {
        if (!m_process->waitForReadyRead())
            return Error{Error::Code::Io, QStringLiteral("The server does not listen.")};
    }
    m_address = m_process->readLine().trimmed().toStdString();
    return {};
}

std::optional<int> runAnswerServer(int argc, char *argv[])
{
    if (argc < 2 || std::string_view(argv[1]) != Asked)
        return std::nullopt;
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *anyAddress = reinterpret_cast<sockaddr *>(&address);
    if (bind(listener, anyAddress, size) != 0 || listen(listener, Waiting) != 0
        || getsockname(listener, anyAddress, &size) != 0)
        return 1;
    std::printf("http://127.0.0.1:%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    Loop(listener).run();
    return 0;
}

} // namespace touchstone::benchmark
