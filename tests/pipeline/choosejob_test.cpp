// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <pipeline/choosejob.h>
#include <pipeline/exportjob.h>
#include <pipeline/verifyjob.h>
#include <store/choicewriter.h>

#include <QTest>

#include <support/files.h>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

/// A prompt with three samples, of which the first and the last are correct, and one with none that
/// is.
Result<> fillStudy(Store &store)
{
    TRY(test::import(
        store, {{"sum",
                 "7 + 5?",
                 {{"people", SourceKind::Human, "#### 12"},
                  {"R1", SourceKind::Teacher, "Adding them one by one gives \\boxed{12}."},
                  {"R1", SourceKind::Teacher, "\\boxed{13}"},
                  {"R1", SourceKind::Teacher, "Short: \\boxed{12}"}},
                 "12"},
                {"half", "Half of one?", {{"R1", SourceKind::Teacher, "\\boxed{2}"}}, "1/2"}}));
    VerifyJob verify({});
    Progress progress;
    return verify.run(store, progress);
}

ChooseJob::Report chosen(Store &store, ChooseJob::Way way, const ChoosePlan &plan = {})
{
    ChooseJob job(way, plan);
    Progress progress;
    if (const auto run = job.run(store, progress); !run)
        qFatal("%s", qPrintable(run.error().message));
    return job.report();
}

std::vector<int> chosenSamples(Project &project, const std::string &key)
{
    const Item item = *project->item(project.prompt(key));
    std::vector<int> samples;
    for (const Response &response : item.responses) {
        if (std::find(item.chosen.begin(), item.chosen.end(), response.id) != item.chosen.end())
            samples.push_back(response.sample);
    }
    return samples;
}

} // namespace

class ChooseJobTest final : public QObject
{
    Q_OBJECT

private slots:
    void aPreviewSaysWhatIsKeptAndWhyTheRestIsNot()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        const ChooseJob::Report report = chosen(*project, ChooseJob::Way::Preview);
        QCOMPARE(report.prompts, 2);
        QCOMPARE(report.kept, 1);
        QCOMPARE(report.outcomes.at(BestOfOutcome::Complete), 1);
        QCOMPARE(report.outcomes.at(BestOfOutcome::NoneCorrect), 1);
        QCOMPARE(report.dropped.at(DropReason::Wrong), 2);
        QCOMPARE(report.dropped.at(DropReason::Longer), 1);
        QCOMPARE(report.dropped.at(DropReason::OtherSource), 1);
        QCOMPARE(report.examples.size(), std::size_t{2});
        QCOMPARE(report.examples[0].key, std::string("sum"));
        QCOMPARE(report.examples[0].kept.size(), std::size_t{1});
        QVERIFY(report.examples[0].kept[0].starts_with("R1, sample 3, "));
        QVERIFY(report.examples[0].dropped[0].starts_with("R1, sample 1, "));
        QVERIFY(report.examples[0].dropped[0].ends_with(": longer than those kept"));
        QVERIFY(!report.choice);
        QVERIFY(project->choices()->empty());
        QVERIFY(!project->undoable());
    }

    void aChoiceIsOneStepThatIsUndone()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        const ChooseJob::Report first = chosen(*project, ChooseJob::Way::Choose);
        QVERIFY(first.choice->active);
        QCOMPARE(first.choice->prompts, 1);
        QCOMPARE(chosenSamples(project, "sum"), std::vector<int>{2});
        QCOMPARE(chosenSamples(project, "half"), std::vector<int>{});
        QCOMPARE(project->promptIds(*parseQuery("has:choice"))->size(), std::size_t{1});

        ChoosePlan two;
        two.rule.n = 2;
        two.rule.by = BestOfRule::By::Longest;
        chosen(*project, ChooseJob::Way::Choose, two);
        QCOMPARE(chosenSamples(project, "sum"), (std::vector<int>{0, 2}));
        QCOMPARE(project->choices()->size(), std::size_t{2});
        QVERIFY(!project->choices()->front().active);

        VERIFY_RESULT(project.reopen());
        VERIFY_RESULT(project->undo());
        QCOMPARE(chosenSamples(project, "sum"), std::vector<int>{2});
        VERIFY_RESULT(project->undo());
        QCOMPARE(chosenSamples(project, "sum"), std::vector<int>{});
        VERIFY_RESULT(project->redo());
        VERIFY_RESULT(project->redo());
        QCOMPARE(chosenSamples(project, "sum"), (std::vector<int>{0, 2}));
        QCOMPARE(project.complaints(), std::string{});
    }

    void aPersonsWordOnAVerdictCounts()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        const Item sum = *project->item(project.prompt("sum"));
        const ResponseId shortest = sum.responses[2].id;
        QCOMPARE(sum.responses[2].sample, 1);
        VERIFY_RESULT(project->perform({{SetOverrule{shortest, project->annotator(),
                                                     Overrule{shortest, Standing::Correct, {}}}}}));
        chosen(*project, ChooseJob::Way::Choose);
        QCOMPARE(chosenSamples(project, "sum"), std::vector<int>{1});
    }

    void theHighestScoreIsPeoplesMean()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        const Item sum = *project->item(project.prompt("sum"));
        const AnnotatorId me = project->annotator();
        VERIFY_RESULT(project->perform({{SetScore{sum.responses[1].id, me, "clarity", 4},
                                         SetScore{sum.responses[1].id, me, "style", 1},
                                         SetScore{sum.responses[3].id, me, "clarity", 3}}}));
        ChoosePlan plan;
        plan.rule.by = BestOfRule::By::Highest;
        chosen(*project, ChooseJob::Way::Choose, plan);
        QCOMPARE(chosenSamples(project, "sum"), std::vector<int>{2});
    }

    void whatWasChosenIsExportedWithItsRule()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        ChoosePlan rule;
        rule.rule.n = 2;
        chosen(*project, ChooseJob::Way::Choose, rule);
        ExportPlan plan;
        plan.format = "prompt-completion";
        plan.take = ExportPlan::Take::Rule;
        plan.out = project.folder() + QStringLiteral("/best.jsonl");
        ExportJob job(plan);
        Progress progress;
        VERIFY_RESULT(job.run(*project, progress));
        QCOMPARE(job.report().files.front().rows, 2);
        QCOMPARE(job.report().leftOut.at("no response chosen by rule"), 1);
        QFile manifest(job.report().manifest);
        QVERIFY(manifest.open(QIODevice::ReadOnly));
        const Json json = *parseJson(manifest.readAll().toStdString());
        QCOMPARE(json["policy"]["rule"]["n"].get<int>(), 2);
        QCOMPARE(json["policy"]["rule"]["rule"].get<std::string>(), std::string("shortest"));
    }

    void aRunThatWasStoppedLeavesNothing()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        chosen(*project, ChooseJob::Way::Choose);
        {
            auto writer = project->beginChoice("{}", false);
            VERIFY_RESULT(writer);
            const Item sum = *project->item(project.prompt("sum"));
            VERIFY_RESULT(writer->add({sum.responses[1].id}));
        }
        QCOMPARE(project->choices()->size(), std::size_t{1});
        QCOMPARE(chosenSamples(project, "sum"), std::vector<int>{2});
        Progress cancelled;
        cancelled.cancel();
        ChooseJob job(ChooseJob::Way::Choose, {});
        QCOMPARE(job.run(*project, cancelled).error().code, Error::Code::Cancelled);
        QCOMPARE(project->choices()->size(), std::size_t{1});
        QCOMPARE(project.complaints(), std::string{});
    }
};

QTEST_GUILESS_MAIN(ChooseJobTest)
#include "choosejob_test.moc"
