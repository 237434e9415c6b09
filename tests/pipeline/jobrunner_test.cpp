// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <pipeline/importjob.h>
#include <pipeline/jobrunner.h>

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <support/files.h>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// A job that says when it has begun and goes on when it is told to.
class WaitingJob final : public Job
{
public:
    explicit WaitingJob(bool isRemote = false)
        : m_isRemote(isRemote)
    {}

    [[nodiscard]] bool isRemote() const override { return m_isRemote; }
    [[nodiscard]] QString title() const override { return QStringLiteral("Wait"); }

    Result<> run(Store &, Progress &progress) override
    {
        thread = QThread::currentThread();
        progress.setStage(QStringLiteral("waiting"), 2);
        begun.release();
        goOn.acquire();
        return progress.advance(1);
    }

    QSemaphore begun;
    QSemaphore goOn;
    QThread *thread = nullptr;

private:
    bool m_isRemote;
};

} // namespace

/// Jobs on a thread of their own, each with a Store of its own; their words come to this one.
class JobRunnerTest final : public QObject
{
    Q_OBJECT

private slots:
    void runsJobsOneAfterTheOtherOnAThreadOfTheirOwn();
    void nothingQueuesBehindAJobThatWaitsForAServer();
    void cancelReachesTheRunningJob();
    void aWaitingJobCanBeCancelledBeforeItBegins();
    void importIsSeenByTheWindowsStore();
    void errorsComeBackInWords();
    void endsWithItsOwner();
};

void JobRunnerTest::runsJobsOneAfterTheOtherOnAThreadOfTheirOwn()
{
    Project project;
    JobRunner runner(*project);
    QSignalSpy started(&runner, &JobRunner::started);
    QSignalSpy progressed(&runner, &JobRunner::progressed);
    QSignalSpy finished(&runner, &JobRunner::finished);
    auto first = std::make_shared<WaitingJob>();
    auto second = std::make_shared<WaitingJob>();
    const int one = runner.start(first);
    const int two = runner.start(second);
    first->begun.acquire();
    QCOMPARE(runner.running(), 2);
    QVERIFY(!second->begun.tryAcquire());
    first->goOn.release();
    second->goOn.release();
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(runner.running(), 0);
    QCOMPARE(started[0][0].toInt(), one);
    QCOMPARE(started[0][1].toString(), QStringLiteral("Wait"));
    QCOMPARE(started[1][0].toInt(), two);
    QCOMPARE(finished[0][0].toInt(), one);
    const auto tellsItsStage = [&](const QList<QVariant> &told) {
        return told[0].toInt() == one && told[1].toString() == QLatin1String("waiting")
               && told[3].toLongLong() == 2;
    };
    QVERIFY(std::any_of(progressed.begin(), progressed.end(), tellsItsStage));
    QVERIFY(first->thread != QThread::currentThread());
    QCOMPARE(first->thread, second->thread);
}

void JobRunnerTest::nothingQueuesBehindAJobThatWaitsForAServer()
{
    Project project;
    JobRunner runner(*project);
    QSignalSpy finished(&runner, &JobRunner::finished);
    auto first = std::make_shared<WaitingJob>(true);
    auto second = std::make_shared<WaitingJob>(true);
    auto local = std::make_shared<WaitingJob>();
    for (const auto &job : {first, second, local})
        runner.start(job);
    for (const auto &job : {first, second, local})
        job->begun.acquire();
    QCOMPARE(runner.running(), 3);
    for (const auto &job : {first, second, local})
        job->goOn.release();
    QTRY_COMPARE(finished.size(), 3);
    QCOMPARE(runner.running(), 0);
    // A thread that is idle again is used again.
    auto third = std::make_shared<WaitingJob>(true);
    runner.start(third);
    third->goOn.release();
    QTRY_COMPARE(finished.size(), 4);
    QCOMPARE(third->thread, first->thread);
}

void JobRunnerTest::cancelReachesTheRunningJob()
{
    Project project;
    JobRunner runner(*project);
    QSignalSpy finished(&runner, &JobRunner::finished);
    auto job = std::make_shared<WaitingJob>();
    const int number = runner.start(job);
    job->begun.acquire();
    runner.cancel(number);
    job->goOn.release();
    QTRY_COMPARE(finished.size(), 1);
    const auto result = finished[0][1].value<Result<>>();
    QVERIFY(!result && result.error().code == Error::Code::Cancelled);
}

void JobRunnerTest::aWaitingJobCanBeCancelledBeforeItBegins()
{
    Project project;
    JobRunner runner(*project);
    QSignalSpy finished(&runner, &JobRunner::finished);
    auto first = std::make_shared<WaitingJob>();
    auto second = std::make_shared<WaitingJob>();
    runner.start(first);
    const int number = runner.start(second);
    first->begun.acquire();
    runner.cancel(number);
    first->goOn.release();
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(finished[0][1].value<Result<>>().has_value());
    QCOMPARE(finished[1][1].value<Result<>>().error().code, Error::Code::Cancelled);
    QVERIFY(!second->begun.tryAcquire());
}

void JobRunnerTest::importIsSeenByTheWindowsStore()
{
    Project project;
    JobRunner runner(*project);
    QSignalSpy changed(&*project, &Store::changed);
    QSignalSpy finished(&runner, &JobRunner::finished);
    const QTemporaryDir folder;
    ImportPlan plan;
    plan.path = writeFile(folder, QStringLiteral("h.jsonl"),
                          "{\"question\":\"Q\",\"answer\":\"#### 1\"}\n");
    auto job = std::make_shared<ImportJob>(plan);
    runner.start(job);
    QTRY_COMPARE(finished.size(), 1);
    VERIFY_RESULT(finished[0][1].value<Result<>>());
    QCOMPARE(job->report().counts.promptsNew, std::int64_t{1});
    QVERIFY(!changed.isEmpty());
    QVERIFY((changed[0][0].value<Changes>().kinds & Changes::Prompts) != 0);
    QCOMPARE((*project).accounting()->imported, std::int64_t{1});
}

void JobRunnerTest::errorsComeBackInWords()
{
    Project project;
    JobRunner runner(*project);
    QSignalSpy finished(&runner, &JobRunner::finished);
    ImportPlan plan;
    plan.path = project.folder() + QStringLiteral("/none.jsonl");
    runner.start(std::make_shared<ImportJob>(plan));
    QTRY_COMPARE(finished.size(), 1);
    const auto result = finished[0][1].value<Result<>>();
    QVERIFY(!result && result.error().message.contains(plan.path));
}

void JobRunnerTest::endsWithItsOwner()
{
    Project project;
    auto job = std::make_shared<WaitingJob>();
    {
        JobRunner runner(*project);
        runner.start(job);
        job->begun.acquire();
        job->goOn.release();
    }
    QCOMPARE(job.use_count(), 1L);
}

QTEST_GUILESS_MAIN(JobRunnerTest)
#include "jobrunner_test.moc"
