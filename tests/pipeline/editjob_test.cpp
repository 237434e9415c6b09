// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <pipeline/editjob.h>
#include <pipeline/jobrunner.h>

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

class HeldJob final : public Job
{
public:
    [[nodiscard]] QString title() const override { return QStringLiteral("Hold"); }
    Result<> run(Store &, Progress &) override
    {
        begun.release();
        goOn.acquire();
        return {};
    }

    QSemaphore begun;
    QSemaphore goOn;
};

Step takeBack(const Store &store)
{
    return {{SetBatchActive{store.batches()->front().id, false}}};
}

Step tag(const Store &store, const std::string &name)
{
    return {{SetTag{store.promptIds(Query{})->front(), name, true}}};
}

std::shared_ptr<EditJob> job(EditJob::Way way, const Step &step)
{
    return std::make_shared<EditJob>(way, step, QStringLiteral("in a job"));
}

} // namespace

class EditJobTest final : public QObject
{
    Q_OBJECT

private slots:
    void itDoesNotQueueBehindLongWork();
    void theWindowsStoreUndoesWhatAJobDid();
    void stepsOfTwoStoresKeepTheirOrder();
    void anotherStepInTheMeantimeIsAConflict();
};

void EditJobTest::itDoesNotQueueBehindLongWork()
{
    Project project;
    VERIFY_RESULT(import(*project, {{"p1", "One"}, {"p2", "Two"}}));
    JobRunner runner(*project);
    QSignalSpy finished(&runner, &JobRunner::finished);
    auto held = std::make_shared<HeldJob>();
    runner.start(held);
    held->begun.acquire();
    const int number = runner.start(job(EditJob::Way::Perform, takeBack(*project)));
    QVERIFY(finished.wait());
    QCOMPARE(finished.front().front().toInt(), number);
    QCOMPARE(runner.running(), 1);
    held->goOn.release();
    QVERIFY(finished.wait());
    QCOMPARE(runner.running(), 0);
}

void EditJobTest::theWindowsStoreUndoesWhatAJobDid()
{
    Project project;
    VERIFY_RESULT(import(*project, {{"p1", "One"}, {"p2", "Two"}}));
    const auto before = snapshotOf(*project);
    VERIFY_RESULT(project->perform(tag(*project, "mine")));
    const auto tagged = snapshotOf(*project);
    const Step step = takeBack(*project);
    JobRunner runner(*project);
    QSignalSpy finished(&runner, &JobRunner::finished);
    runner.start(job(EditJob::Way::Perform, step));
    QVERIFY(finished.wait());
    QCOMPARE(project->accounting()->imported, 0);
    const auto undoable = project->undoable();
    QVERIFY(undoable && undoable->edits == step.edits);
    runner.start(job(EditJob::Way::Undo, step));
    QVERIFY(finished.wait());
    QVERIFY(*snapshotOf(*project) == *tagged);
    VERIFY_RESULT(project->undo());
    QVERIFY(*snapshotOf(*project) == *before);
    VERIFY_RESULT(project->redo());
    runner.start(job(EditJob::Way::Redo, step));
    QVERIFY(finished.wait());
    QCOMPARE(project->accounting()->imported, 0);
}

void EditJobTest::stepsOfTwoStoresKeepTheirOrder()
{
    Project project;
    VERIFY_RESULT(import(*project, {{"p1", "One"}, {"p2", "Two"}}));
    const Step mine = tag(*project, "mine");
    VERIFY_RESULT(project->perform(mine));
    const Step step = takeBack(*project);
    Store::Options options;
    options.mode = Store::Mode::Sibling;
    options.annotator = project->annotatorName();
    {
        const auto sibling = Store::open(project.path(), options);
        VERIFY_RESULT(sibling);
        VERIFY_RESULT((*sibling)->perform(step));
    }
    // The window has not heard of it yet, and takes back its own step from below it.
    VERIFY_RESULT(project->undo());
    Changes changes;
    changes.kinds = Changes::Steps;
    project->notify(changes);
    QVERIFY(project->undoable() && project->undoable()->edits == step.edits);
    QVERIFY(project->redoable() && project->redoable()->edits == mine.edits);
    const auto again = Store::open(project.path(), options);
    VERIFY_RESULT(again);
    QVERIFY((*again)->undoable()->edits == step.edits);
    QVERIFY((*again)->redoable()->edits == mine.edits);
}

void EditJobTest::anotherStepInTheMeantimeIsAConflict()
{
    Project project;
    VERIFY_RESULT(import(*project, {{"p1", "One"}, {"p2", "Two"}}));
    const Step step = takeBack(*project);
    VERIFY_RESULT(project->perform(step));
    VERIFY_RESULT(project->perform({{SetRubric{Rubric{}}}}));
    EditJob undo(EditJob::Way::Undo, step, QStringLiteral("undo"));
    Progress progress;
    const auto result = undo.run(*project, progress);
    QVERIFY(!result);
    QCOMPARE(result.error().code, Error::Code::Conflict);
    QCOMPARE(project->accounting()->imported, 0);
}

QTEST_GUILESS_MAIN(EditJobTest)
#include "editjob_test.moc"
