// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replies.h"

#include <QTest>

using namespace touchstone;
using namespace touchstone::test;

namespace {

std::string line(const std::string &message, const std::string &more = R"("done":false)")
{
    return R"({"model":"r1:8b","created_at":"2026-09-01T00:00:00Z","message":)" + message + ","
           + more + "}\n";
}

const std::string Last =
    line(R"({"role":"assistant","content":""})",
         R"("done":true,"done_reason":"length","total_duration":5,"prompt_eval_count":11,)"
         R"("eval_count":7)");

ReadReply read(const std::string &body, bool stream = true)
{
    const TeacherProfile &ollama = shippedTeacher("ollama");
    if (const QString cut = differenceByCuts(ollama, stream, body); !cut.isEmpty())
        qFatal("another reply: %s", qPrintable(cut));
    return readAtOnce(ollama, stream, body);
}

} // namespace

class OllamaRepliesTest final : public QObject
{
    Q_OBJECT

private slots:
    void thinkingAndContentAreTwoFields()
    {
        const ReadReply result =
            read(line(R"({"role":"assistant","content":"","thinking":"Two"})")
                 + line(R"({"role":"assistant","content":"","thinking":" and"})")
                 + line(R"({"role":"assistant","content":"4"})") + Last);
        QVERIFY(!result.fault);
        QCOMPARE(result.reply.reasoning, std::string("Two and"));
        QCOMPARE(result.reply.answer, std::string("4"));
        QCOMPARE(result.reply.reasoningPlace, std::string("thinking"));
        QCOMPARE(result.reply.finishReason, std::string("length"));
        QCOMPARE(result.reply.model, std::string("r1:8b"));
        QCOMPARE(result.reply.pieces, std::int64_t{3});
        QVERIFY((result.reply.usage == Usage{11, 0, 7, 0, true, {}}));
    }

    void tagsAreReadWhereThereIsNoField()
    {
        const ReadReply result =
            read(line(R"({"content":"<think>Two</thi"})") + line(R"({"content":"nk>\n4"})") + Last);
        QCOMPARE(result.reply.reasoning, std::string("Two"));
        QCOMPARE(result.reply.answer, std::string("4"));
        QCOMPARE(result.reply.reasoningPlace, std::string("tags"));
    }

    void aReplyInOneObjectIsRead()
    {
        const std::string whole =
            line(R"({"role":"assistant","content":"4","thinking":"Two"})",
                 R"("done":true,"done_reason":"stop","prompt_eval_count":1,"eval_count":2)");
        for (const std::string &body : {whole, whole.substr(0, whole.size() - 1)}) {
            const ReadReply result = read(body, false);
            QVERIFY(!result.fault);
            QCOMPARE(result.reply.reasoning, std::string("Two"));
            QCOMPARE(result.reply.answer, std::string("4"));
        }
    }

    void anErrorIsTheServersOwnWords()
    {
        const ReadReply result =
            read(line(R"({"content":"a"})") + R"({"error":"the model runner stopped"})" + "\n");
        QCOMPARE(result.fault->kind, FaultKind::ServerSaid);
        QVERIFY(result.fault->mayBeCharged);
        QVERIFY(result.fault->message.contains(QLatin1String("the model runner stopped")));
        QCOMPARE(result.reply.answer, std::string("a"));
    }

    void withoutDoneAReplyIsCut()
    {
        QCOMPARE(read(line(R"({"content":"a"})")).fault->kind, FaultKind::Cut);
        QCOMPARE(read(line(R"({"content":"a"})") + "{\"model\":\"r").fault->kind, FaultKind::Cut);
        QCOMPARE(read("").fault->kind, FaultKind::Cut);
    }

    void whatIsNoObjectIsNoReply()
    {
        QCOMPARE(read("<html>\n").fault->kind, FaultKind::NotAReply);
        QCOMPARE(read("<html>").fault->kind, FaultKind::NotAReply);
        QCOMPARE(read(line(R"({"content":"a"})") + "{\"a\":\n" + Last).fault->kind,
                 FaultKind::NotAReply);
    }

    void logProbabilitiesAreJoined()
    {
        const ReadReply result =
            read(line(R"({"content":"a"})", R"("logprobs":[{"token":"a","logprob":-0.5}])") + Last);
        QVERIFY(
            QString::fromStdString(result.reply.logprobs).startsWith(QLatin1String("[{\"token\"")));
    }
};

QTEST_GUILESS_MAIN(OllamaRepliesTest)
#include "ollamareplies_test.moc"
