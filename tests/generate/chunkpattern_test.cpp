// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replies.h"

#include <base/json.h>

#include <QTest>

#include <array>
#include <random>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// What a stream of these deltas becomes; `alike`: all chunks have the same bytes around the texts,
/// otherwise each has a number of its own, so that every one is parsed.
ReadReply streamOf(const char *teacher, const std::vector<Json> &deltas, bool alike)
{
    std::string body;
    int number = 0;
    for (const Json &delta : deltas) {
        Json choice = {{"index", 0}, {"delta", delta}, {"finish_reason", nullptr}};
        Json chunk = {{"id", "c-1"}, {"model", "m-1"}, {"created", alike ? 0 : ++number}};
        chunk["choices"] = Json::array({std::move(choice)});
        body += "data: " + dumpJson(chunk) + "\n\n";
    }
    body += "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            "data: [DONE]\n\n";
    return readAtOnce(shippedTeacher(teacher), true, body);
}

} // namespace

/// Chunks that are alike are read without a parser, and must say what a parser would.
class ChunkPatternTest final : public QObject
{
    Q_OBJECT

private slots:
    void alikeOrNotTheReplyIsTheSame_data();
    void alikeOrNotTheReplyIsTheSame();
    void aTextThatStandsTwiceIsFound();
    void aTextThatStandsElsewhereIsNotTaken();
    void bytesThatNoStringHoldsAreNoText();
    void randomStreams();
};

void ChunkPatternTest::alikeOrNotTheReplyIsTheSame_data()
{
    QTest::addColumn<QByteArray>("deltas");
    const auto add = [](const char *name, const char *deltas) {
        QTest::newRow(name) << QByteArray(deltas);
    };
    add("answer", "[{'content':'One'},{'content':' and'},{'content':' one'},{'content':'.'}]");
    add("reasoning, then answer",
        "[{'reasoning_content':'Let'},{'reasoning_content':' me'},{'reasoning_content':' see'},"
        "{'content':'It'},{'content':' is'},{'content':' 2'},{'reasoning_content':'!'}]");
    add("null beside it", "[{'content':null,'reasoning_content':'a'},"
                          "{'content':null,'reasoning_content':'b'},"
                          "{'content':'c','reasoning_content':null},"
                          "{'content':'d','reasoning_content':null}]");
    add("both at once", "[{'content':'x','reasoning_content':'a'},"
                        "{'content':'y','reasoning_content':'a'}]");
    add("texts that are names", "[{'content':'content'},{'content':'delta'},{'content':'c-1'},"
                                "{'content':'stop'},{'content':','},{'content':':'}]");
    add("escapes", "[{'content':'a'},{'content':'\\n'},{'content':'\\u0022'},{'content':'\\\\'},"
                   "{'content':'\\u0000'},{'content':'\xC3\xA9'},{'content':'b'}]");
    add("empty pieces", "[{'content':'a'},{'content':''},{'content':'b'},{'role':'assistant'},"
                        "{'content':'c'}]");
    add("tags", "[{'content':'<th'},{'content':'ink>'},{'content':'so'},{'content':'</think>'},"
                "{'content':'2'},{'content':'3'}]");
    add("refusal", "[{'refusal':'I'},{'refusal':' cannot'},{'content':'2'}]");
}

void ChunkPatternTest::alikeOrNotTheReplyIsTheSame()
{
    QFETCH(QByteArray, deltas);
    const auto parsed = parseJson(deltas.replace('\'', '"').toStdString());
    QVERIFY(parsed.has_value());
    const auto all = parsed->get<std::vector<Json>>();
    for (const char *teacher : {"deepseek", "together", "vllm", "openai", "llamacpp"}) {
        const ReadReply alike = streamOf(teacher, all, true);
        QVERIFY2(!alike.fault, teacher);
        QVERIFY2(alike == streamOf(teacher, all, false), teacher);
    }
}

/// The second "assistant" is the text, the first one is not.
void ChunkPatternTest::aTextThatStandsTwiceIsFound()
{
    const std::vector<Json> deltas = {{{"role", "assistant"}, {"content", "assistant"}},
                                      {{"role", "assistant"}, {"content", "other"}},
                                      {{"role", "other"}, {"content", "last"}},
                                      {{"role", "assistant"}, {"content", "s"}}};
    const ReadReply read = streamOf("deepseek", deltas, true);
    QCOMPARE(read.reply.answer, std::string("assistantotherlasts"));
    QCOMPARE(read.reply.pieces, std::int64_t{4});
}

/// The escaped text is the name's text, which stands there as it is.
void ChunkPatternTest::aTextThatStandsElsewhereIsNotTaken()
{
    std::string body;
    for (const char *name : {"c-1", "d-2", "e-3"})
        body += std::string("data: {\"x\":\"") + name
                + "\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\u0063-1\"},"
                  "\"finish_reason\":null}]}\n\n";
    QCOMPARE(readAtOnce(shippedTeacher("deepseek"), true, body).reply.answer,
             std::string("c-1c-1c-1"));
}

void ChunkPatternTest::bytesThatNoStringHoldsAreNoText()
{
    const std::string before = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
    const std::string after = "\"},\"finish_reason\":null}]}\n\n";
    const auto read = [&](const std::string &text) {
        std::string body;
        for (const std::string &one : {std::string("a"), std::string("b"), text})
            body.append(before).append(one).append(after);
        return readAtOnce(shippedTeacher("deepseek"), true, body).reply.answer;
    };
    QCOMPARE(read("c"), std::string("abc"));
    // A text that closes the string early makes other JSON of the same beginning and end.
    QCOMPARE(read("x\",\"content\":\"y"), std::string("aby"));
    QCOMPARE(read("\\u0041"), std::string("abA"));
    // No UTF-8: mended as ever.
    QCOMPARE(read("\xFF"), std::string("ab\xEF\xBF\xBD"));
}

void ChunkPatternTest::randomStreams()
{
    std::mt19937 random(11); // the same streams in every run
    const std::vector<std::string> texts = {"a",  " the",    "\"",       "\\",
                                            "\n", "<think>", "</think>", "\xC3\xA9",
                                            ",",  "",        "content",  "c-1"};
    const std::vector<std::string> members = {"content", "reasoning_content", "reasoning",
                                              "refusal", "role"};
    constexpr std::array Teachers = {"deepseek", "together", "openrouter"};
    for (int round = 0; round < 300; ++round) {
        std::vector<Json> deltas;
        for (std::size_t count = 1 + random() % 20; count > 0; --count) {
            Json delta = Json::object();
            for (std::size_t i = random() % 4 == 0 ? 2 : 1; i > 0; --i)
                delta[members[random() % members.size()]] = texts[random() % texts.size()];
            deltas.push_back(std::move(delta));
        }
        const char *teacher = Teachers[random() % Teachers.size()];
        QVERIFY2(streamOf(teacher, deltas, true) == streamOf(teacher, deltas, false),
                 dumpJson(Json(deltas)).c_str());
    }
}

QTEST_GUILESS_MAIN(ChunkPatternTest)
#include "chunkpattern_test.moc"
