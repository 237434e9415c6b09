// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replies.h"

#include <base/json.h>
#include <base/text.h>

#include <QTest>

#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// An event with one choice: its delta, and members behind it.
std::string chunk(const std::string &delta, const std::string &more = R"("finish_reason":null)")
{
    return R"(data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m-1",)"
           R"("choices":[{"index":0,"delta":)"
           + delta + "," + more + "}]}\n\n";
}

std::string lastChunk(const std::string &reason = "stop")
{
    return chunk("{}", "\"finish_reason\":\"" + reason + "\"");
}

const std::string Done = "data: [DONE]\n\n";

/// The reply to a stream, which must be whole and the same in all pieces.
ChatReply streamed(const char *teacher, const std::string &body)
{
    const ReadReply read = readAtOnce(shippedTeacher(teacher), true, body);
    if (read.fault)
        qWarning("%s", qPrintable(read.fault->message));
    if (const QString cut = differenceByCuts(shippedTeacher(teacher), true, body); !cut.isEmpty())
        qWarning("another reply: %s", qPrintable(cut));
    return read.fault ? ChatReply() : read.reply;
}

ChatReply reply(const char *reasoning, const char *answer, const char *place)
{
    ChatReply expected;
    expected.reasoning = reasoning;
    expected.answer = answer;
    expected.reasoningPlace = place;
    return expected;
}

bool hasTexts(const ChatReply &read, const char *reasoning, const char *answer, const char *place)
{
    const ChatReply expected = reply(reasoning, answer, place);
    const bool same = read.reasoning == expected.reasoning && read.answer == expected.answer
                      && read.reasoningPlace == expected.reasoningPlace;
    if (!same)
        qWarning("reasoning \"%s\", answer \"%s\", in \"%s\"", read.reasoning.c_str(),
                 read.answer.c_str(), read.reasoningPlace.c_str());
    return same;
}

Fault faultOf(const std::string &body, bool stream = true)
{
    const ReadReply read = readAtOnce(shippedTeacher("generic"), stream, body);
    const QString cut = differenceByCuts(shippedTeacher("generic"), stream, body);
    if (!cut.isEmpty())
        qWarning("another reply: %s", qPrintable(cut));
    Fault none;
    none.kind = FaultKind::Cancelled;
    return read.fault.value_or(none);
}

} // namespace

class OpenAiRepliesTest final : public QObject
{
    Q_OBJECT

private slots:
    // A reply that differs by where its bytes are cut says so as a warning.
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("another reply"))); }

    void deepSeekThinksInAFieldWithUsageOnTheLastChunk()
    {
        const ChatReply read = streamed(
            "deepseek",
            ": keep-alive\n\n"
                + chunk(R"({"role":"assistant","content":null,"reasoning_content":"Two "})")
                + chunk(R"({"content":null,"reasoning_content":"and two"})") + ": keep-alive\n\n"
                + chunk(R"({"content":"4","reasoning_content":null})")
                + R"(data: {"id":"c-1","model":"m-1","choices":[{"index":0,"delta":{"content":""},)"
                  R"("finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":9,)"
                  R"("total_tokens":29,"prompt_cache_hit_tokens":16,"prompt_cache_miss_tokens":4,)"
                  R"("completion_tokens_details":{"reasoning_tokens":7}}})"
                + "\n\n" + Done);
        QVERIFY(hasTexts(read, "Two and two", "4", "reasoning_content"));
        QVERIFY((read.usage == Usage{20, 16, 9, 7, true, {}}));
        QCOMPARE(read.finishReason, std::string("stop"));
        QCOMPARE(read.serverId, std::string("c-1"));
        QCOMPARE(read.model, std::string("m-1"));
        QCOMPARE(read.pieces, std::int64_t{3});
    }

    void openRoutersDetailsComeBeforeItsText()
    {
        const ChatReply read = streamed(
            "openrouter",
            ": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n"
                + chunk(R"({"role":"assistant","content":"","reasoning":"Hm","reasoning_details":)"
                        R"([{"type":"reasoning.text","text":"Hm","format":"x","index":0}]})")
                + chunk(R"({"content":"","reasoning":" so","reasoning_details":)"
                        R"([{"type":"reasoning.text","text":" so","signature":null,"index":0}]})")
                + chunk(R"({"content":"","reasoning":null,"reasoning_details":)"
                        R"([{"type":"reasoning.encrypted","data":"abc=","id":"r1","index":1}]})")
                + chunk(R"({"content":"","reasoning":"In short","reasoning_details":)"
                        R"([{"type":"reasoning.summary","summary":"In short","id":"r2"}]})")
                + chunk(R"({"content":"5"})", R"("finish_reason":"stop",)"
                                              R"("native_finish_reason":"STOP")")
                + R"(data: {"id":"c-1","model":"m-1","choices":[],"usage":{"prompt_tokens":3,)"
                  R"("completion_tokens":4,"cost":0.00012345,"prompt_tokens_details":)"
                  R"({"cached_tokens":2},"completion_tokens_details":{"reasoning_tokens":1}}})"
                + "\n\n" + Done);
        QVERIFY(hasTexts(read, "Hm so\n\nIn short", "5", "reasoning_details"));
        QVERIFY((read.usage == Usage{3, 2, 4, 1, true, Nano{123'450}}));
        QCOMPARE(read.finishReason, std::string("stop"));
    }

    void anErrorWithinAReplyIsTheProvidersOwnWords()
    {
        const Fault fault = faultOf(
            chunk(R"({"content":"Half"})")
            + R"(data: {"id":"c-1","error":{"code":502,"message":"Provider disconnected","metadata":)"
              R"({"raw":"upstream reset"}},"choices":[{"index":0,"delta":{"content":""},)"
              R"("finish_reason":"error"}]})"
            + "\n\n");
        QCOMPARE(fault.kind, FaultKind::ServerSaid);
        QCOMPARE(fault.remedy, Remedy::Retry);
        QVERIFY(fault.mayBeCharged);
        QVERIFY2(
            fault.message.contains(QLatin1String("(502): Provider disconnected: upstream reset")),
            qPrintable(fault.message));
    }

    void whatAnErrorMeansIsReadFromItsCode_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<int>("remedy");
        const auto row = [](const char *error, Remedy remedy) {
            QTest::newRow(error) << QByteArray(error) << static_cast<int>(remedy);
        };
        row(R"({"message":"slow down","code":"rate_limit_exceeded"})", Remedy::Retry);
        row(R"({"message":"slow down","code":429})", Remedy::Retry);
        row(R"({"message":"slow down","code":"429"})", Remedy::Retry);
        row(R"({"message":"x","type":"overloaded_error"})", Remedy::Retry);
        row(R"({"message":"x","type":"InternalServerError","code":500})", Remedy::Retry);
        row(R"({"message":"x","type":"insufficient_quota","code":429})", Remedy::StopAll);
        row(R"({"message":"x","code":402})", Remedy::StopAll);
        row(R"({"message":"x","code":"invalid_api_key"})", Remedy::StopAll);
        row(R"({"message":"x","code":400})", Remedy::Fail);
        row(R"({"message":"x"})", Remedy::Fail);
        row(R"("only words")", Remedy::Fail);
        row("17", Remedy::Fail);
    }
    void whatAnErrorMeansIsReadFromItsCode()
    {
        QFETCH(const QByteArray, error);
        QFETCH(const int, remedy);
        const Fault fault = faultOf("data: {\"error\":" + error.toStdString() + "}\n\n");
        QCOMPARE(fault.kind, FaultKind::ServerSaid);
        QCOMPARE(static_cast<int>(fault.remedy), remedy);
        QVERIFY(!fault.mayBeCharged); // no text came
    }

    void endsThatAreNoneAreFaults()
    {
        const Fault fault =
            faultOf(chunk(R"({"content":"a"})") + lastChunk("insufficient_system_resource") + Done);
        QCOMPARE(fault.kind, FaultKind::ServerSaid);
        QCOMPARE(fault.remedy, Remedy::Retry);
        QCOMPARE(faultOf(lastChunk("error")).kind, FaultKind::ServerSaid);
    }

    void tagsAreReadWhereThereIsNoField()
    {
        const std::string body =
            chunk(R"({"role":"assistant","content":"<th"})") + chunk(R"({"content":"ink>\nTwo"})")
            + chunk(R"({"content":" and</"})") + chunk(R"({"content":"think>\n\n"})")
            + chunk(R"({"content":"4"})") + lastChunk("length") + Done;
        for (const char *teacher : {"together", "fireworks", "vllm", "llamacpp", "generic"})
            QVERIFY(hasTexts(streamed(teacher, body), "Two and", "4", "tags"));
        QCOMPARE(streamed("together", body).finishReason, std::string("length"));
    }

    void anEndWithoutABeginningIsOneWhereThereIsNoField()
    {
        QVERIFY(hasTexts(streamed("vllm", chunk(R"({"content":"Two and</think>4"})") + lastChunk()),
                         "Two and", "4", "tags"));
        QVERIFY(hasTexts(streamed("vllm", chunk(R"({"reasoning":"a"})")
                                              + chunk(R"({"content":"b</think>4"})") + lastChunk()),
                         "a", "b</think>4", "reasoning"));
    }

    void aBeginningWithoutAnEndIsReasoning()
    {
        QVERIFY(hasTexts(
            streamed("vllm", chunk(R"({"content":"<think>Two and"})") + lastChunk("length")),
            "Two and", "", "tags"));
    }

    void fieldsAreReadUnderBothNames()
    {
        for (const char *field : {"reasoning", "reasoning_content", "thinking"}) {
            const std::string delta = std::string("{\"") + field + "\":\"a\"}";
            for (const char *teacher : {"vllm", "sglang", "ollama-openai", "lmstudio", "deepseek"})
                QVERIFY(hasTexts(
                    streamed(teacher, chunk(delta) + chunk(R"({"content":"b"})") + lastChunk()),
                    "a", "b", field));
        }
    }

    void aFieldAndTagsAreKeptOnce()
    {
        // llama.cpp's deepseek-legacy: the tags stay in the content.
        const ChatReply read = streamed(
            "llamacpp",
            chunk(R"({"role":"assistant","content":"<think>Two","reasoning_content":"Two"})")
                + chunk(R"({"content":" and","reasoning_content":" and"})")
                + chunk(R"({"content":"</think>4"})")
                + R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"timings":)"
                  R"({"cache_n":3,"prompt_n":5,"prompt_ms":1.5,"predicted_n":6,"predicted_ms":2}})"
                + "\n\n" + Done);
        QVERIFY(hasTexts(read, "Two and", "4", "reasoning_content"));
        QVERIFY((read.usage == Usage{8, 3, 6, 0, true, {}}));
        QVERIFY(hasTexts(streamed("llamacpp", chunk(R"({"content":"<think>Two</think>"})")
                                                  + chunk(R"({"reasoning_content":"Two"})")
                                                  + chunk(R"({"content":"4"})") + lastChunk()),
                         "Two", "4", "reasoning_content"));
    }

    void reasoningInTwoPlacesIsNotLost()
    {
        QVERIFY(hasTexts(streamed("llamacpp", chunk(R"({"reasoning_content":"One"})")
                                                  + chunk(R"({"content":"<think>Two</think>4"})")
                                                  + lastChunk()),
                         "One\n\nTwo", "4", "reasoning_content"));
    }

    void aReplyInOneDocumentIsRead()
    {
        const std::string body =
            "\n\n\n"
            R"({"id":"c-1","model":"m-1","choices":[{"index":0,"message":{"role":"assistant",)"
            R"("content":"4","reasoning_content":"Two"},"finish_reason":"stop"}],)"
            R"("usage":{"prompt_tokens":3,"completion_tokens":4}})";
        QVERIFY(differenceByCuts(shippedTeacher("deepseek"), false, body).isEmpty());
        const ReadReply read = readAtOnce(shippedTeacher("deepseek"), false, body);
        QVERIFY(!read.fault);
        QVERIFY(hasTexts(read.reply, "Two", "4", "reasoning_content"));
        QVERIFY((read.reply.usage == Usage{3, 0, 4, 0, true, {}}));

        const ReadReply blocks = readAtOnce(
            shippedTeacher("openrouter"), false,
            R"({"choices":[{"message":{"content":[{"type":"thinking","thinking":[{"type":"text",)"
            R"("text":"a"}]},{"type":"text","text":"b"}]},"finish_reason":"stop"}]})");
        QVERIFY(hasTexts(blocks.reply, "a", "b", "thinking"));
    }

    void aDocumentThatIsNoReplyIsAFault()
    {
        QCOMPARE(faultOf(R"({"error":{"message":"no","code":400}})", false).kind,
                 FaultKind::ServerSaid);
        QCOMPARE(faultOf("{\"choices\":[{\"mess", false).kind, FaultKind::Cut);
        QCOMPARE(faultOf("", false).kind, FaultKind::Cut);
        QCOMPARE(faultOf("<html>", false).kind, FaultKind::NotAReply);
        QCOMPARE(faultOf("{}", false).kind, FaultKind::Cut);
        QCOMPARE(faultOf("[1]", false).kind, FaultKind::NotAReply);
    }

    void badJsonInOneChunkIsNoReply()
    {
        const Fault fault =
            faultOf(chunk(R"({"content":"a"})") + "data: {\"choices\":[{\n\n" + lastChunk() + Done);
        QCOMPARE(fault.kind, FaultKind::NotAReply);
        QVERIFY(fault.mayBeCharged);
        QVERIFY(fault.message.contains(QLatin1String("{\"choices\":[{")));
        QCOMPARE(faultOf("data: 5\n\n").kind, FaultKind::NotAReply);
    }

    void anEndIsWhatMakesAReplyWhole()
    {
        const std::string begin = chunk(R"({"content":"a"})");
        QVERIFY(!readAtOnce(shippedTeacher("vllm"), true, begin + lastChunk()).fault);
        QVERIFY(!readAtOnce(shippedTeacher("vllm"), true, begin + Done).fault);
        QVERIFY(!readAtOnce(shippedTeacher("vllm"), true, begin + "data: [DONE]").fault);
        QVERIFY(!readAtOnce(shippedTeacher("vllm"), true,
                            begin + R"(data: {"choices":[{"finish_reason":"stop"}]})")
                     .fault);
        const Fault cut = faultOf(begin);
        QCOMPARE(cut.kind, FaultKind::Cut);
        QCOMPARE(cut.remedy, Remedy::Retry);
        QVERIFY(cut.mayBeCharged);
        QCOMPARE(faultOf(begin + "data: {\"choices\":[{\"finish_re").kind, FaultKind::Cut);
        QCOMPARE(faultOf("").kind, FaultKind::Cut);
        QCOMPARE(faultOf(Done).kind, FaultKind::Cut);
    }

    void whatCameBeforeAFaultStays()
    {
        const ReadReply read =
            readAtOnce(shippedTeacher("vllm"), true,
                       chunk(R"({"reasoning":"Two"})") + chunk(R"({"content":"4 </th"})"));
        QVERIFY(read.fault);
        QVERIFY(hasTexts(read.reply, "Two", "4 </th", "reasoning"));
    }

    void logProbabilitiesAreJoinedAsTheyCame()
    {
        const ChatReply read = streamed(
            "vllm",
            chunk(R"({"content":"a"})",
                  R"("logprobs":{"content":[{"token":"a","logprob":-0.5,"bytes":[226],)"
                  R"("top_logprobs":[]}],"refusal":null},"finish_reason":null)")
                + chunk(R"({"content":"b"})",
                        R"("logprobs":{"content":[{"token":"b","logprob":-9999.0,"bytes":null}]})")
                + chunk("{}", R"("logprobs":null,"finish_reason":"stop")") + Done);
        const auto json = parseJson(read.logprobs);
        VERIFY_RESULT(json);
        QCOMPARE(json->size(), std::size_t{2});
        QCOMPARE((*json)[0]["bytes"][0].get<int>(), 226);
        QCOMPARE((*json)[1]["logprob"].get<double>(), -9999.0);
    }

    void aCharacterInTwoHalvesIsOne()
    {
        const ChatReply read =
            streamed("vllm", chunk("{\"content\":\"a\\ud83d\"}")
                                 + chunk("{\"content\":\"\\ude00b\"}") + lastChunk() + Done);
        QCOMPARE(read.answer, std::string("a😀b"));
        const ChatReply alone =
            streamed("vllm", chunk("{\"reasoning\":\"a\\ud83d\"}")
                                 + chunk("{\"content\":\"\\ude00b\\u0000\"}") + lastChunk() + Done);
        QVERIFY(hasTexts(alone, "a\xEF\xBF\xBD",
                         "\xEF\xBF\xBD"
                         "b\xEF\xBF\xBD",
                         "reasoning"));
    }

    void textsAreMadeValid()
    {
        const ChatReply read =
            streamed("vllm", chunk("{\"content\":\"a\xFF\xE2\x82z\x01\"}") + lastChunk() + Done);
        QVERIFY(!firstInvalidUtf8(read.answer));
        QVERIFY(QString::fromStdString(read.answer).startsWith(QLatin1Char('a')));
        QVERIFY(read.answer.find('z') != std::string::npos);
    }

    void aRefusalIsTheAnswer()
    {
        const ChatReply read =
            streamed("openai", chunk(R"({"content":null,"refusal":"I can"})")
                                   + chunk(R"({"refusal":"not."})") + lastChunk() + Done);
        QVERIFY(hasTexts(read, "", "I cannot.", ""));
    }

    void otherChoicesArePassedOver()
    {
        const ChatReply read =
            streamed("vllm", chunk(R"({"content":"a"})")
                                 + R"(data: {"choices":[{"index":1,"delta":{"content":"b"}}]})"
                                 + "\n\n" + lastChunk());
        QCOMPARE(read.answer, std::string("a"));
    }

    void countsOfAServerAreBounded()
    {
        const ChatReply read = streamed(
            "vllm", chunk(R"({"content":"a"})") + lastChunk()
                        + R"(data: {"choices":[],"usage":{"prompt_tokens":-5,"completion_tokens":)"
                          R"(9e99,"cost":-1,"prompt_tokens_details":{"cached_tokens":7}}})"
                        + "\n\n");
        QVERIFY((read.usage == Usage{0, 0, 1'000'000'000, 0, true, {}}));
    }

    void hostileBytesMakeAFaultAndNoHarm_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("deep") << QByteArray("data: ") + QByteArray(20'000, '[') + "\n\n";
        QTest::newRow("deep choices") << QByteArray("data: {\"choices\":") + QByteArray(2'000, '[')
                                             + QByteArray(2'000, ']') + "}\n\n";
        QTest::newRow("nuls") << QByteArray("data: ") + QByteArray(1'000, '\0') + "\n\n";
        QTest::newRow("types") << QByteArray(R"(data: {"choices":{"index":[]},"id":{},"usage":[],)"
                                             R"("model":5,"timings":"x"})")
                                      + "\n\n";
        QTest::newRow("choice types")
            << QByteArray(R"(data: {"choices":[5,null,[],{"delta":[],"message":5,)"
                          R"("finish_reason":{},"logprobs":[1]},{"delta":{"content":{},)"
                          R"("reasoning_details":[5,{"text":[]}],"reasoning":[[["a"]]]}}]})")
                   + "\n\n";
        QTest::newRow("bytes") << QByteArray("\xFF\xFE\x00\x80 data: \xC0\n\n", 14);
    }
    void hostileBytesMakeAFaultAndNoHarm()
    {
        QFETCH(const QByteArray, body);
        const ReadReply read = readAtOnce(shippedTeacher("generic"), true, body.toStdString());
        QVERIFY(read.fault);
        QVERIFY(read.fault->kind == FaultKind::NotAReply || read.fault->kind == FaultKind::Cut);
        QVERIFY(read.reply.answer.empty());
        QVERIFY(read.fault->message.size() < 400);
    }

    void anEventWithoutAnEndIsTooLong()
    {
        const auto reader = dialectFor(shippedTeacher("generic"))->reader(true);
        const std::string piece(1024 * 1024, 'x');
        std::optional<Fault> fault;
        for (int i = 0; i < 20 && !fault; ++i)
            fault = reader->feed(piece);
        QVERIFY(fault);
        QCOMPARE(fault->kind, FaultKind::TooLong);
    }
};

QTEST_GUILESS_MAIN(OpenAiRepliesTest)
#include "openaireplies_test.moc"
