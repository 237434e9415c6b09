// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "asked.h"

#include <QTest>

using namespace touchstone;
using namespace touchstone::test;

namespace {

const TeacherServer::Tls OurTls = {ownData(QStringLiteral("tls/server.pem")),
                                   ownData(QStringLiteral("tls/server.key"))};

ClientLimits trusting()
{
    ClientLimits limits;
    limits.caFile = ownData(QStringLiteral("tls/ca.pem")).toStdString();
    return limits;
}

/// A variable of the environment, for as long as it lives.
class Variable final
{
public:
    Variable(const char *name, const std::string &value)
        : m_name(name)
    {
        qputenv(name, QByteArray::fromStdString(value));
    }
    ~Variable() { qunsetenv(m_name); }
    Q_DISABLE_COPY_MOVE(Variable)

private:
    const char *m_name;
};

} // namespace

class NetworkTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (const char *name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                 "ALL_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE"})
            qunsetenv(name);
    }

    void aServerThatIsVouchedForIsAsked()
    {
        TeacherServer server(&usual, OurTls);
        QVERIFY(server.address().starts_with("https://"));
        VERIFY_NO_FAULT(askedOf(server, trusting()));
        QCOMPARE(std::ssize(server.requests()), 1);
    }

    void theVouchersMayStandInTheEnvironment()
    {
        TeacherServer server(&usual, OurTls);
        const Variable file("SSL_CERT_FILE", trusting().caFile);
        VERIFY_NO_FAULT(askedOf(server));
    }

    void manyStreamsRunOverTls()
    {
        constexpr int Streams = 32;
        TeacherServer server(&usual, OurTls);
        ClientLimits limits = trusting();
        limits.streams = Streams;
        TeacherClient client(teacherAt(server.address()), Secret(PlantedKey), limits);
        for (int id = 0; id < Streams; ++id)
            VERIFY_RESULT(client.start(id, question("a")));
        std::vector<TeacherClient::Ended> ended;
        while (std::ssize(ended) < Streams)
            client.poll(Ample, ended);
        for (const auto &end : ended)
            VERIFY_NO_FAULT(end);
    }

    void aStrangerGetsNothing_data()
    {
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<QString>("host");
        QTest::newRow("whom nobody vouches for") << false << QStringLiteral("127.0.0.1");
        QTest::newRow("under another name") << true << QStringLiteral("localhost");
    }
    void aStrangerGetsNothing()
    {
        QFETCH(const bool, isTrusted);
        QFETCH(const QString, host);
        TeacherServer server(&usual, OurTls);
        const std::string base =
            "https://" + host.toStdString() + ":" + std::to_string(server.port());
        const auto end = askedOf(teacherAt(base), isTrusted ? trusting() : ClientLimits());
        QVERIFY(end.fault.has_value());
        QCOMPARE(end.fault->kind, FaultKind::Tls);
        QCOMPARE(end.fault->remedy, Remedy::StopAll);
        QVERIFY(!end.fault->mayBeCharged);
        QVERIFY(server.requests().empty());
    }

    void aServerWithoutTlsGetsNothing()
    {
        TeacherServer server(&usual);
        ClientLimits limits = trusting();
        limits.connect = std::chrono::milliseconds(200);
        const std::string base = "https://127.0.0.1:" + std::to_string(server.port());
        const auto end = askedOf(teacherAt(base), limits);
        QVERIFY(end.fault.has_value());
        QCOMPARE(end.fault->kind, FaultKind::Unreachable);
        QVERIFY(!end.fault->mayBeCharged);
        QCOMPARE(server.asked(PlantedKey), 0);
    }

    void aProxyOfTheEnvironmentIsUsed()
    {
        TeacherServer proxy(&usual);
        const Variable variable("http_proxy", proxy.address());
        VERIFY_NO_FAULT(askedOf(teacherAt("http://teacher.invalid/v1")));
        QCOMPARE(proxy.requests().front().path,
                 std::string("http://teacher.invalid/v1/chat/completions"));
    }

    void whatTheEnvironmentExceptsGoesThereItself()
    {
        TeacherServer proxy(&usual);
        TeacherServer server(&usual);
        const Variable variable("http_proxy", proxy.address());
        const Variable exception("NO_PROXY", "127.0.0.1");
        VERIFY_NO_FAULT(askedOf(server));
        QVERIFY(proxy.requests().empty());
    }

    void aProxyThatRefusesATunnelNeverSeesTheKey()
    {
        TeacherServer proxy(
            [](const ServerRequest &) { return errorReply(403, "No tunnels here.", "", ""); });
        const Variable variable("https_proxy", proxy.address());
        const auto end = askedOf(teacherAt("https://teacher.invalid/v1"));
        QVERIFY(end.fault.has_value());
        QCOMPARE(end.fault->kind, FaultKind::Unreachable);
        QVERIFY(!end.fault->mayBeCharged);
        QCOMPARE(proxy.requests().front().method, std::string("CONNECT"));
        QCOMPARE(proxy.asked(PlantedKey), 0);
    }
};

QTEST_GUILESS_MAIN(NetworkTest)
#include "network_test.moc"
