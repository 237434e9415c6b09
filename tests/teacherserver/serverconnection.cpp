// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "serverconnection.h"

#include <base/text.h>

#include <QTcpSocket>
#include <QTimer>

#include <charconv>
#include <sys/socket.h>

namespace touchstone::test {

namespace {

constexpr std::string_view LineEnd = "\r\n";

std::string lowered(std::string_view text)
{
    return toQString(text).toLower().toStdString();
}

/// The head of a request, its last empty line left out.
ServerRequest requestOf(std::string_view head)
{
    ServerRequest request;
    const auto takeLine = [&head] {
        const std::size_t end = head.find(LineEnd);
        const std::string_view line = head.substr(0, end);
        head = end == std::string_view::npos ? std::string_view{} : head.substr(end + 2);
        return line;
    };
    const std::string_view first = takeLine();
    const std::size_t space = first.find(' ');
    request.method = first.substr(0, space);
    request.path = first.substr(space + 1, first.rfind(' ') - space - 1);
    while (!head.empty()) {
        const std::string_view line = takeLine();
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos)
            request.headers[lowered(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
    }
    return request;
}

std::size_t lengthOf(const ServerRequest &request)
{
    const auto found = request.headers.find("content-length");
    std::size_t length = 0;
    if (found != request.headers.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), length);
    return length;
}

std::string headOf(const ServerReply &reply)
{
    std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " Said\r\n";
    if (!reply.contentType.empty())
        head += "Content-Type: " + reply.contentType + "\r\n";
    for (const auto &[name, value] : reply.headers)
        head += name + ": " + value + "\r\n";
    return head + "Transfer-Encoding: chunked\r\n\r\n";
}

std::string chunkOf(std::string_view piece)
{
    char size[16];
    const auto end = std::to_chars(size, size + sizeof size, piece.size(), 16).ptr;
    return std::string(size, end) + "\r\n" + std::string(piece) + "\r\n";
}

} // namespace

ServerConnection::ServerConnection(QTcpSocket *socket, int number, const Answer &answer)
    : QObject(socket)
    , m_socket(socket)
    , m_number(number)
    , m_answer(answer)
{
    connect(socket, &QTcpSocket::readyRead, this, [this] { read(); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
}

void ServerConnection::read()
{
    m_read += m_socket->readAll().toStdString();
    if (m_reply)
        return;
    if (auto request = takeRequest())
        begin(m_answer(*std::move(request)));
}

std::optional<ServerRequest> ServerConnection::takeRequest()
{
    const std::size_t head = m_read.find("\r\n\r\n");
    if (head == std::string::npos)
        return std::nullopt;
    ServerRequest request = requestOf(std::string_view(m_read).substr(0, head));
    const std::size_t length = lengthOf(request);
    if (m_read.size() < head + 4 + length)
        return std::nullopt;
    request.body = m_read.substr(head + 4, length);
    request.connection = m_number;
    m_read.erase(0, head + 4 + length);
    return request;
}

void ServerConnection::begin(ServerReply reply)
{
    m_reply = std::move(reply);
    m_written = 0;
    if (m_reply->hasHead)
        m_socket->write(QByteArray::fromStdString(headOf(*m_reply)));
    writeNext();
}

void ServerConnection::writeNext()
{
    if (m_written == m_reply->pieces.size()) {
        end();
        return;
    }
    const auto writeOne = [this] {
        m_socket->write(QByteArray::fromStdString(chunkOf(m_reply->pieces[m_written++])));
        // Handed to the system at once, so that pieces arrive as such.
        m_socket->flush();
        writeNext();
    };
    if (m_reply->delay.count() > 0)
        QTimer::singleShot(m_reply->delay, this, writeOne);
    else
        writeOne();
}

void ServerConnection::end()
{
    switch (m_reply->end) {
    case ServerReply::End::Whole:
        m_socket->write("0\r\n\r\n");
        m_socket->flush();
        m_reply.reset();
        // A next request may have come already.
        QTimer::singleShot(0, this, [this] { read(); });
        return;
    case ServerReply::End::Cut:
        m_socket->disconnectFromHost();
        return;
    case ServerReply::End::Reset: {
        const linger atOnce{1, 0};
        setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                   sizeof atOnce);
        m_socket->abort();
        return;
    }
    case ServerReply::End::Stall:
        return;
    }
}

} // namespace touchstone::test
