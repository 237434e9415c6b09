// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replies.h"

#include <base/json.h>
#include <base/text.h>

#include <QTest>

#include <limits>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

ChatRequest someRequest()
{
    ChatRequest request;
    request.model = "m";
    request.messages = {{"user", "How many?"}};
    return request;
}

std::string bodyOf(const TeacherProfile &teacher, const ChatRequest &request)
{
    const auto body = dialectFor(teacher)->body(request);
    return body ? *body : "error: " + body.error().message.toStdString();
}

Sampling heated(double temperature)
{
    Sampling sampling;
    sampling.temperature = temperature;
    return sampling;
}

QString errorOf(const TeacherProfile &teacher, const Sampling &sampling)
{
    ChatRequest request = someRequest();
    request.sampling = sampling;
    const auto body = dialectFor(teacher)->body(request);
    return body ? QString() : body.error().message;
}

QString messageOf(const char *teacher, std::string_view body)
{
    return toQString(dialectFor(shippedTeacher(teacher))->error(body).message);
}

} // namespace

class DialectTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNotSetIsNotSent()
    {
        QCOMPARE(bodyOf(shippedTeacher("deepseek"), someRequest()),
                 std::string(R"({"model":"m","messages":[{"role":"user","content":"How many?"}],)"
                             R"("stream":true,"stream_options":{"include_usage":true}})"));
        ChatRequest whole = someRequest();
        whole.stream = false;
        QCOMPARE(
            bodyOf(shippedTeacher("deepseek"), whole),
            std::string(R"({"model":"m","messages":[{"role":"user","content":"How many?"}]})"));
        QCOMPARE(bodyOf(shippedTeacher("ollama"), whole),
                 std::string(R"({"model":"m","messages":[{"role":"user","content":"How many?"}],)"
                             R"("stream":false,"options":{}})"));
    }

    void everyParameterHasItsName()
    {
        ChatRequest request = someRequest();
        request.sampling = {0.6, 0.95, -7, 32768, {"END", "\"\n"}, 3};
        const auto openAi = parseJson(bodyOf(shippedTeacher("openai"), request));
        VERIFY_RESULT(openAi);
        QCOMPARE((*openAi)["temperature"].get<double>(), 0.6);
        QCOMPARE((*openAi)["top_p"].get<double>(), 0.95);
        QCOMPARE((*openAi)["seed"].get<int>(), -7);
        QCOMPARE((*openAi)["max_completion_tokens"].get<int>(), 32768);
        QVERIFY(!openAi->contains("max_tokens"));
        QCOMPARE((*openAi)["stop"][1].get<std::string>(), std::string("\"\n"));
        QCOMPARE((*openAi)["logprobs"].get<bool>(), true);
        QCOMPARE((*openAi)["top_logprobs"].get<int>(), 3);

        const auto ollama = parseJson(bodyOf(shippedTeacher("ollama"), request));
        VERIFY_RESULT(ollama);
        QCOMPARE((*ollama)["options"]["temperature"].get<double>(), 0.6);
        QCOMPARE((*ollama)["options"]["num_predict"].get<int>(), 32768);
        QCOMPARE((*ollama)["options"]["seed"].get<int>(), -7);
        QCOMPARE((*ollama)["top_logprobs"].get<int>(), 3);
        QVERIFY(!ollama->contains("temperature"));
    }

    void whatAProfileDoesNotSupportIsNotSent()
    {
        TeacherProfile teacher = shippedTeacher("generic");
        teacher.unsupported = {"temperature", "top_p",      "seed",          "stop",
                               "logprobs",    "max_tokens", "stream_options"};
        teacher.mostTemperature = 0;
        ChatRequest request = someRequest();
        request.sampling = {0.6, 0.95, 7, 100, {"END"}, 3};
        QCOMPARE(bodyOf(teacher, request),
                 std::string(R"({"model":"m","messages":[{"role":"user","content":"How many?"}],)"
                             R"("stream":true})"));
        teacher.unsupported.clear();
        teacher.usageOption = false;
        QVERIFY(bodyOf(teacher, someRequest()).find("stream_options") == std::string::npos);
    }

    void extraMembersJoinTheRequestBehindItsOwn()
    {
        TeacherProfile teacher = shippedTeacher("generic");
        teacher.extra = R"({"thinking":{"type":"enabled"},"temperature":1})";
        ChatRequest request = someRequest();
        request.sampling.temperature = 0.5;
        const auto body = parseJson(bodyOf(teacher, request));
        VERIFY_RESULT(body);
        QCOMPARE((*body)["thinking"]["type"].get<std::string>(), std::string("enabled"));
        QCOMPARE((*body)["temperature"].get<double>(), 0.5);
        QCOMPARE((*parseJson(bodyOf(teacher, someRequest())))["temperature"].get<int>(), 1);

        TeacherProfile ollama = shippedTeacher("ollama");
        ollama.extra = R"({"think":"high","options":{"num_ctx":16384,"temperature":1}})";
        const auto native = parseJson(bodyOf(ollama, request));
        VERIFY_RESULT(native);
        QCOMPARE((*native)["think"].get<std::string>(), std::string("high"));
        QCOMPARE((*native)["options"]["num_ctx"].get<int>(), 16384);
        QCOMPARE((*native)["options"]["temperature"].get<double>(), 0.5);
    }

    void reasoningIsNotSentBack()
    {
        ChatRequest request = someRequest();
        request.messages = {{"user", "<think>mine</think>a"},
                            {"assistant", "<think>so</think>\n\n4"},
                            {"assistant", "plain"}};
        const auto body = parseJson(bodyOf(shippedTeacher("deepseek"), request));
        VERIFY_RESULT(body);
        QCOMPARE((*body)["messages"][0]["content"].get<std::string>(),
                 std::string("<think>mine</think>a"));
        QCOMPARE((*body)["messages"][1]["content"].get<std::string>(), std::string("4"));
        QCOMPARE((*body)["messages"][2]["content"].get<std::string>(), std::string("plain"));
    }

    void whatIsOutOfBoundsIsNamed()
    {
        const TeacherProfile &teacher = shippedTeacher("fireworks");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(errorOf(teacher, heated(2.5)).contains(QLatin1String("temperature")));
        QVERIFY(errorOf(teacher, heated(nan)).contains(QLatin1String("temperature")));
        Sampling sampling;
        sampling.topP = 1.5;
        QVERIFY(errorOf(teacher, sampling).contains(QLatin1String("Top p")));
        sampling.topP = 0;
        QVERIFY(errorOf(teacher, sampling).contains(QLatin1String("Top p")));
        sampling = {};
        sampling.maxTokens = 0;
        QVERIFY(errorOf(teacher, sampling).contains(QLatin1String("tokens")));
        sampling = {};
        sampling.topLogprobs = 6;
        QVERIFY(errorOf(teacher, sampling).contains(QLatin1String("0 to 5")));
        sampling = {};
        sampling.stop = {""};
        QVERIFY(errorOf(teacher, sampling).contains(QLatin1String("stop")));
        sampling.stop = {"a", "b", "c", "d", "e"};
        QVERIFY(errorOf(teacher, sampling).isEmpty());
        QVERIFY(errorOf(shippedTeacher("openai"), sampling).contains(QLatin1String("at most 4")));
        ChatRequest request = someRequest();
        request.model.clear();
        QVERIFY(bodyOf(teacher, request).starts_with("error:"));
        request = someRequest();
        request.messages.clear();
        QVERIFY(bodyOf(teacher, request).starts_with("error:"));
    }

    void addressesAndContentTypesAreThoseOfTheInterface()
    {
        const auto openAi = dialectFor(shippedTeacher("vllm"));
        QCOMPARE(openAi->chatPath(), std::string("/chat/completions"));
        QCOMPARE(openAi->modelsPath(), std::string("/models"));
        QCOMPARE(openAi->contentType(true), std::string_view("text/event-stream"));
        QCOMPARE(openAi->contentType(false), std::string_view("application/json"));
        const auto ollama = dialectFor(shippedTeacher("ollama"));
        QCOMPARE(ollama->chatPath(), std::string("/api/chat"));
        QCOMPARE(ollama->modelsPath(), std::string("/api/tags"));
        QCOMPARE(ollama->contentType(true), std::string_view("application/x-ndjson"));
    }

    void listsOfModelsAreReadInTheirForms()
    {
        const std::vector<std::string> both = {"a", "b"};
        const auto models = [](const char *teacher, std::string_view body) {
            return dialectFor(shippedTeacher(teacher))->models(body).value_or({"error"});
        };
        QVERIFY(models("openai", R"({"object":"list","data":[{"id":"b"},{"id":"a"},{"id":"a"}]})")
                == both);
        QVERIFY(models("together", R"([{"id":"b","type":"chat"},{"id":"a"},{"x":1},5])") == both);
        QVERIFY(models("ollama", R"({"models":[{"name":"b","size":1},{"name":"a"}]})") == both);
        QVERIFY(models("openai", R"({"data":[]})").empty());
        QVERIFY(models("openai", "<html>") == std::vector<std::string>{"error"});
        QVERIFY(models("openai", R"({"data":5})") == std::vector<std::string>{"error"});
    }

    void errorsAreReadInTheirForms_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QByteArray &body, const char *message) {
            QTest::newRow(name) << body << QString::fromUtf8(message);
        };
        row("object", R"({"error":{"message":"no such model","type":"t","code":null}})",
            "no such model");
        row("text", R"({"error":"no such model"})", "no such model");
        row("message", R"({"object":"error","message":"too long","code":400})", "too long");
        row("detail", R"({"detail":"Not Found"})", "Not Found");
        row("details", R"({"detail":[{"loc":["body"],"msg":"field required"},{"msg":"b"}]})",
            "field required; b");
        row("a list", R"([{"error":{"message":"bad key","code":400}}])", "bad key");
        row("html", "<html><head><title>502 Bad Gateway</title></head>\n<body>nginx</body></html>",
            "502 Bad Gateway nginx");
        row("plain", "upstream\r\n\tfailed\n", "upstream failed");
        row("nothing", "", "");
        row("other JSON", R"({"a":1})", R"({"a":1})");
        row("bytes", "a\xFF\x01z", "a\xEF\xBF\xBD z");
    }
    void errorsAreReadInTheirForms()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, message);
        QCOMPARE(messageOf("generic", body.toStdString()), message);
        QCOMPARE(messageOf("ollama", body.toStdString()), message);
    }

    void errorsHaveTheirTypeAndCode()
    {
        const auto error = dialectFor(shippedTeacher("openai"))
                               ->error(R"({"error":{"message":"m","type":"insufficient_quota",)"
                                       R"("param":null,"code":429}})");
        QCOMPARE(error.type, std::string("insufficient_quota"));
        QCOMPARE(error.code, std::string("429"));
    }

    void aMessageIsOneShortLine()
    {
        std::string words;
        for (int i = 0; i < 1'000; ++i)
            words += "größer\\n";
        for (const std::string &body :
             {"{\"error\":\"" + words + "\"}", std::string(1'000'000, 'x'), words}) {
            const std::string message = dialectFor(shippedTeacher("openai"))->error(body).message;
            QVERIFY(message.size() <= 500 && message.size() > 450);
            QVERIFY(message.find('\n') == std::string::npos);
            QVERIFY(!firstInvalidUtf8(message));
        }
    }
};

QTEST_GUILESS_MAIN(DialectTest)
#include "dialect_test.moc"
