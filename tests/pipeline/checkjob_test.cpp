// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <exchange/mapping.h>
#include <pipeline/checkjob.h>

#include <QTest>

#include <support/files.h>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;

namespace {

/// A row that GSM8K's format reads.
QByteArray good(int number)
{
    return "{\"question\":\"Number " + QByteArray::number(number) + "\",\"answer\":\"#### 1\"}\n";
}

} // namespace

/// A look at the whole file before it is imported: what it would refuse, and that it keeps nothing.
class CheckJobTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyRowIsCountedAndNothingKept()
    {
        test::Project project;
        CheckJob job(plan(good(1) + good(2) + good(3)));
        VERIFY_RESULT(run(project, job));
        QCOMPARE(job.rows(), 3);
        QCOMPARE(job.refusedRows(), 0);
        QVERIFY(job.refused().empty());
        QCOMPARE(project->accounting()->imported, 0);
        QVERIFY(project->batches()->empty());
    }

    void unreadableAndUnfitRowsAreListedWithTheirLines()
    {
        test::Project project;
        CheckJob job(plan(good(1) + "{\"question\": no}\n" + good(2) + "{\"other\":\"x\"}\n"));
        VERIFY_RESULT(run(project, job));
        QCOMPARE(job.rows(), 4);
        QCOMPARE(job.refusedRows(), 2);
        QCOMPARE(job.refused().size(), std::size_t{2});
        QCOMPARE(job.refused()[0].line, 2);
        QVERIFY(!job.refused()[0].reason.empty());
        QCOMPARE(job.refused()[1].line, 4);
        QCOMPARE(job.refused()[1].head, std::string("x"));
    }

    void allRefusalsAreCountedAndTheFirstThousandListed()
    {
        test::Project project;
        CheckJob job(plan(QByteArray("{\"other\":1}\n").repeated(1200) + good(1)));
        VERIFY_RESULT(run(project, job));
        QCOMPARE(job.rows(), 1201);
        QCOMPARE(job.refusedRows(), 1200);
        QCOMPARE(job.refused().size(), std::size_t{1000});
    }

    void columnsAreReadByTheirRoles()
    {
        test::Project project;
        ImportPlan columns = plan("{\"aufgabe\":\"Eine Birne?\"}\n{\"loesung\":\"2\"}\n");
        columns.format.clear();
        columns.mapping = toJsonText(Mapping{{{"aufgabe", Mapping::Role::Prompt, {}}}});
        CheckJob job(columns);
        VERIFY_RESULT(run(project, job));
        QCOMPARE(job.rows(), 2);
        QCOMPARE(job.refusedRows(), 1);
        QCOMPARE(job.refused()[0].line, 2);
    }

    void itAgreesWithTheImport()
    {
        test::Project project;
        const ImportPlan both = plan(good(1) + "{\"question\":7\n" + good(2) + "[]\n");
        CheckJob check(both);
        VERIFY_RESULT(run(project, check));
        ImportJob import(both);
        VERIFY_RESULT(run(project, import));
        QCOMPARE(import.report().counts.refused, check.refusedRows());
        QCOMPARE(import.report().counts.promptsNew, check.rows() - check.refusedRows());
    }

    void cancellingStopsIt()
    {
        test::Project project;
        CheckJob job(plan(good(1)));
        Progress progress;
        progress.cancel();
        const auto done = job.run(*project, progress);
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::Cancelled);
    }

    void whatCannotBeReadIsAnErrorThatNamesIt()
    {
        test::Project project;
        ImportPlan absent = plan(good(1));
        absent.path = m_folder->filePath(QStringLiteral("absent.jsonl"));
        CheckJob job(absent);
        const auto done = run(project, job);
        QVERIFY(!done);
        QVERIFY(done.error().message.contains(QStringLiteral("absent.jsonl")));
        ImportPlan odd = plan(good(1));
        odd.format = "morse";
        CheckJob unknown(odd);
        const auto unread = run(project, unknown);
        QVERIFY(!unread);
        QVERIFY(unread.error().message.contains(QStringLiteral("morse")));
    }

private:
    ImportPlan plan(const QByteArray &bytes) const
    {
        ImportPlan plan;
        plan.path = test::writeFile(*m_folder, QStringLiteral("rows.jsonl"), bytes);
        plan.format = "gsm8k";
        return plan;
    }
    static Result<> run(test::Project &project, Job &job)
    {
        Progress progress;
        return job.run(*project, progress);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(CheckJobTest)
#include "checkjob_test.moc"
