// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replies.h"

#include <base/json.h>
#include <generate/batchfile.h>

#include <QTest>

#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

const std::string Completion =
    R"({"id":"c-1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"4",)"
    R"("reasoning_content":"Two"},"finish_reason":"stop"}],)"
    R"("usage":{"prompt_tokens":3,"completion_tokens":4}})";

BatchReply read(const std::string &line)
{
    const auto reply = batchReply(shippedTeacher("vllm"), line);
    if (!reply)
        qWarning("%s", qPrintable(reply.error().message));
    return reply.value_or(BatchReply());
}

} // namespace

class BatchFileTest final : public QObject
{
    Q_OBJECT

private slots:
    void aLineIsARequestThatIsNotStreamed()
    {
        ChatRequest request;
        request.model = "m";
        request.messages = {{"user", "a\nb"}};
        request.sampling.maxTokens = 5;
        const auto line = batchLine(shippedTeacher("openai"), "p-\"1\"", request);
        VERIFY_RESULT(line);
        QVERIFY(line->find('\n') == std::string::npos);
        const auto json = parseJson(*line);
        VERIFY_RESULT(json);
        QCOMPARE((*json)["custom_id"].get<std::string>(), std::string("p-\"1\""));
        QCOMPARE((*json)["method"].get<std::string>(), std::string("POST"));
        QCOMPARE((*json)["url"].get<std::string>(), std::string("/v1/chat/completions"));
        QCOMPARE((*json)["body"]["max_completion_tokens"].get<int>(), 5);
        QVERIFY(!(*json)["body"].contains("stream"));
        QVERIFY(!(*json)["body"].contains("stream_options"));
    }

    void onlyOpenAisInterfaceHasBatches()
    {
        ChatRequest request;
        request.model = "m";
        request.messages = {{"user", "a"}};
        QVERIFY(!batchLine(shippedTeacher("ollama"), "1", request));
        request.model.clear();
        QVERIFY(!batchLine(shippedTeacher("openai"), "1", request));
    }

    void repliesOfBothFormsAreRead()
    {
        for (
            const std::string &line :
            {R"({"id":"b","custom_id":"p-1","response":{"status_code":200,"request_id":"r","body":)"
                 + Completion + R"(},"error":null})",
             R"({"id":"v","custom_id":"p-1","response":{"body":)" + Completion + "}}"}) {
            const BatchReply reply = read(line);
            QCOMPARE(reply.customId, std::string("p-1"));
            QVERIFY(!reply.fault);
            QCOMPARE(reply.reply.reasoning, std::string("Two"));
            QCOMPARE(reply.reply.answer, std::string("4"));
            QCOMPARE(reply.reply.serverId, std::string("c-1"));
            QCOMPARE(reply.reply.usage.completion, std::int64_t{4});
        }
    }

    void errorsOfBothFormsAreFaults()
    {
        BatchReply reply =
            read(R"({"custom_id":"p","response":{"status_code":400,"body":{"error":{"message":)"
                 R"("too long","code":"x"}}},"error":null})");
        QCOMPARE(reply.fault->kind, FaultKind::ServerSaid);
        QVERIFY(reply.fault->message.contains(QLatin1String("(400): too long")));
        QCOMPARE(reply.fault->remedy, Remedy::Fail);
        reply = read(R"({"custom_id":"p","response":null,"error":{"code":"batch_expired",)"
                     R"("message":"was not run"}})");
        QCOMPARE(reply.fault->kind, FaultKind::ServerSaid);
        QVERIFY(!reply.fault->mayBeCharged);
        QVERIFY(reply.fault->message.contains(QLatin1String("was not run")));
        reply = read(R"({"custom_id":"p","response":{"status_code":400,"body":null},"error":)"
                     R"({"object":"error","message":"no such model","code":404}})");
        QCOMPARE(reply.fault->kind, FaultKind::ServerSaid);
        QVERIFY(reply.fault->message.contains(QLatin1String("no such model")));
        reply = read(R"({"custom_id":"p","response":{"status_code":429,"body":{}}})");
        QCOMPARE(reply.fault->remedy, Remedy::Retry);
        QCOMPARE(reply.fault->status, 429);
        reply = read(R"({"custom_id":"p","response":{"status_code":200,"body":"x"}})");
        QCOMPARE(reply.fault->kind, FaultKind::NotAReply);
        reply = read(R"({"custom_id":"p","response":{"status_code":200,"body":{"choices":[]}}})");
        QCOMPARE(reply.fault->kind, FaultKind::Cut);
    }

    void whatIsNoLineOfABatchIsRefused()
    {
        for (const char *line :
             {"", "x", "[]", "{}", R"({"custom_id":5,"response":{}})", R"({"custom_id":"p"})"})
            QVERIFY2(!batchReply(shippedTeacher("vllm"), line), line);
    }
};

QTEST_GUILESS_MAIN(BatchFileTest)
#include "batchfile_test.moc"
