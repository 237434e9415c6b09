// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <base/text.h>
#include <generate/client.h>

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <map>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

constexpr int StartMs = 30'000;
constexpr auto Ample = std::chrono::milliseconds(60'000);
/// Streams that the server takes at once on a connection.
constexpr int StreamsOfConnection = 100;

/// http2server.mjs, and what it told.
class Http2Server final
{
public:
    /// Empty, or why it does not run.
    QString start()
    {
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
        if (node.isEmpty())
            return QStringLiteral("node is not installed; it runs the server that is asked here");
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(node, {QStringLiteral(TOUCHSTONE_SOURCE_DIR "/tests/peer/http2server.mjs"),
                               ownData(QStringLiteral("tls/server.pem")),
                               ownData(QStringLiteral("tls/server.key")),
                               QString::number(StreamsOfConnection)});
        while (!has("listening") && m_process.waitForReadyRead(StartMs))
            read();
        if (!has("listening"))
            return QStringLiteral("the server did not start: ")
                   + QString::fromUtf8(m_process.readAllStandardError());
        m_base = "https://127.0.0.1:" + std::to_string(m_told.back().value("port", 0)) + "/v1";
        return {};
    }
    ~Http2Server()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(StartMs))
            m_process.kill();
    }

    const std::string &base() const { return m_base; }
    /// Forgets what it told so far.
    void forget()
    {
        read();
        m_told.clear();
    }
    /// Waits until it told `count` events of this kind, and gives them.
    std::vector<Json> told(const char *event, int count)
    {
        read();
        while (std::ssize(all(event)) < count && m_process.waitForReadyRead(StartMs))
            read();
        return all(event);
    }
    int asked(const std::string &text)
    {
        read();
        int times = 0;
        for (const Json &one : all("asked"))
            times += one.value("text", "") == text ? 1 : 0;
        return times;
    }

private:
    bool has(const char *event) const { return !all(event).empty(); }
    std::vector<Json> all(const char *event) const
    {
        std::vector<Json> found;
        for (const Json &one : m_told) {
            if (one.value("event", "") == event)
                found.push_back(one);
        }
        return found;
    }
    void read()
    {
        m_process.waitForReadyRead(0);
        while (m_process.canReadLine()) {
            if (auto told = parseJson(m_process.readLine().toStdString()))
                m_told.push_back(*std::move(told));
        }
    }

    QProcess m_process;
    std::string m_base;
    std::vector<Json> m_told;
};

TeacherProfile teacherAt(const std::string &base)
{
    TeacherProfile teacher;
    teacher.name = "http2";
    teacher.base = base;
    teacher.reasoning = {"reasoning_content"};
    return teacher;
}

ClientLimits limits(int streams = 16)
{
    ClientLimits made;
    made.streams = streams;
    made.caFile = ownData(QStringLiteral("tls/ca.pem")).toStdString();
    return made;
}

ChatRequest question(const std::string &text)
{
    ChatRequest request;
    request.model = "test-teacher";
    request.messages = {{"user", text}};
    return request;
}

std::string answerTo(const std::string &text)
{
    std::string answer;
    for (int number = 0; number < 40; ++number) {
        for (int time = 0; time < 10; ++time)
            answer += text + " ✓ " + std::to_string(number) + ". ";
    }
    return answer;
}

bool isWhole(const TeacherClient::Ended &end, const std::string &text)
{
    return !end.fault && end.reply.reasoning == "Asked: " + text
           && end.reply.answer == answerTo(text) && end.reply.finishReason == "stop";
}

using Ends = std::map<std::int64_t, TeacherClient::Ended>;

/// Asks all at once, each under its index, and waits for their ends.
Ends askedAll(TeacherClient &client, const std::vector<std::string> &texts)
{
    Ends ends;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        if (!client.start(static_cast<std::int64_t>(index), question(texts[index])))
            return ends;
    }
    std::vector<TeacherClient::Ended> ended;
    while (ends.size() < texts.size()) {
        client.poll(Ample, ended);
        for (TeacherClient::Ended &end : ended)
            ends.emplace(end.id, std::move(end));
        ended.clear();
    }
    return ends;
}

std::vector<std::string> numbered(const std::string &text, int count)
{
    std::vector<std::string> texts;
    for (int number = 0; number < count; ++number)
        texts.push_back(text + " " + std::to_string(number));
    return texts;
}

QString wordsOf(const TeacherClient::Ended &end)
{
    return end.fault ? end.fault->message : QStringLiteral("a reply, whole or not");
}

} // namespace

/// The client against a server that speaks HTTP/2 over TLS, node's.
class Http2Test final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString why = m_server.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void init() { m_server.forget(); }

    void manyStreamsShareFewConnections_data()
    {
        QTest::addColumn<int>("streams");
        QTest::addColumn<int>("connections");
        QTest::newRow("as many as fit one") << 96 << 1;
        QTest::newRow("more than fit one") << 256 << 3;
    }
    void manyStreamsShareFewConnections()
    {
        QFETCH(const int, streams);
        QFETCH(const int, connections);
        const auto texts = numbered("whole", streams);
        TeacherClient client(teacherAt(m_server.base()), Secret("sk-none"), limits(streams));
        for (int round = 0; round < 2; ++round) {
            const Ends ends = askedAll(client, texts);
            QCOMPARE(std::ssize(ends), streams);
            for (int id = 0; id < streams; ++id)
                QVERIFY2(isWhole(ends.at(id), texts[static_cast<std::size_t>(id)]),
                         qPrintable(wordsOf(ends.at(id))));
        }
        QCOMPARE(std::ssize(m_server.told("asked", 2 * streams)), 2 * streams);
        const auto sessions = m_server.told("session", 1);
        QVERIFY2(std::ssize(sessions) <= connections, qPrintable(QString::number(sessions.size())));
        for (const Json &session : sessions)
            QCOMPARE(session.value("protocol", ""), std::string("h2"));
    }

    void aStreamThatIsRefusedOnceIsAskedAgainAtOnce()
    {
        const auto end = endOf("refuseOnce a", false);
        QVERIFY2(isWhole(end, "refuseOnce a"), qPrintable(wordsOf(end)));
        QCOMPARE(m_server.asked("refuseOnce a"), 2);
    }

    void aStreamThatIsRefusedTwiceMayBeAskedLater()
    {
        const auto end = endOf("refuse a", false);
        QVERIFY(end.fault);
        QCOMPARE(end.fault->kind, FaultKind::Busy);
        QCOMPARE(end.fault->remedy, Remedy::Retry);
        QVERIFY(!end.fault->mayBeCharged);
        QCOMPARE(m_server.asked("refuse a"), 2);
    }

    /// libcurl does not tell a stream that is refused on a connection that served before from a
    /// connection that broke: then it is for the ledger to ask.
    void aStreamThatIsRefusedOnAUsedConnectionIsUnknown()
    {
        const auto end = endOf("refuse b", true);
        QVERIFY(end.fault);
        QVERIFY(end.fault->mayBeCharged);
        QCOMPARE(end.fault->remedy, Remedy::Fail);
        QCOMPARE(m_server.asked("refuse b"), 1);
    }

    void whatMayHaveBeenChargedIsNotAskedAgain_data()
    {
        QTest::addColumn<bool>("isUsed");
        QTest::addColumn<QString>("what");
        QTest::addColumn<FaultKind>("kind");
        for (const bool isUsed : {false, true}) {
            const char *where = isUsed ? "used" : "new";
            for (const char *what : {"reset", "vanish", "garble", "hangUp", "breakOff"})
                QTest::addRow("%s, %s connection", what, where)
                    << isUsed << QString::fromUtf8(what) << FaultKind::Reset;
            for (const char *what : {"resetInside", "cut"})
                QTest::addRow("%s, %s connection", what, where)
                    << isUsed << QString::fromUtf8(what) << FaultKind::Cut;
        }
    }
    void whatMayHaveBeenChargedIsNotAskedAgain()
    {
        QFETCH(const QString, what);
        QFETCH(const FaultKind, kind);
        QFETCH(const bool, isUsed);
        const std::string text = what.toStdString() + " x";
        const auto end = endOf(text, isUsed);
        QVERIFY2(end.fault, "no fault");
        QVERIFY2(end.fault->mayBeCharged, qPrintable(end.fault->message));
        QCOMPARE(end.fault->remedy, Remedy::Fail);
        QCOMPARE(end.fault->kind, kind);
        if (kind == FaultKind::Cut)
            QCOMPARE(end.reply.reasoning, text);
        QCOMPARE(m_server.asked(text), 1);
    }

    void aConnectionThatBreaksLeavesNoneOfItsStreamsToBeAskedAgain_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"vanish", "garble", "hangUp", "breakOff"})
            QTest::newRow(how) << QString::fromUtf8(how);
    }
    void aConnectionThatBreaksLeavesNoneOfItsStreamsToBeAskedAgain()
    {
        QFETCH(const QString, how);
        auto texts = numbered("silent for " + how.toStdString(), 31);
        texts.push_back(how.toStdString() + " with others");
        TeacherClient client(teacherAt(m_server.base()), Secret("sk-none"), limits(32));
        QVERIFY(isWhole(askedAll(client, {"whole before"}).at(0), "whole before"));
        for (const auto &[id, end] : askedAll(client, texts)) {
            const std::string &text = texts[static_cast<std::size_t>(id)];
            QVERIFY(end.fault);
            QVERIFY2(end.fault->mayBeCharged && end.fault->remedy == Remedy::Fail,
                     qPrintable(toQString(text) + QStringLiteral(": ") + end.fault->message));
        }
        QVERIFY(isWhole(askedAll(client, {"whole after"}).at(0), "whole after"));
        for (const std::string &text : texts)
            QCOMPARE(m_server.asked(text), 1);
    }

    void ofManyStreamsOnlyTheBrokenOneIsLost()
    {
        auto texts = numbered("whole", 32);
        texts[7] = "resetInside a";
        texts[9] = "reset a";
        TeacherClient client(teacherAt(m_server.base()), Secret("sk-none"), limits(32));
        const Ends ends = askedAll(client, texts);
        for (const auto &[id, end] : ends) {
            if (id == 7 || id == 9)
                QVERIFY(end.fault && end.fault->mayBeCharged);
            else
                QVERIFY2(isWhole(end, texts[static_cast<std::size_t>(id)]),
                         qPrintable(wordsOf(end)));
        }
        QCOMPARE(std::ssize(m_server.told("session", 1)), 1);
    }

    /// A server that goes away names the last stream that it looks at: those are answered, the
    /// others are asked again on another connection.
    void aServerThatGoesAwayLosesNothing()
    {
        const auto texts = numbered("goaway", 12);
        TeacherClient client(teacherAt(m_server.base()), Secret("sk-none"), limits(12));
        QVERIFY(isWhole(askedAll(client, {"whole first"}).at(0), "whole first"));
        const Ends ends = askedAll(client, texts);
        for (const auto &[id, end] : ends)
            QVERIFY2(isWhole(end, texts[static_cast<std::size_t>(id)]), qPrintable(wordsOf(end)));
        QVERIFY(isWhole(askedAll(client, {"whole last"}).at(0), "whole last"));
        // Each is answered by one session alone, and the first one is not asked any more.
        QCOMPARE(std::ssize(m_server.told("closed", 14 + 4)), 14 + 4);
        int again = 0;
        for (const std::string &text : texts) {
            const int times = m_server.asked(text);
            QVERIFY(times == 1 || times == 2);
            again += times - 1;
        }
        QCOMPARE(again, 4);
        QVERIFY(m_server.told("asked", 0).back().value("session", 0)
                > m_server.told("asked", 0).front().value("session", 0));
    }

    void aLimitIsReadAsEver()
    {
        TeacherClient client(teacherAt(m_server.base()), Secret("sk-none"), limits());
        const auto end = askedAll(client, {"limit a"}).at(0);
        QVERIFY(end.fault);
        QCOMPARE(end.fault->kind, FaultKind::RateLimited);
        QCOMPARE(end.fault->remedy, Remedy::Retry);
        QCOMPARE(end.fault->status, 429);
        QCOMPARE(end.fault->retryAfter, std::optional(std::chrono::milliseconds(3000)));
        QVERIFY(end.fault->message.contains(QLatin1String("Slower, please")));
    }

    void stuckStreamsAreCancelledAndTheConnectionStays()
    {
        constexpr int Streams = 96;
        TeacherClient client(teacherAt(m_server.base()), Secret("sk-none"), limits(Streams));
        std::vector<TeacherClient::Ended> ended;
        for (int id = 0; id < Streams; ++id)
            VERIFY_RESULT(client.start(id, question("stuck " + std::to_string(id))));
        for (int speaking = 0; speaking < Streams && ended.empty();) {
            client.poll(std::chrono::milliseconds(100), ended);
            speaking = 0;
            client.eachRunning([&](std::int64_t, const ChatReply &soFar, auto) {
                speaking += soFar.reasoning.empty() ? 0 : 1;
            });
        }
        client.cancelAll();
        client.poll(Ample, ended);
        QCOMPARE(std::ssize(ended), Streams);
        for (const auto &end : ended) {
            QCOMPARE(end.fault->kind, FaultKind::Cancelled);
            QCOMPARE(end.reply.reasoning, "stuck " + std::to_string(end.id));
        }
        // The server hears of it, and the connection serves on.
        QVERIFY(isWhole(askedAll(client, {"whole after"}).at(0), "whole after"));
        const auto closed = m_server.told("closed", Streams + 1);
        QCOMPARE(std::ssize(closed), Streams + 1);
        for (const Json &one : closed) {
            if (one.value("text", "").starts_with("stuck"))
                QVERIFY(one.value("code", 0) != 0);
        }
        QCOMPARE(std::ssize(m_server.told("session", 1)), 1);
    }

private:
    /// Over a connection that is new or has served before, which libcurl treats differently.
    TeacherClient::Ended endOf(const std::string &text, bool isUsed)
    {
        TeacherClient client(teacherAt(m_server.base()), Secret("sk-none"), limits());
        if (isUsed)
            askedAll(client, {"whole before"});
        return askedAll(client, {text}).at(0);
    }

    Http2Server m_server;
};

QTEST_GUILESS_MAIN(Http2Test)
#include "http2_test.moc"
