// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "asked.h"

#include <QTest>

using namespace touchstone;
using namespace touchstone::test;

class ClientTest final : public QObject
{
    Q_OBJECT

private slots:
    void aStreamIsReadWhole()
    {
        TeacherServer server([](const ServerRequest &request) {
            return usualReply(request, 40, std::chrono::milliseconds(0));
        });
        const auto end = askedOf(server);
        VERIFY_NO_FAULT(end);
        QVERIFY(end.reply.reasoning.starts_with("Add the two numbers: 17"));
        QVERIFY(end.reply.answer.starts_with("Add the two"));
        QCOMPARE(end.reply.finishReason, std::string("stop"));
        QCOMPARE(end.reply.serverId, std::string("chatcmpl-1"));
    }

    void theKeyGoesInTheHeaderAndTheProfilesHeadersBesideIt()
    {
        TeacherServer server(&usual);
        TeacherProfile teacher = teacherAt(server.address() + "/v1");
        teacher.headers = {{"HTTP-Referer", "https://example.org"}, {"X-Title", "Touchstone"}};
        VERIFY_NO_FAULT(askedOf(teacher));
        const auto requests = server.requests();
        QCOMPARE(requests.size(), std::size_t(1));
        const auto &request = requests.front();
        QCOMPARE(request.method, std::string("POST"));
        QCOMPARE(request.path, std::string("/v1/chat/completions"));
        QCOMPARE(request.headers.at("authorization"), "Bearer " + PlantedKey);
        QCOMPARE(request.headers.at("http-referer"), std::string("https://example.org"));
        QCOMPARE(request.headers.at("x-title"), std::string("Touchstone"));
        QCOMPARE(request.headers.at("content-type"), std::string("application/json"));
        QVERIFY(request.headers.at("user-agent").starts_with("Touchstone/"));
    }

    void withoutAKeyNoneIsSent()
    {
        TeacherServer server(&usual);
        VERIFY_NO_FAULT(askedOf(teacherAt(server.address()), {}, Secret()));
        QVERIFY(!server.requests().front().headers.contains("authorization"));
    }

    void manyStreamsRunAtOnceAndKeepTheirConnections()
    {
        constexpr int Streams = 64;
        constexpr int Requests = 300;
        TeacherServer server([](const ServerRequest &request) {
            return usualReply(request, 20, std::chrono::milliseconds(0));
        });
        ClientLimits limits;
        limits.streams = Streams;
        TeacherClient client(teacherAt(server.address()), Secret(PlantedKey), limits);
        std::vector<TeacherClient::Ended> ended;
        std::set<std::int64_t> seen;
        int sent = 0;
        while (std::ssize(ended) < Requests) {
            for (; sent < Requests && client.running() < Streams; ++sent)
                VERIFY_RESULT(client.start(sent, question("number " + std::to_string(sent) + ".")));
            client.poll(Ample, ended);
        }
        for (const auto &end : ended) {
            VERIFY_NO_FAULT(end);
            seen.insert(end.id);
        }
        QCOMPARE(std::ssize(seen), Requests);
        int connections = 0;
        for (const auto &request : server.requests())
            connections = std::max(connections, request.connection);
        QVERIFY(connections <= Streams);
        for (int number = 0; number < Requests; ++number)
            QCOMPARE(server.asked("number " + std::to_string(number) + "."), 1);
    }

    void noMoreRunThanAreAllowed()
    {
        TeacherServer server(&silent);
        ClientLimits limits;
        limits.streams = 2;
        TeacherClient client(teacherAt(server.address()), Secret(PlantedKey), limits);
        VERIFY_RESULT(client.start(1, question("a")));
        VERIFY_RESULT(client.start(2, question("b")));
        const auto third = client.start(3, question("c"));
        QVERIFY(!third);
        QCOMPARE(third.error().code, Error::Code::Busy);
        QCOMPARE(client.running(), 2);
    }

    void whatCameSoFarIsSeenWhileItRuns()
    {
        TeacherServer server([](const ServerRequest &) {
            ServerReply reply;
            reply.pieces = {openAiEvent("reasoning_content", "Let"),
                            openAiEvent("content", "Four")};
            reply.end = ServerReply::End::Stall;
            return reply;
        });
        TeacherClient client(teacherAt(server.address()), Secret(PlantedKey), {});
        VERIFY_RESULT(client.start(7, question("a")));
        std::vector<TeacherClient::Ended> ended;
        std::string answer;
        while (answer.empty() && ended.empty()) {
            client.poll(Ample, ended);
            client.eachRunning([&](std::int64_t id, const ChatReply &soFar, auto age) {
                QCOMPARE(id, 7);
                QVERIFY(age.count() >= 0);
                answer = soFar.answer;
            });
        }
        QCOMPARE(answer, std::string("Four"));
        client.cancel(7);
        client.poll(Ample, ended);
        QCOMPARE(ended.size(), std::size_t(1));
        QCOMPARE(ended.front().fault->kind, FaultKind::Cancelled);
        QVERIFY(ended.front().fault->mayBeCharged);
        QCOMPARE(ended.front().reply.reasoning, std::string("Let"));
    }

    void allStuckStreamsAreCancelledAtOnce()
    {
        constexpr int Streams = 256;
        TeacherServer server(&silent);
        ClientLimits limits;
        limits.streams = Streams;
        TeacherClient client(teacherAt(server.address()), Secret(PlantedKey), limits);
        std::vector<TeacherClient::Ended> ended;
        for (int id = 0; id < Streams; ++id)
            VERIFY_RESULT(client.start(id, question("a")));
        while (std::ssize(server.requests()) < Streams)
            client.poll(std::chrono::milliseconds(20), ended);
        client.cancelAll();
        QCOMPARE(client.running(), 0);
        client.poll(Ample, ended);
        QCOMPARE(std::ssize(ended), Streams);
        for (const auto &end : ended)
            QCOMPARE(end.fault->kind, FaultKind::Cancelled);
    }

    void aWaitingPollIsWoken()
    {
        TeacherServer server(&silent);
        TeacherClient client(teacherAt(server.address()), Secret(PlantedKey), {});
        std::vector<TeacherClient::Ended> ended;
        client.wake();
        client.poll(std::chrono::hours(1), ended);
        QVERIFY(ended.empty());
    }

    void whatIsNoAddressOrHeaderIsRefusedBeforeAnythingLeaves()
    {
        const auto refusedWith = [](const TeacherProfile &teacher, const std::string &key) {
            TeacherClient client(teacher, Secret(key), {});
            const auto started = client.start(1, question("a"));
            return started ? QString() : started.error().message;
        };
        QVERIFY(
            refusedWith(teacherAt("ftp://example.org"), "k").contains(QStringLiteral("address")));
        QVERIFY(refusedWith(teacherAt("example"), "k") != QString());
        const QString broken =
            refusedWith(teacherAt("https://example.org"), PlantedKey + "\nHost: x");
        QVERIFY(broken.contains(QStringLiteral("line break")));
        QVERIFY(!broken.contains(QString::fromStdString(PlantedKey)));
        TeacherProfile teacher = teacherAt("https://example.org");
        teacher.headers = {{"X-Title", "a\r\nHost: x"}};
        QVERIFY(refusedWith(teacher, "k").contains(QStringLiteral("X-Title")));
    }

    void theServersLimitsAreKept()
    {
        TeacherServer server([](const ServerRequest &request) {
            ServerReply reply = usual(request);
            reply.headers = {{"X-RateLimit-Remaining-Requests", "59"},
                             {"x-ratelimit-remaining-tokens", "149984"},
                             {"x-ratelimit-reset-requests", "1s"},
                             {"x-ratelimit-reset-tokens", "6m0s"}};
            return reply;
        });
        TeacherClient client(teacherAt(server.address()), Secret(PlantedKey), {});
        QVERIFY(!client.serverLimits().requestsLeft);
        VERIFY_RESULT(client.start(1, question("a")));
        std::vector<TeacherClient::Ended> ended;
        while (ended.empty())
            client.poll(Ample, ended);
        const auto &limits = client.serverLimits();
        QCOMPARE(limits.requestsLeft, std::optional<std::int64_t>(59));
        QCOMPARE(limits.tokensLeft, std::optional<std::int64_t>(149984));
        QCOMPARE(limits.requestsReset, std::optional(std::chrono::milliseconds(1000)));
        QCOMPARE(limits.tokensReset, std::optional(std::chrono::milliseconds(360'000)));
    }

    void theServersNameForARequestMayBeInAHeader()
    {
        TeacherServer server([](const ServerRequest &) {
            ServerReply reply = errorReply(500, "Oops.", "server_error", "");
            reply.headers = {{"x-request-id", "req_123"}};
            return reply;
        });
        QCOMPARE(askedOf(server).reply.serverId, std::string("req_123"));
    }
};

QTEST_GUILESS_MAIN(ClientTest)
#include "client_test.moc"
