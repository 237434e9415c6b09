// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <pipeline/askagain.h>
#include <pipeline/generatejob.h>
#include <pipeline/unknownrequests.h>

#include <QTest>

#include <atomic>
#include <support/teacherplan.h>
#include <support/testdata.h>

using namespace touchstone;
using test::good;
using test::planFor;
using test::Project;
using test::ServerReply;
using test::ServerRequest;
using test::TeacherServer;

namespace {

/// "Problem 2", of each request from `first` on, in order.
std::vector<std::string> problemsSince(const TeacherServer &server, std::size_t first)
{
    std::vector<std::string> problems;
    const std::vector<ServerRequest> requests = server.requests();
    for (std::size_t i = first; i < requests.size(); ++i) {
        const std::string &body = requests[i].body;
        const std::size_t at = body.find("Problem ");
        problems.push_back(body.substr(at, body.find(' ', at + 8) - at));
    }
    return problems;
}

} // namespace

class AskAgainTest final : public QObject
{
    Q_OBJECT

private slots:
    void aRetryAsksExactlyWhatFailedForGood()
    {
        // One is answered, one fails, one is cut, one ends the job; two never leave.
        std::atomic<bool> mends = false;
        const TeacherServer server([&](const ServerRequest &request) {
            ServerReply reply = good(request);
            if (mends || request.number == 1)
                return reply;
            if (request.number == 2)
                return test::errorReply(400, "too rude", "invalid_request_error", "");
            if (request.number == 4)
                return test::errorReply(402, "no funds", "billing", "");
            reply.pieces.resize(2);
            reply.end = ServerReply::End::Cut;
            return reply;
        });
        Project project;
        project.addProblems(6, true, false);
        QVERIFY(!retryPlan(*project));
        GeneratePlan plan = planFor(server);
        plan.settings.streams = 1;
        GenerateJob job(plan);
        Progress progress;
        QVERIFY(!job.run(*project, progress));
        QCOMPARE(server.requests().size(), std::size_t{4});
        QCOMPARE(job.report().spending.failed, 2);
        QCOMPARE(project->unknownRequests()->size(), std::size_t{1});

        mends = true;
        auto retry = retryPlan(*project, job.report().generation);
        VERIFY_RESULT(retry);
        QCOMPARE(retry->settings, plan.settings);
        QCOMPARE(*retry->exactly,
                 (std::vector<PromptSample>{{project.prompt("p2"), 0}, {project.prompt("p4"), 0}}));
        GenerateJob again(*retry);
        VERIFY_RESULT(again.run(*project, progress));
        QCOMPARE(problemsSince(server, 4), (std::vector<std::string>{"Problem 2", "Problem 4"}));
        QCOMPARE(again.report().planned, 2);
        QCOMPARE(again.report().spending.settled, 2);
        QCOMPARE(again.report().retried, 0);
        QCOMPARE(project->unknownRequests()->size(), std::size_t{1});
        QVERIFY(retryPlan(*project, job.report().generation)->exactly->empty());
        QVERIFY(retryPlan(*project)->exactly->empty());
        QCOMPARE(project.complaints(), std::string{});
    }

    void aRetryPaysForNoSampleThatCameSince()
    {
        const TeacherServer server([&](const ServerRequest &request) {
            return request.number == 3 || request.number == 4
                       ? test::errorReply(400, "too rude", "invalid_request_error", "")
                       : good(request);
        });
        Project project;
        project.addProblems(2, true, false);
        GeneratePlan plan = planFor(server, 2);
        plan.settings.streams = 1;
        Progress progress;
        GenerateJob job(plan);
        VERIFY_RESULT(job.run(*project, progress));
        const auto stale = retryPlan(*project);
        VERIFY_RESULT(stale);
        QCOMPARE(stale->exactly->size(), std::size_t{2});
        // One more of the second prompt takes the sample that failed.
        GeneratePlan more = plan;
        more.prompts = {project.prompt("p2")};
        more.more = 1;
        VERIFY_RESULT(GenerateJob(more).run(*project, progress));
        QCOMPARE(*retryPlan(*project, job.report().generation)->exactly,
                 (std::vector<PromptSample>{{project.prompt("p1"), 1}}));
        // Also where the plan was made before.
        GenerateJob late(*stale);
        VERIFY_RESULT(late.run(*project, progress));
        QCOMPARE(late.report().spending.settled, 1);
        QCOMPARE(problemsSince(server, 5), (std::vector<std::string>{"Problem 1"}));
        const Item item = *project->item(project.prompt("p1"));
        QCOMPARE(item.responses.back().sample, 1);
        QCOMPARE(project.complaints(), std::string{});
    }

    void anUnknownRequestIsAskedAgainByItself()
    {
        const TeacherServer server([](const ServerRequest &request) {
            ServerReply reply = good(request);
            if (request.number == 1) {
                reply.pieces.resize(2);
                reply.end = ServerReply::End::Cut;
            }
            return reply;
        });
        Project project;
        project.addProblems(1, true, false);
        Progress progress;
        VERIFY_RESULT(GenerateJob(planFor(server, 2)).run(*project, progress));
        project.addProblems(3, true, false);
        const auto unknown = project->unknownRequests();
        QCOMPARE(unknown->size(), std::size_t{1});
        VERIFY_RESULT(forgoUnknown(*project, *unknown));
        const auto plans = askAgainPlans(*project, *unknown);
        VERIFY_RESULT(plans);
        QCOMPARE(plans->size(), std::size_t{1});
        VERIFY_RESULT(GenerateJob(plans->front()).run(*project, progress));
        QCOMPARE(server.requests().size(), std::size_t{3});
        QCOMPARE(test::responsesOf(*project, "p1"), std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(AskAgainTest)
#include "askagain_test.moc"
