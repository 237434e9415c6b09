// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "asked.h"

#include <QTest>

#include <support/files.h>

using namespace touchstone;
using namespace touchstone::test;
using std::chrono::milliseconds;

namespace {

using End = ServerReply::End;

/// What a fault says, in one line that a test can compare.
QString shortOf(const Fault &fault)
{
    static const QMap<FaultKind, QString> Kinds = {
        {FaultKind::Unreachable, QStringLiteral("Unreachable")},
        {FaultKind::Tls, QStringLiteral("Tls")},
        {FaultKind::Reset, QStringLiteral("Reset")},
        {FaultKind::Stalled, QStringLiteral("Stalled")},
        {FaultKind::Cut, QStringLiteral("Cut")},
        {FaultKind::Redirected, QStringLiteral("Redirected")},
        {FaultKind::BadRequest, QStringLiteral("BadRequest")},
        {FaultKind::Unauthorised, QStringLiteral("Unauthorised")},
        {FaultKind::NoFunds, QStringLiteral("NoFunds")},
        {FaultKind::Forbidden, QStringLiteral("Forbidden")},
        {FaultKind::RateLimited, QStringLiteral("RateLimited")},
        {FaultKind::Busy, QStringLiteral("Busy")},
        {FaultKind::ServerSaid, QStringLiteral("ServerSaid")},
        {FaultKind::NotAReply, QStringLiteral("NotAReply")},
        {FaultKind::TooLong, QStringLiteral("TooLong")},
        {FaultKind::Cancelled, QStringLiteral("Cancelled")}};
    static const QMap<Remedy, QString> Remedies = {{Remedy::Retry, QStringLiteral("retry")},
                                                   {Remedy::Fail, QStringLiteral("fail")},
                                                   {Remedy::StopAll, QStringLiteral("stop")}};
    return Kinds[fault.kind] + QLatin1Char(' ') + Remedies[fault.remedy]
           + (fault.mayBeCharged ? QStringLiteral(" charged") : QString());
}

QString shortOf(const TeacherClient::Ended &end)
{
    return end.fault ? shortOf(*end.fault) : QStringLiteral("none");
}

TeacherServer::Answer always(const ServerReply &reply)
{
    return [reply](const ServerRequest &) { return reply; };
}

ServerReply streamOf(const std::vector<std::string> &pieces, End end = End::Whole)
{
    ServerReply reply;
    reply.pieces = pieces;
    reply.end = end;
    return reply;
}

ServerReply nothingSaid(End end)
{
    ServerReply reply;
    reply.hasHead = false;
    reply.end = end;
    return reply;
}

} // namespace

#define COMPARE_FAULT(end, text) QCOMPARE(shortOf(end), QStringLiteral(text))

class FaultsTest final : public QObject
{
    Q_OBJECT

private slots:
    void aRefusedConnectionIsTriedAgain()
    {
        std::string address;
        {
            const TeacherServer server(&usual);
            address = server.address();
        }
        const auto end = askedOf(teacherAt(address));
        COMPARE_FAULT(end, "Unreachable retry");
        QVERIFY(end.fault->message.contains(QStringLiteral("127.0.0.1")));
        QCOMPARE(end.fault->status, 0);
    }

    void aHostThatNobodyKnowsIsNamed()
    {
        // RFC 6761: no name below "invalid" is ever one.
        const auto end = askedOf(teacherAt("http://nowhere.invalid/v1"));
        COMPARE_FAULT(end, "Unreachable retry");
        QVERIFY(end.fault->message.contains(QStringLiteral("nowhere.invalid")));
    }

    void whatEndsBeforeAReplyMayBeCharged_data()
    {
        QTest::addColumn<End>("ending");
        QTest::newRow("closed") << End::Cut;
        QTest::newRow("reset") << End::Reset;
    }
    void whatEndsBeforeAReplyMayBeCharged()
    {
        QFETCH(const End, ending);
        TeacherServer server(always(nothingSaid(ending)));
        COMPARE_FAULT(askedOf(server), "Reset fail charged");
        QCOMPARE(std::ssize(server.requests()), 1);
    }

    /// libcurl would send it again by itself, and the server would work twice.
    void aKeptConnectionThatEndsIsNotAskedAgain_data() { whatEndsBeforeAReplyMayBeCharged_data(); }
    void aKeptConnectionThatEndsIsNotAskedAgain()
    {
        QFETCH(const End, ending);
        TeacherServer server([ending](const ServerRequest &request) {
            return request.number == 1 ? usual(request) : nothingSaid(ending);
        });
        TeacherClient client(teacherAt(server.address()), Secret(PlantedKey), {});
        std::vector<TeacherClient::Ended> ended;
        for (int id = 1; id <= 2; ++id) {
            VERIFY_RESULT(client.start(id, question("a")));
            while (std::ssize(ended) < id)
                client.poll(Ample, ended);
        }
        VERIFY_NO_FAULT(ended[0]);
        COMPARE_FAULT(ended[1], "Reset fail charged");
        QCOMPARE(std::ssize(server.requests()), 2);
        QCOMPARE(server.requests()[1].connection, 1);
    }

    void aStreamThatStallsIsGivenUp_data()
    {
        QTest::addColumn<int>("pieces");
        QTest::newRow("before the reply") << -1;
        QTest::newRow("behind its head") << 0;
        QTest::newRow("in its middle") << 2;
    }
    void aStreamThatStallsIsGivenUp()
    {
        QFETCH(const int, pieces);
        ServerReply reply = pieces < 0 ? nothingSaid(End::Stall) : streamOf({}, End::Stall);
        for (int piece = 0; piece < pieces; ++piece)
            reply.pieces.push_back(openAiEvent("content", "four"));
        TeacherServer server(always(reply));
        ClientLimits limits;
        limits.stall = milliseconds(50);
        const auto end = askedOf(server, limits);
        COMPARE_FAULT(end, "Stalled fail charged");
        QCOMPARE(QString::fromStdString(end.reply.answer),
                 QStringLiteral("four").repeated(std::max(pieces, 0)));
    }

    void aReplyThatIsCutKeepsWhatCame_data() { whatEndsBeforeAReplyMayBeCharged_data(); }
    void aReplyThatIsCutKeepsWhatCame()
    {
        QFETCH(const End, ending);
        TeacherServer server(always(streamOf(
            {openAiEvent("reasoning_content", "Let me"), openAiEvent("content", "four")}, ending)));
        const auto end = askedOf(server);
        COMPARE_FAULT(end, "Cut fail charged");
        // A reset may overtake what was sent before it.
        if (ending == End::Cut) {
            QCOMPARE(end.reply.reasoning, std::string("Let me"));
            QCOMPARE(end.reply.answer, std::string("four"));
        }
    }

    void aReplyThatIsWholeIsOneHoweverItsConnectionEnds()
    {
        ServerReply reply = openAiStream({"Let"}, {"four"});
        reply.end = End::Cut;
        TeacherServer server(always(reply));
        const auto end = askedOf(server);
        VERIFY_NO_FAULT(end);
        QCOMPARE(end.reply.answer, std::string("four"));
    }

    void aRedirectToTheSameServerIsFollowed_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 307, 308})
            QTest::addRow("%d", status) << status;
    }
    void aRedirectToTheSameServerIsFollowed()
    {
        QFETCH(const int, status);
        TeacherServer server([status](const ServerRequest &request) {
            if (request.path == "/v2/chat")
                return usual(request);
            ServerReply reply = streamOf({});
            reply.status = status;
            reply.headers = {{"Location", "/v2/chat"}};
            return reply;
        });
        VERIFY_NO_FAULT(askedOf(server));
        const auto requests = server.requests();
        QCOMPARE(std::ssize(requests), 2);
        QCOMPARE(requests[1].method, std::string("POST"));
        QCOMPARE(requests[1].body, requests[0].body);
        QCOMPARE(requests[1].headers.at("authorization"), "Bearer " + PlantedKey);
    }

    void aRedirectElsewhereIsRefused()
    {
        TeacherServer other(&usual);
        const std::string target = other.address() + "/chat/completions";
        TeacherServer server([target](const ServerRequest &) {
            ServerReply reply = streamOf({});
            reply.status = 307;
            reply.headers = {{"Location", target}};
            return reply;
        });
        const auto end = askedOf(server);
        COMPARE_FAULT(end, "Redirected stop");
        QVERIFY(end.fault->message.contains(QString::fromStdString(target)));
        QVERIFY(other.requests().empty());
    }

    void redirectsWithoutEndAreGivenUp()
    {
        TeacherServer server([](const ServerRequest &request) {
            ServerReply reply = streamOf({});
            reply.status = 307;
            reply.headers = {{"Location", request.path + "/x"}};
            return reply;
        });
        COMPARE_FAULT(askedOf(server), "Redirected stop");
        QVERIFY(std::ssize(server.requests()) < 10);
    }

    void aStatusSaysWhatIsToBeDone_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("fault");
        const auto row = [](int status, const char *code, const char *fault) {
            QTest::addRow("%d %s", status, code)
                << status << QString::fromUtf8(code) << QString::fromUtf8(fault);
        };
        row(400, "context_length_exceeded", "BadRequest fail");
        row(404, "model_not_found", "BadRequest fail");
        row(413, "", "BadRequest fail");
        row(422, "", "BadRequest fail");
        row(401, "invalid_api_key", "Unauthorised stop");
        row(402, "", "NoFunds stop");
        row(403, "", "Forbidden stop");
        row(429, "insufficient_quota", "NoFunds stop");
        row(429, "rate_limit_exceeded", "RateLimited retry");
        for (const int status : {408, 409, 500, 502, 503, 504, 529})
            row(status, "", "Busy retry");
    }
    void aStatusSaysWhatIsToBeDone()
    {
        QFETCH(const int, status);
        QFETCH(const QString, code);
        TeacherServer server(always(
            errorReply(status, "You asked for 70000 tokens.", "some_error", code.toStdString())));
        const auto end = askedOf(server);
        QTEST(shortOf(end), "fault");
        QCOMPARE(end.fault->status, status);
        QVERIFY2(end.fault->message.contains(QStringLiteral("You asked for 70000 tokens")),
                 qPrintable(end.fault->message));
    }

    void theServersPauseComesWithTheFault_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("ms");
        const auto row = [](const char *name, const char *value, int ms) {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(value) << ms;
        };
        row("retry-after", "2", 2000);
        row("retry-after-ms", "350", 350);
        row("x-ratelimit-reset-requests", "6m0s", 360'000);
        row("x-ratelimit-reset-tokens", "12ms", 12);
    }
    void theServersPauseComesWithTheFault()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, value);
        QFETCH(const int, ms);
        ServerReply reply = errorReply(429, "Slow down.", "requests", "rate_limit_exceeded");
        reply.headers = {{name.toStdString(), value.toStdString()}};
        TeacherServer server(always(reply));
        const auto end = askedOf(server);
        COMPARE_FAULT(end, "RateLimited retry");
        QCOMPARE(end.fault->retryAfter, std::optional(milliseconds(ms)));
    }

    void anErrorWithinAReplyIsTold()
    {
        TeacherServer server(always(
            streamOf({openAiEvent("content", "fo"),
                      "data: {\"error\":{\"code\":502,\"message\":\"Provider went away\"}}\n\n"})));
        const auto end = askedOf(server);
        COMPARE_FAULT(end, "ServerSaid fail charged");
        QVERIFY(end.fault->message.contains(QStringLiteral("Provider went away")));
        QCOMPARE(end.fault->status, 200);
        QCOMPARE(end.reply.answer, std::string("fo"));
    }

    void anotherContentTypeIsNoReply_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("fault");
        QTest::newRow("a page") << QStringLiteral("text/html; charset=utf-8")
                                << QStringLiteral("NotAReply fail");
        QTest::newRow("none") << QString() << QStringLiteral("NotAReply fail");
        QTest::newRow("an answer in another form")
            << QStringLiteral("application/json") << QStringLiteral("NotAReply fail charged");
    }
    void anotherContentTypeIsNoReply()
    {
        QFETCH(const QString, type);
        ServerReply reply = streamOf({"Welcome to the hotel's network. ", "Please log in."});
        reply.contentType = type.toStdString();
        TeacherServer server(always(reply));
        const auto end = askedOf(server);
        QTEST(shortOf(end), "fault");
        QVERIFY(end.fault->message.contains(QStringLiteral("Welcome to the hotel")));
    }

    void jsonThatIsNoneIsNoReply()
    {
        TeacherServer server(always(streamOf(
            {openAiEvent("content", "fo"), "data: {\"choi\n\n", openAiEvent("content", "ur")})));
        const auto end = askedOf(server);
        COMPARE_FAULT(end, "NotAReply fail charged");
        QCOMPARE(end.reply.answer, std::string("fo"));
    }

    void anEndWithoutDoneOrReasonIsACut()
    {
        TeacherServer server(always(streamOf({openAiEvent("content", "four")})));
        const auto end = askedOf(server);
        COMPARE_FAULT(end, "Cut fail charged");
        QCOMPARE(end.reply.answer, std::string("four"));
    }

    void anEndWithAReasonNeedsNoDone()
    {
        ServerReply reply = openAiStream({"Let"}, {"four"});
        reply.pieces.pop_back();
        TeacherServer server(always(reply));
        const auto end = askedOf(server);
        VERIFY_NO_FAULT(end);
        QCOMPARE(end.reply.finishReason, std::string("stop"));
    }

    void commentsAndEmptyLinesMeanNothing()
    {
        ServerReply reply = openAiStream({"Let"}, {"four"});
        reply.pieces.insert(reply.pieces.begin(), {": OPENROUTER PROCESSING\n\n", "\n", "\r\n"});
        reply.pieces.insert(reply.pieces.end() - 1, ": keep-alive\n\n");
        TeacherServer server(always(reply));
        const auto end = askedOf(server);
        VERIFY_NO_FAULT(end);
        QCOMPARE(end.reply.answer, std::string("four"));
    }

    void aPackedReplyIsUnpacked()
    {
        const ServerReply plain = openAiStream(someTokens(200), {"four"});
        QByteArray text;
        for (const std::string &piece : plain.pieces)
            text += QByteArray::fromStdString(piece);
        const std::string packed = gzipped(text).toStdString();
        ServerReply reply = streamOf({packed.substr(0, 40), packed.substr(40)});
        reply.headers = {{"Content-Encoding", "gzip"}};
        TeacherServer server(always(reply));
        const auto end = askedOf(server);
        VERIFY_NO_FAULT(end);
        QCOMPARE(end.reply.answer, std::string("four"));
        QVERIFY(server.requests().front().headers.at("accept-encoding").find("gzip")
                != std::string::npos);
    }

    void aReplyWithoutEndIsGivenUp()
    {
        ServerReply reply = streamOf({});
        for (int piece = 0; piece < 200; ++piece)
            reply.pieces.push_back(openAiEvent("content", std::string(1000, 'x')));
        TeacherServer server(always(reply));
        ClientLimits limits;
        limits.mostBytes = 20'000;
        COMPARE_FAULT(askedOf(server, limits), "TooLong fail charged");
    }

    void anErrorWithoutEndIsStillAnError()
    {
        ServerReply reply = errorReply(400, "Too large.", "invalid_request_error", "");
        reply.pieces.insert(reply.pieces.end(), 100, std::string(1000, ' '));
        reply.end = End::Stall;
        TeacherServer server(always(reply));
        const auto end = askedOf(server);
        COMPARE_FAULT(end, "BadRequest fail");
        QVERIFY(end.fault->message.contains(QStringLiteral("Too large")));
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "faults_test.moc"
