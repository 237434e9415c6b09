// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <pipeline/batchjobs.h>
#include <store/store.h>

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

GeneratePlan planFor(int samples = 1)
{
    GeneratePlan plan;
    plan.settings.teacher.name = "local";
    plan.settings.teacher.base = "http://127.0.0.1:1/v1";
    plan.settings.teacher.reasoning = {"reasoning_content", "tags"};
    plan.settings.teacher.prices = {{"m1", "USD", "2026-11-01", 1'000'000'000, {}, 2'000'000'000}};
    plan.settings.model = "m1";
    plan.settings.samples = samples;
    return plan;
}

std::vector<Json> linesOf(const QString &path)
{
    QFile file(path);
    std::vector<Json> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd()) {
        if (auto line = parseJson(file.readLine().toStdString()))
            lines.push_back(std::move(*line));
    }
    return lines;
}

std::string answered(const std::string &id, const std::string &answer = "\\\\boxed{12}")
{
    return R"({"id":"batch_req_1","custom_id":")" + id
           + R"(","response":{"status_code":200,"request_id":"r1","body":{"id":"chat-1","model":)"
             R"("m1","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":)"
             R"("Three times four.","content":")"
           + answer
           + R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":20,)"
             R"("total_tokens":30}}},"error":null})";
}

std::string failed(const std::string &id)
{
    return R"({"id":"batch_req_2","custom_id":")" + id
           + R"(","response":{"status_code":400,"request_id":"r2","body":{"error":{"message":)"
             R"("too rude","type":"invalid_request_error"}}},"error":null})";
}

QString written(const Project &project, const char *name, const std::vector<std::string> &lines)
{
    QFile file(project.folder() + QLatin1Char('/') + QLatin1String(name));
    if (file.open(QIODevice::WriteOnly)) {
        for (const std::string &line : lines)
            file.write((line + "\n").c_str());
    }
    return file.fileName();
}

Result<BatchReadJob::Report> read(Project &project, const QString &path)
{
    BatchReadJob job(path);
    Progress progress;
    TRY(job.run(*project, progress));
    return job.report();
}

} // namespace

class BatchJobsTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsMissingIsWrittenAndItsResultsAreRead()
    {
        Project project;
        project.addProblems(3, true, false);
        const QString path = project.folder() + QStringLiteral("/batch.jsonl");
        BatchWriteJob job(planFor(2), path);
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(job.report().requests, 6);
        QCOMPARE(job.report().files, QStringList{path});
        const std::vector<Json> lines = linesOf(path);
        QCOMPARE(lines.size(), std::size_t{6});
        QCOMPARE(lines[0]["method"].get<std::string>(), std::string("POST"));
        QCOMPARE(lines[0]["body"]["model"].get<std::string>(), std::string("m1"));
        std::vector<std::string> ids;
        for (const Json &line : lines)
            ids.push_back(line["custom_id"]);
        // They are on their way: nobody else asks.
        BatchWriteJob again(planFor(2), path + QStringLiteral("2"));
        VERIFY_RESULT(again.run(*project, progress));
        QCOMPARE(again.report().requests, 0);
        QVERIFY(again.report().files.isEmpty());
        VERIFY_RESULT(project.reopen());

        // In any order, partly…
        auto report = read(project, written(project, "out.jsonl",
                                            {answered(ids[4]), "", failed(ids[1]),
                                             answered(ids[0], "\\\\boxed{13}"),
                                             answered("somebody else's"), "no JSON"}));
        VERIFY_RESULT(report);
        QCOMPARE(report->rows, 5);
        QCOMPARE(report->settled, 2);
        QCOMPARE(report->failed, 1);
        QVERIFY(report->firstFailure.contains(QLatin1String("too rude")));
        QCOMPARE(report->refusedCount, 2);
        QCOMPARE(report->refused[0].line, 5);
        QCOMPARE(report->refused[1].line, 6);
        // …twice, and the rest.
        std::vector<std::string> all;
        for (const std::string &id : ids)
            all.push_back(answered(id));
        report = read(project, written(project, "out2.jsonl", all));
        QCOMPARE(report->settled, 4);
        QCOMPARE(report->alreadyThere, 2);
        for (const char *key : {"p1", "p2", "p3"}) {
            const Item item = *project->item(project.prompt(key));
            QCOMPARE(item.responses.size(), std::size_t{3});
            QCOMPARE(item.responses[1].reasoning, std::string("Three times four."));
        }
        const Spending spending = project->spending()->front().spending;
        QCOMPARE(spending.settled, 6);
        QCOMPARE(spending.cost, 6 * (10 * 1'000 + 20 * 2'000));
        QCOMPARE(project.complaints(), std::string{});
    }

    void filesAreSplitByTheLimits()
    {
        Project project;
        project.addProblems(5, true, false);
        BatchLimits limits;
        limits.requests = 2;
        const QString path = project.folder() + QStringLiteral("/batch.jsonl");
        BatchWriteJob job(planFor(), path, limits);
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(job.report().files,
                 (QStringList{path, project.folder() + QStringLiteral("/batch-2.jsonl"),
                              project.folder() + QStringLiteral("/batch-3.jsonl")}));
        QCOMPARE(linesOf(job.report().files[0]).size(), std::size_t{2});
        QCOMPARE(linesOf(job.report().files[2]).size(), std::size_t{1});
    }

    void withoutItsFileNothingIsOnItsWay()
    {
        Project project;
        project.addProblems(3, true, false);
        BatchWriteJob cancelled(planFor(), project.folder() + QStringLiteral("/batch.jsonl"));
        Progress progress;
        progress.cancel();
        QVERIFY(!cancelled.run(*project, progress));
        QVERIFY(!QFileInfo::exists(project.folder() + QStringLiteral("/batch.jsonl")));
        QVERIFY(project->sampleCounts("m1")->empty());
    }

    void whatNeverComesBackCanBeGivenUp()
    {
        Project project;
        project.addProblems(3, true, false);
        BatchWriteJob job(planFor(), project.folder() + QStringLiteral("/batch.jsonl"));
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(project->sampleCounts("m1")->size(), std::size_t{3});
        QCOMPARE(*forgoBatches(*project), 3);
        QVERIFY(project->sampleCounts("m1")->empty());
        QCOMPARE(*forgoBatches(*project), 0);
    }
};

QTEST_GUILESS_MAIN(BatchJobsTest)
#include "batchjobs_test.moc"
