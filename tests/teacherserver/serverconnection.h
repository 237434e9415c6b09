// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "teacherserver.h"

#include <QObject>

#include <optional>

class QTcpSocket;

namespace touchstone::test {

/// One connection of a TeacherServer: reads request after request and writes what is to be
/// answered. Goes with its socket, on whose thread it lives.
class ServerConnection final : public QObject
{
public:
    using Answer = std::function<ServerReply(ServerRequest)>;

    ServerConnection(QTcpSocket *socket, int number, const Answer &answer);

private:
    void read();
    std::optional<ServerRequest> takeRequest();
    void begin(ServerReply reply);
    void writeNext();
    void end();

    QTcpSocket *m_socket;
    int m_number;
    const Answer &m_answer;
    std::string m_read;
    std::optional<ServerReply> m_reply; ///< the one that is being written
    std::size_t m_written = 0;          ///< of its pieces
};

} // namespace touchstone::test
