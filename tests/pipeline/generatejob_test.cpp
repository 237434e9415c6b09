// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <pipeline/generatejob.h>
#include <pipeline/unknownrequests.h>

#include <QFile>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <memory>
#include <set>
#include <support/project.h>
#include <support/teacherplan.h>
#include <support/testdata.h>
#include <teacherserver/teacherreplies.h>
#include <thread>

using namespace touchstone;
using namespace std::chrono_literals;
using test::good;
using test::planFor;
using test::Project;
using test::responsesOf;
using test::ServerReply;
using test::ServerRequest;
using test::TeacherServer;

namespace {

/// Waits, as a person would, until a job says so.
template <typename Condition>
bool comesTrue(const GenerateJob &job, const Condition &condition)
{
    for (int look = 0; look < 3000; ++look) {
        if (condition(*job.live()))
            return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

/// A job at work on a thread of its own, as the window has it.
class Working final
{
public:
    Working(const Project &project, GeneratePlan plan)
        : m_job(std::move(plan))
        , m_thread(
              QThread::create([this, path = project.path(), options = project.options()]() mutable {
                  options.mode = Store::Mode::Sibling;
                  auto store = Store::open(path, options);
                  m_done = store ? m_job.run(**store, m_progress) : Result<>(store.error());
              }))
    {
        m_thread->start();
    }
    ~Working() { wait(); }

    GenerateJob &job() { return m_job; }
    void cancel() { m_progress.cancel(); }
    const Result<> &wait()
    {
        m_thread->wait();
        return m_done;
    }

private:
    GenerateJob m_job;
    Progress m_progress;
    Result<> m_done;
    std::unique_ptr<QThread> m_thread;
};

} // namespace

class GenerateJobTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsMissingIsAskedFor()
    {
        const TeacherServer server(good);
        Project project;
        project.addProblems(3, true, false);
        GenerateJob job(planFor(server, 2));
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(server.requests().size(), std::size_t{6});
        const GenerateJob::Report &report = job.report();
        QVERIFY(report.end == GenerateJob::End::Done);
        QCOMPARE(report.planned, 6);
        QCOMPARE(report.spending.settled, 6);
        QVERIFY(report.spending.completionTokens > 0);
        QVERIFY(report.spending.cost > 0);
        const Item item = *project->item(project.prompt("p2"));
        QCOMPARE(item.responses.size(), std::size_t{3});
        QCOMPARE(item.sources[1].name, std::string("m1"));
        QCOMPARE(item.responses[1].reasoning, std::string("Three times four."));
        QCOMPARE(item.responses[1].answer, std::string("It is \\boxed{12}."));
        QCOMPARE(item.responses[1].finalAnswer, std::string("12"));
        QCOMPARE(item.responses[2].sample, 1);
        QCOMPARE(project->spending()->front().spending.cost, report.spending.cost);
        QCOMPARE(project.complaints(), std::string{});
        const auto live = job.live();
        QVERIFY(live->state == LiveGeneration::State::Ended);
        QCOMPARE(live->settled, 6);
    }

    void whatIsThereIsNotAskedForAgain()
    {
        const TeacherServer server(good);
        Project project;
        project.addProblems(3, true, false);
        Progress progress;
        VERIFY_RESULT(GenerateJob(planFor(server)).run(*project, progress));
        GenerateJob again(planFor(server));
        VERIFY_RESULT(again.run(*project, progress));
        QCOMPARE(again.report().planned, 0);
        QVERIFY(again.report().generation.isNull());
        QCOMPARE(server.requests().size(), std::size_t{3});
        // One more of one prompt, as the review page wants it.
        GeneratePlan more = planFor(server);
        more.prompts = {project.prompt("p2")};
        more.more = 1;
        VERIFY_RESULT(GenerateJob(more).run(*project, progress));
        QCOMPARE(server.requests().size(), std::size_t{4});
        QCOMPARE(responsesOf(*project, "p2"), std::size_t{3});
    }

    void whatTheServerRefusesForTheMomentIsAskedAgain()
    {
        const TeacherServer server([](const ServerRequest &request) {
            if (request.number % 2 == 0)
                return good(request);
            return request.number == 1 ? test::errorReply(429, "slower", "rate_limit", "")
                                       : test::errorReply(503, "busy", "server_error", "");
        });
        Project project;
        project.addProblems(4, true, false);
        GeneratePlan plan = planFor(server);
        plan.settings.streams = 1;
        GenerateJob job(plan);
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(job.report().spending.settled, 4);
        QCOMPARE(job.report().spending.failed, 0);
        QCOMPARE(job.report().retried, 4);
        QCOMPARE(job.report().retriedAfter, (std::map<int, std::int64_t>{{429, 1}, {503, 3}}));
        QCOMPARE(job.live()->retriedAfter, job.report().retriedAfter);
        QCOMPARE(project->generations()->front().spending.failed, 0);
    }

    void whatFailedIsMissingTheNextTime()
    {
        std::atomic<bool> good400 = false;
        const TeacherServer server([&](const ServerRequest &request) {
            return !good400 && request.body.find("Problem 2 ") != std::string::npos
                       ? test::errorReply(400, "too rude", "invalid_request_error", "")
                       : good(request);
        });
        Project project;
        project.addProblems(3, true, false);
        GenerateJob job(planFor(server));
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(job.report().spending.failed, 1);
        QVERIFY(job.report().firstFailure.contains(QLatin1String("too rude")));
        QCOMPARE(responsesOf(*project, "p2"), std::size_t{1});
        good400 = true;
        GenerateJob again(planFor(server));
        VERIFY_RESULT(again.run(*project, progress));
        QCOMPARE(again.report().planned, 1);
        QCOMPARE(responsesOf(*project, "p2"), std::size_t{2});
    }

    void aWrongKeyEndsTheJobWithTheProvidersWords()
    {
        const TeacherServer server([](const ServerRequest &) {
            return test::errorReply(401, "Incorrect key, see example.org", "auth", "invalid_key");
        });
        Project project;
        project.addProblems(50, true, false);
        GenerateJob job(planFor(server));
        Progress progress;
        const auto done = job.run(*project, progress);
        QVERIFY(!done);
        QVERIFY(done.error().message.contains(QLatin1String("Incorrect key")));
        QVERIFY(job.report().end == GenerateJob::End::Refused);
        QVERIFY(server.requests().size() <= std::size_t{8});
        QVERIFY(project->unknownRequests()->empty());
    }

    void aRefusalOfTheKeyOnTheWayStartsNothingMoreAndKeepsWhatRuns()
    {
        const TeacherServer server([](const ServerRequest &request) {
            return request.number == 4
                       ? test::errorReply(401, "Incorrect key, see example.org", "auth", "")
                       : test::usualReply(request, 20, 100ms);
        });
        Project project;
        project.addProblems(50, true, false);
        Working working(project, planFor(server));
        // While the others end, people are told why nothing is started any more.
        QVERIFY(comesTrue(working.job(), [](const LiveGeneration &live) {
            return live.state == LiveGeneration::State::Stopping && live.running > 0
                   && live.lastRefusal.contains(QLatin1String("Incorrect key"));
        }));
        const std::size_t asked = server.requests().size();
        const auto done = working.wait();
        QVERIFY(!done);
        QVERIFY(done.error().message.contains(QLatin1String("Incorrect key")));
        QCOMPARE(server.requests().size(), asked);
        const auto &report = working.job().report();
        QVERIFY(report.end == GenerateJob::End::Refused);
        QCOMPARE(report.spending.settled, static_cast<std::int64_t>(asked) - 1);
        std::size_t kept = 0;
        for (int problem = 1; problem <= 50; ++problem)
            kept += responsesOf(*project, "p" + std::to_string(problem));
        // Each had one of a person.
        QCOMPARE(kept, 50 + asked - 1);
        QVERIFY(project->unknownRequests()->empty());
    }

    void whereAllFailAlikeTheJobEnds()
    {
        const TeacherServer server([](const ServerRequest &) {
            return test::errorReply(404, "no such model", "invalid_request_error", "");
        });
        Project project;
        project.addProblems(60, true, false);
        GenerateJob job(planFor(server));
        Progress progress;
        const auto done = job.run(*project, progress);
        QVERIFY(!done);
        QVERIFY(done.error().message.contains(QLatin1String("no such model")));
        QVERIFY(server.requests().size() < std::size_t{20});
    }

    void aBudgetIsNotPassed()
    {
        const TeacherServer server(good);
        Project project;
        project.addProblems(40, true, false);
        GeneratePlan plan = planFor(server);
        plan.settings.sampling.maxTokens = 40;
        plan.settings.tokenBudget = 500;
        GenerateJob job(plan);
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QVERIFY(job.report().end == GenerateJob::End::Budget);
        const Spending &spending = job.report().spending;
        QVERIFY(spending.settled > 0 && spending.settled < 40);
        QVERIFY(spending.promptTokens + spending.completionTokens <= 500);
        // In money: a reply costs two millionths of a dollar for each token.
        plan.settings.tokenBudget.reset();
        plan.settings.budget = spending.cost / 2;
        GenerateJob money(plan);
        VERIFY_RESULT(money.run(*project, progress));
        QVERIFY(money.report().end == GenerateJob::End::Budget);
        QVERIFY(money.report().spending.cost <= spending.cost / 2);
        // Without a price it cannot be kept.
        plan.settings.teacher.prices.clear();
        QVERIFY(!GenerateJob(plan).run(*project, progress));
    }

    void whatMayHaveBeenChargedIsUnknownUntilAPersonDecides()
    {
        std::atomic<bool> cut = true;
        const TeacherServer server([&](const ServerRequest &request) {
            ServerReply reply = good(request);
            if (cut && request.body.find("Problem 2 ") != std::string::npos) {
                reply.pieces.resize(2);
                reply.end = ServerReply::End::Cut;
            }
            return reply;
        });
        Project project;
        project.addProblems(3, true, false);
        GenerateJob job(planFor(server));
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(job.report().spending.unknown, 1);
        QCOMPARE(server.requests().size(), std::size_t{3});
        auto unknown = project->unknownRequests();
        QCOMPARE(unknown->size(), std::size_t{1});
        QCOMPARE(unknown->front().key, std::string("p2"));
        QVERIFY(unknown->front().reasoning.starts_with("Three"));
        // Not by itself…
        VERIFY_RESULT(GenerateJob(planFor(server)).run(*project, progress));
        QCOMPARE(server.requests().size(), std::size_t{3});
        // …but when it was given up.
        VERIFY_RESULT(forgoUnknown(*project, *unknown));
        VERIFY_RESULT(GenerateJob(planFor(server)).run(*project, progress));
        QCOMPARE(server.requests().size(), std::size_t{4});
        unknown = project->unknownRequests();
        QCOMPARE(unknown->size(), std::size_t{1});
        // Or what came of it is kept.
        QCOMPARE(*keepUnknown(*project, *unknown), 1);
        const Item item = *project->item(project.prompt("p2"));
        QCOMPARE(item.responses.size(), std::size_t{2});
        QVERIFY((item.responses[1].flags & Truncated) != 0);
        QVERIFY(item.responses[1].reasoning.starts_with("Three"));
        QVERIFY(project->unknownRequests()->empty());
        QCOMPARE(project.complaints(), std::string{});
    }

    void aCancelEndsStuckStreamsAndKeepsTheirText()
    {
        const TeacherServer server([](const ServerRequest &request) {
            ServerReply reply = good(request);
            reply.pieces.resize(2);
            reply.end = ServerReply::End::Stall;
            return reply;
        });
        Project project;
        project.addProblems(20, true, false);
        Working working(project, planFor(server));
        QVERIFY(comesTrue(working.job(), [](const LiveGeneration &live) {
            return live.streams.size() == 4
                   && std::all_of(live.streams.begin(), live.streams.end(),
                                  [](const auto &stream) { return !stream.tail.empty(); });
        }));
        QVERIFY(working.job().live()->streams.front().key.starts_with("p"));
        working.cancel();
        const Result<> &done = working.wait();
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::Cancelled);
        QVERIFY(working.job().report().end == GenerateJob::End::Cancelled);
        const auto unknown = project->unknownRequests();
        QCOMPARE(unknown->size(), std::size_t{4});
        for (const UnknownRequest &one : *unknown)
            QVERIFY(!one.reasoning.empty());
        QCOMPARE(server.requests().size(), std::size_t{4});
    }

    void aKeyThatAServerSaysBackShowsInNoStream()
    {
        const TeacherServer server([](const ServerRequest &) {
            ServerReply reply =
                test::openAiStream({"You came with ", test::PlantedKey, ". Careful!"}, {"No"});
            const auto last = std::find_if(reply.pieces.begin(), reply.pieces.end(),
                                           [](const std::string &piece) {
                                               return piece.find("Careful") != std::string::npos;
                                           });
            reply.pieces.erase(last + 1, reply.pieces.end());
            reply.end = ServerReply::End::Stall;
            return reply;
        });
        Project project;
        project.addProblems(1, true, false);
        Working working(project, planFor(server));
        std::string shown;
        QVERIFY(comesTrue(working.job(), [&shown](const LiveGeneration &live) {
            shown = live.streams.empty() ? std::string{} : live.streams.front().tail;
            return shown.find("Careful") != std::string::npos;
        }));
        working.cancel();
        QCOMPARE(shown, std::string("You came with [key]. Careful!"));
    }

    void aPauseStartsNoneAndLetsRunningOnesEnd()
    {
        const TeacherServer server(good);
        Project project;
        project.addProblems(300, true, false);
        GeneratePlan plan = planFor(server);
        plan.settings.streams = 1;
        Working working(project, plan);
        QVERIFY(
            comesTrue(working.job(), [](const LiveGeneration &live) { return live.settled > 2; }));
        working.job().setPaused(true);
        QVERIFY(working.job().isPaused());
        QVERIFY(comesTrue(working.job(), [](const LiveGeneration &live) {
            return live.state == LiveGeneration::State::Paused && live.running == 0;
        }));
        const std::size_t asked = server.requests().size();
        // The job has looked around some times since, and could have started one each time.
        std::set<std::shared_ptr<const LiveGeneration>> looks;
        QVERIFY(comesTrue(working.job(), [&](const LiveGeneration &) {
            looks.insert(working.job().live());
            return looks.size() > 3;
        }));
        QCOMPARE(server.requests().size(), asked);
        working.job().setPaused(false);
        VERIFY_RESULT(working.wait());
        QCOMPARE(server.requests().size(), std::size_t{300});
    }

    void aPromptThatLacksAFieldIsNotAsked()
    {
        const TeacherServer server(good);
        Project project;
        project.addProblems(2, true, false);
        GeneratePlan plan = planFor(server);
        plan.settings.message = "{{prompt}} {{meta.level}}";
        GenerateJob job(plan);
        Progress progress;
        const auto first = estimate(*project, plan, progress);
        VERIFY_RESULT(first);
        QVERIFY(first->trouble.contains(QLatin1String("level")));
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(job.report().promptsRefused, 2);
        QVERIFY(job.report().firstRefusal.contains(QLatin1String("level")));
        QVERIFY(server.requests().empty());
    }

    void anEstimateSaysWhatIsMissingAndCosts()
    {
        const TeacherServer server(good);
        Project project;
        project.addProblems(10, true, true);
        Progress progress;
        auto made = estimate(*project, planFor(server, 3), progress);
        VERIFY_RESULT(made);
        QCOMPARE(made->prompts, 10);
        QCOMPARE(made->requests, 30);
        QVERIFY(made->promptTokens > 30 * 4 && made->promptTokens < 30 * 40);
        QVERIFY(made->completionTokens > 30 * 50);
        QCOMPARE(*made->cost, made->promptTokens * 1'000 + made->completionTokens * 2'000);
        QCOMPARE(made->priceSince, std::string("2026-11-01"));
        QVERIFY(server.requests().empty());
        // The ledger knows better.
        VERIFY_RESULT(GenerateJob(planFor(server)).run(*project, progress));
        made = estimate(*project, planFor(server, 2), progress);
        QCOMPARE(made->requests, 10);
        QVERIFY(made->completionTokens < 10 * 30);
    }

    void theKeyIsNowhereInTheProject()
    {
        const TeacherServer server([](const ServerRequest &request) {
            // A server that says the key back, in a reply and in an error.
            return request.number % 2 == 0
                       ? test::errorReply(400, std::string("bad key ") + test::PlantedKey, "", "")
                       : test::openAiStream({"You came with ", test::PlantedKey, "."},
                                            {"Not ", test::PlantedKey});
        });
        Project project;
        project.addProblems(6, true, false);
        Progress progress;
        GenerateJob job(planFor(server));
        VERIFY_RESULT(job.run(*project, progress));
        QVERIFY(!job.report().firstFailure.contains(QLatin1String(test::PlantedKey)));
        project.close();
        QFile file(project.path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(test::PlantedKey));
    }
};

QTEST_GUILESS_MAIN(GenerateJobTest)
#include "generatejob_test.moc"
