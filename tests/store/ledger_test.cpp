// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <base/text.h>
#include <store/ledgerwriter.h>

#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

Store::GenerationStart start(const std::string &source = "deep")
{
    Store::GenerationStart made;
    made.source = source;
    made.teacher = "deepseek";
    made.model = "deepseek-reasoner";
    made.settings = R"({"samples":2})";
    made.currency = "USD";
    return made;
}

LedgerWriter begin(Project &project, const std::string &source = "deep")
{
    auto writer = project->beginGeneration(start(source));
    if (!writer)
        qFatal("%s", qPrintable(writer.error().message));
    return std::move(*writer);
}

/// Asks for one sample of each of these prompts.
std::vector<LedgerWriter::Sent>
send(LedgerWriter &writer, const std::vector<PromptId> &prompts, int most = 1)
{
    std::vector<LedgerWriter::Asked> asked;
    for (const PromptId prompt : prompts)
        asked.push_back({prompt, most});
    auto written = writer.write({}, asked);
    return written ? written->sent : std::vector<LedgerWriter::Sent>{};
}

LedgerWriter::Ended answered(RequestId request, const std::string &answer = "It is 2.")
{
    LedgerWriter::Ended ended;
    ended.request = request;
    ended.state = RequestState::Settled;
    ended.serverId = "chat-1";
    ended.usage = {100, 40, 50, 30, true, {}};
    ended.cost = 1'500;
    ended.finishReason = "stop";
    Response response;
    response.reasoning = "One and one.";
    response.answer = answer;
    response.reasoningWords = 3;
    response.answerWords = countWords(answer);
    ended.response = response;
    return ended;
}

LedgerWriter::Ended lost(RequestId request, RequestState state = RequestState::Unknown)
{
    LedgerWriter::Ended ended;
    ended.request = request;
    ended.state = state;
    ended.error = "cut off";
    ended.reasoning = "One and";
    return ended;
}

Result<std::int64_t> end(LedgerWriter &writer, LedgerWriter::Ended ended)
{
    TRY_ASSIGN(const LedgerWriter::Written written, writer.write({&ended, 1}));
    return written.settled;
}

std::size_t found(const Store &store, const std::string &query)
{
    const auto ids = store.promptIds(*parseQuery(query));
    return ids ? ids->size() : ~std::size_t{0};
}

} // namespace

class LedgerTest final : public QObject
{
    Q_OBJECT

private slots:
    void aReplyIsAResponseLikeAnImportedOne()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 3));
        LedgerWriter writer = begin(project);
        const auto sent = send(writer, {project.prompt("p2")});
        QCOMPARE(sent.size(), std::size_t{1});
        QVERIFY(writer.batch().isNull());
        QCOMPARE(*end(writer, answered(sent[0].id, "zwetschge is it")), 1);
        VERIFY_RESULT(writer.finish());

        const Item item = *project->item(project.prompt("p2"));
        QCOMPARE(item.responses.size(), std::size_t{3});
        QCOMPARE(item.sources[2].name, std::string("deep"));
        QCOMPARE(parseJson(item.sources[2].meta)->value("model", ""),
                 std::string("deepseek-reasoner"));
        QCOMPARE(item.responses[2].answer, std::string("zwetschge is it"));
        QVERIFY(!item.responses[2].uid.isNull());
        QCOMPARE(found(*project, "source:deep"), std::size_t{1});
        QCOMPARE(found(*project, "zwetschge"), std::size_t{1});
        Progress progress;
        VERIFY_RESULT(project->buildSearchIndex(progress));
        QCOMPARE(found(*project, "zwetschge"), std::size_t{1});
        QCOMPARE(project->summaries(std::vector{item.prompt.id})->front().teacherWords, 6);
        QCOMPARE(project.complaints(), std::string{});

        const Batch batch = project->batches()->back();
        QCOMPARE(batch.id, writer.batch());
        QCOMPARE(batch.format, std::string("generation"));
        QCOMPARE(batch.path, std::string("deepseek: deepseek-reasoner"));
        QCOMPARE(batch.responsesNew, 1);
        const auto provenance = project->provenance(item.prompt.id);
        QCOMPARE(provenance->back().sources, std::vector<std::string>{"deep"});
    }

    void manyThatEndTogetherHaveEachTheirOwnResponse()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 3));
        LedgerWriter writer = begin(project);
        const auto sent =
            send(writer, {project.prompt("p1"), project.prompt("p2"), project.prompt("p3")});
        // In another order than they left, one of them without a reply.
        std::vector<LedgerWriter::Ended> ended = {answered(sent[2].id, "third"), lost(sent[1].id),
                                                  answered(sent[0].id, "first")};
        QCOMPARE(writer.write(ended)->settled, 2);
        VERIFY_RESULT(writer.finish());
        QCOMPARE(project->item(project.prompt("p1"))->responses.back().answer,
                 std::string("first"));
        QCOMPARE(project->item(project.prompt("p3"))->responses.back().answer,
                 std::string("third"));
        QCOMPARE(project->unknownRequests()->size(), std::size_t{1});
        QCOMPARE(project->batches()->back().responsesNew, 2);
        // Which request has which response is seen there.
        QCOMPARE(project.complaints(), std::string{});
    }

    void aRunIsTakenBackAsAnImportIs()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        LedgerWriter writer = begin(project);
        const auto sent = send(writer, {project.prompt("p1"), project.prompt("p2")});
        QCOMPARE(*end(writer, answered(sent[0].id)), 1);
        VERIFY_RESULT(project->perform(Step{{SetBatchActive{writer.batch(), false}}}));
        // What comes while it is taken back is taken back too.
        QCOMPARE(*end(writer, answered(sent[1].id)), 1);
        QCOMPARE(found(*project, "source:deep"), std::size_t{0});
        QCOMPARE(project.complaints(), std::string{});
        QVERIFY(project->sampleCounts("deep")->empty());
        VERIFY_RESULT(project->undo());
        QCOMPARE(found(*project, "source:deep"), std::size_t{2});
        QCOMPARE(project.complaints(), std::string{});
    }

    void noSampleIsAskedForTwice()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        const PromptId prompt = project.prompt("p1");
        LedgerWriter one = begin(project);
        LedgerWriter other = begin(project);
        QVERIFY(!send(one, {prompt})[0].id.isNull());
        QVERIFY(send(other, {prompt})[0].id.isNull());
        const auto second = send(other, {prompt}, 2);
        QCOMPARE(second[0].sample, 1);
        QCOMPARE(project->sampleCounts("deep")->at(prompt), 2);
        QVERIFY(send(one, {prompt}, 2)[0].id.isNull());
        // An imported response of the source is one of its samples.
        LedgerWriter model = begin(project, "model");
        QVERIFY(send(model, {prompt})[0].id.isNull());
        QCOMPARE(send(model, {prompt}, 2)[0].sample, 1);
    }

    void whatFailedLeavesAgainUnderItsNumber()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        const PromptId prompt = project.prompt("p1");
        LedgerWriter writer = begin(project);
        const RequestId request = send(writer, {prompt})[0].id;
        QCOMPARE(*end(writer, lost(request, RequestState::Failed)), 0);
        QVERIFY(project->sampleCounts("deep")->empty());
        const LedgerWriter::Asked again{prompt, 1, request};
        QCOMPARE(writer.write({}, {&again, 1})->sent[0].id, request);
        QCOMPARE(*end(writer, answered(request)), 1);
        QCOMPARE(project->generations()->front().spending.settled, 1);
        QCOMPARE(project->generations()->front().spending.failed, 0);
        // Another run took the sample of one that failed: it is not asked for by both.
        const PromptId same = prompt;
        const RequestId second = send(writer, {same}, 2)[0].id;
        QCOMPARE(*end(writer, lost(second, RequestState::Failed)), 0);
        LedgerWriter other = begin(project);
        QVERIFY(!send(other, {same}, 2)[0].id.isNull());
        const LedgerWriter::Asked late{same, 2, second};
        QVERIFY(writer.write({}, {&late, 1})->sent[0].id.isNull());
    }

    void whatFailedForGoodIsListedUntilItsSampleIsTaken()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 3));
        const std::vector<PromptId> prompts = {project.prompt("p1"), project.prompt("p2"),
                                               project.prompt("p3")};
        LedgerWriter writer = begin(project);
        const auto sent = send(writer, prompts);
        for (const auto &one : {sent[0], sent[1]})
            QCOMPARE(*end(writer, lost(one.id, RequestState::Failed)), 0);
        QCOMPARE(*end(writer, lost(sent[2].id)), 0);
        // While the run is at work it may send them again itself.
        QVERIFY(project->failedRequests(writer.generation())->empty());
        VERIFY_RESULT(writer.finish());
        const auto failed = project->failedRequests(writer.generation());
        QCOMPARE(failed->size(), std::size_t{2});
        QCOMPARE(failed->front().id, sent[0].id);
        QCOMPARE(failed->front().error, std::string("cut off"));

        LedgerWriter other = begin(project);
        const LedgerWriter::Asked first{prompts[0], 1, {}, 0};
        QVERIFY(!other.write({}, {&first, 1})->sent[0].id.isNull());
        QVERIFY(other.write({}, {&first, 1})->sent[0].id.isNull());
        QCOMPARE(project->failedRequests(writer.generation())->size(), std::size_t{1});
        // A sample that is asked for by its number need not be the first that is free.
        const LedgerWriter::Asked fifth{prompts[1], 1, {}, 4};
        QCOMPARE(other.write({}, {&fifth, 1})->sent[0].sample, 4);
        QCOMPARE(project->failedRequests(writer.generation())->size(), std::size_t{1});
    }

    void aSettledRequestStaysSettled()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        LedgerWriter writer = begin(project);
        const RequestId request = send(writer, {project.prompt("p1")})[0].id;
        QCOMPARE(*end(writer, answered(request)), 1);
        QCOMPARE(*end(writer, answered(request, "Another.")), 0);
        QCOMPARE(*end(writer, lost(request)), 0);
        QCOMPARE(project->item(project.prompt("p1"))->responses.size(), std::size_t{3});
        QCOMPARE(project->spending()->front().spending.cost, 1'500);
        QCOMPARE(project.complaints(), std::string{});
    }

    void samplesThatCameOutAlikeAllStand()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        LedgerWriter writer = begin(project);
        const PromptId prompt = project.prompt("p1");
        const auto sent = send(writer, {prompt, prompt}, 2);
        for (const auto &one : sent)
            QCOMPARE(*end(writer, answered(one.id)), 1);
        const Item item = *project->item(prompt);
        QCOMPARE(item.responses.size(), std::size_t{4});
        QCOMPARE(item.responses[2].sample, 0);
        QCOMPARE(item.responses[3].sample, 1);
        QVERIFY(item.responses[2].uid != item.responses[3].uid);
        QCOMPARE(project.complaints(), std::string{});
    }

    void whatWasOnItsWayWhenTheProgramEndedIsUnknown()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 3));
        {
            LedgerWriter writer = begin(project);
            const auto sent =
                send(writer, {project.prompt("p1"), project.prompt("p2"), project.prompt("p3")});
            QCOMPARE(*end(writer, answered(sent[0].id)), 1);
            LedgerWriter::Partial partial{sent[1].id, "One and", ""};
            VERIFY_RESULT(writer.write({}, {}, {&partial, 1}));
            // A job of this program is not disturbed by another Store on the file.
            Store::Options options = project.options();
            options.mode = Store::Mode::Sibling;
            VERIFY_RESULT(Store::open(project.path(), options));
            QVERIFY(project->unknownRequests()->empty());
        }
        VERIFY_RESULT(project.reopen());
        const auto unknown = project->unknownRequests();
        QCOMPARE(unknown->size(), std::size_t{2});
        QCOMPARE(unknown->front().key, std::string("p2"));
        QCOMPARE(unknown->front().reasoning, std::string("One and"));
        QVERIFY(!unknown->front().entry.error.empty());
        QCOMPARE(project->sampleCounts("deep")->size(), std::size_t{3});
        QVERIFY(project->generations()->front().endedUs > 0);
        LedgerWriter next = begin(project);
        QVERIFY(send(next, {project.prompt("p2")})[0].id.isNull());

        const std::vector<RequestId> given{unknown->front().entry.id};
        VERIFY_RESULT(project->forgoRequests(given));
        QCOMPARE(project->unknownRequests()->size(), std::size_t{1});
        QCOMPARE(project->generations()->front().spending.forgone, 1);
        QVERIFY(!send(next, {project.prompt("p2")})[0].id.isNull());
    }

    void whatABatchFileAskedIsNotLost()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        Store::GenerationStart file = start();
        file.inFile = true;
        GenerationId run;
        RequestId request;
        {
            auto writer = project->beginGeneration(file);
            VERIFY_RESULT(writer);
            run = writer->generation();
            request = send(*writer, {project.prompt("p1")})[0].id;
        }
        VERIFY_RESULT(project.reopen());
        QVERIFY(project->unknownRequests()->empty());
        auto writer = project->openGeneration(run);
        VERIFY_RESULT(writer);
        const Uid prompt = project->prompt(project.prompt("p1"))->uid;
        const auto named = writer->named();
        QCOMPARE(named->size(), std::size_t{1});
        QCOMPARE(named->front().id, request);
        QVERIFY(named->front().name == LedgerWriter::nameOf(writer->uid(), prompt, 0));
        QCOMPARE(*end(*writer, answered(request)), 1);
        // What never comes back can be given up.
        QVERIFY(!send(*writer, {project.prompt("p2")})[0].id.isNull());
        VERIFY_RESULT(writer->forgoAll());
        QCOMPARE(project->sampleCounts("deep")->size(), std::size_t{1});
    }

    void aRunThatEndsKnowsWhatItLost()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        LedgerWriter writer = begin(project);
        send(writer, {project.prompt("p1")});
        VERIFY_RESULT(writer.finish());
        QCOMPARE(project->unknownRequests()->size(), std::size_t{1});
    }

    void textsThatNoProjectCanKeepAreMended()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        LedgerWriter writer = begin(project);
        const PromptId prompt = project.prompt("p1");
        const RequestId request = send(writer, {prompt})[0].id;
        LedgerWriter::Ended ended = answered(request, std::string("a\0b\xff", 4));
        ended.serverId = std::string("\0", 1);
        QCOMPARE(*end(writer, ended), 1);
        QCOMPARE(project->item(prompt)->responses[2].answer, std::string("a\xef\xbf\xbd"
                                                                         "b\xef\xbf\xbd"));
    }

    void moneyIsSummedBySourceAndCurrency()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        LedgerWriter dollars = begin(project);
        const auto sent = send(dollars, {project.prompt("p1"), project.prompt("p2")});
        VERIFY_RESULT(end(dollars, answered(sent[0].id)));
        VERIFY_RESULT(end(dollars, lost(sent[1].id)));
        Store::GenerationStart other = start();
        other.currency = "CNY";
        auto yuan = project->beginGeneration(other);
        VERIFY_RESULT(yuan);
        VERIFY_RESULT(end(*yuan, answered(send(*yuan, {project.prompt("p1")}, 2)[0].id)));
        const auto all = project->spending();
        QCOMPARE(all->size(), std::size_t{2});
        const Spending usd{0, 1, 0, 1, 0, 100, 50, 1'500, "USD"};
        QVERIFY(all->back().spending == usd);
        QCOMPARE(all->front().spending.currency, std::string("CNY"));
    }

    void aPersonsSourceTakesNoReplies()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        const auto refused = project->beginGeneration(start("people"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::BadInput);
        QVERIFY(project->generations()->empty());
    }
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "ledger_test.moc"
