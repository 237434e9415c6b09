// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "teacherserver.h"

#include "serverconnection.h"

#include <QEventLoop>
#include <QFile>
#include <QSemaphore>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QThread>

#include <algorithm>
#include <mutex>

namespace touchstone::test {

namespace {

/// Clients come by the hundred.
constexpr int Waiting = 1024;

QSslConfiguration configurationOf(const TeacherServer::Tls &tls)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(tls.certificate));
    QFile key(tls.key);
    if (key.open(QIODevice::ReadOnly))
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return configuration;
}

class Listener final : public QTcpServer
{
public:
    Listener(const TeacherServer::Tls &tls, ServerConnection::Answer answer)
        : m_isSecure(!tls.certificate.isEmpty())
        , m_answer(std::move(answer))
    {
        if (m_isSecure)
            m_configuration = configurationOf(tls);
        setListenBacklogSize(Waiting);
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        QTcpSocket *socket = nullptr;
        if (m_isSecure) {
            auto *secure = new QSslSocket(this);
            secure->setSslConfiguration(m_configuration);
            socket = secure;
        } else {
            socket = new QTcpSocket(this);
        }
        socket->setSocketDescriptor(descriptor);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        new ServerConnection(socket, ++m_connections, m_answer);
        if (m_isSecure)
            static_cast<QSslSocket *>(socket)->startServerEncryption();
    }

private:
    bool m_isSecure;
    QSslConfiguration m_configuration;
    ServerConnection::Answer m_answer;
    int m_connections = 0;
};

} // namespace

struct TeacherServer::Private
{
    void start(Answer answer, const Tls &tls, quint16 wanted);
    void serve(const Answer &answer, const Tls &tls, quint16 wanted);
    ServerReply noteAndAnswer(const Answer &answer, ServerRequest request);

    std::unique_ptr<QThread> thread;
    QSemaphore ready;
    QEventLoop *loop = nullptr; ///< lives on the thread
    quint16 port = 0;
    bool isSecure = false;
    mutable std::mutex mutex;
    std::vector<ServerRequest> requests; ///< guarded by `mutex`
};

void TeacherServer::Private::start(Answer answer, const Tls &tls, quint16 wanted)
{
    isSecure = !tls.certificate.isEmpty();
    thread.reset(QThread::create(
        [this, answer = std::move(answer), tls, wanted] { serve(answer, tls, wanted); }));
    thread->start();
    ready.acquire();
}

void TeacherServer::Private::serve(const Answer &answer, const Tls &tls, quint16 wanted)
{
    QEventLoop events;
    loop = &events;
    Listener listener(tls, [this, &answer](ServerRequest request) {
        return noteAndAnswer(answer, std::move(request));
    });
    if (listener.listen(QHostAddress::LocalHost, wanted))
        port = listener.serverPort();
    ready.release();
    events.exec();
}

ServerReply TeacherServer::Private::noteAndAnswer(const Answer &answer, ServerRequest request)
{
    {
        const std::lock_guard lock(mutex);
        request.number = static_cast<int>(requests.size()) + 1;
        requests.push_back(request);
    }
    return answer(request);
}

TeacherServer::TeacherServer(Answer answer, quint16 port)
    : d(std::make_unique<Private>())
{
    d->start(std::move(answer), {}, port);
}

TeacherServer::TeacherServer(Answer answer, const Tls &tls)
    : d(std::make_unique<Private>())
{
    d->start(std::move(answer), tls, 0);
}

TeacherServer::~TeacherServer()
{
    QMetaObject::invokeMethod(
        d->loop, [loop = d->loop] { loop->quit(); }, Qt::QueuedConnection);
    d->thread->wait();
}

quint16 TeacherServer::port() const
{
    return d->port;
}

std::string TeacherServer::address() const
{
    return (d->isSecure ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(d->port);
}

std::vector<ServerRequest> TeacherServer::requests() const
{
    const std::lock_guard lock(d->mutex);
    return d->requests;
}

int TeacherServer::asked(std::string_view text) const
{
    const std::lock_guard lock(d->mutex);
    const auto has = [text](const ServerRequest &request) {
        return request.body.find(text) != std::string::npos
               || std::any_of(request.headers.begin(), request.headers.end(),
                              [text](const auto &header) {
                                  return header.second.find(text) != std::string::npos;
                              });
    };
    return static_cast<int>(std::count_if(d->requests.begin(), d->requests.end(), has));
}

} // namespace touchstone::test
