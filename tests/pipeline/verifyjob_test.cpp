// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <pipeline/responsechecker.h>
#include <pipeline/verifyjob.h>

#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

/// Three prompts: right and wrong, in another form and cut off, and one without a reference.
Result<> fillStudy(Store &store)
{
    TRY(test::import(
        store, {{"sum",
                 "7 + 5?",
                 {{"people", SourceKind::Human, "#### 12"},
                  {"R1", SourceKind::Teacher, "The sum is \\boxed{13}.", "It is 12, or 13."}},
                 "12"},
                {"half",
                 "What is half of one?",
                 {{"people", SourceKind::Human, "\\boxed{0.5}"},
                  {"R1", SourceKind::Teacher, "So it is", "one half", Truncated}},
                 "1/2"},
                {"open", "What do you like?", {{"people", SourceKind::Human, "\\boxed{7}"}}, {}}}));
    return {};
}

VerifyJob::Report verified(Store &store, const VerifyPlan &plan)
{
    VerifyJob job(plan);
    Progress progress;
    if (const auto run = job.run(store, progress); !run)
        qFatal("%s", qPrintable(run.error().message));
    return job.report();
}

} // namespace

class VerifyJobTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyResponseGetsItsVerdict()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        const VerifyJob::Report report = verified(*project, {});
        QCOMPARE(report.checked, 5);
        QCOMPARE(report.sources.size(), std::size_t{2});
        const Standings &people = report.sources.at("people");
        QCOMPARE(people.total, 3);
        QCOMPARE(people.of(Standing::Correct), 2);
        QCOMPARE(people.of(Standing::Skip), 1);
        QCOMPARE(*people.accuracy(), 1.0);
        const Standings &model = report.sources.at("R1");
        QCOMPARE(model.of(Standing::Wrong), 1);
        QCOMPARE(model.of(Standing::Truncated), 1);
        QCOMPARE(*model.accuracy(), 0.0);

        const Item sum = *project->item(project.prompt("sum"));
        QCOMPARE(sum.verdicts.size(), std::size_t{2});
        const ResponseVerdict &wrong = sum.verdicts[1];
        QCOMPARE(wrong.verdict, Verdict::Different);
        QCOMPARE(wrong.proof, Proof::Exact);
        QCOMPARE(wrong.profile, std::string("touchstone"));
        QCOMPARE(wrong.version, Profile{}.version());
        QCOMPARE(wrong.extracted, std::string("13"));
        QCOMPARE(wrong.rule, std::string("boxed"));
        QCOMPARE(sum.responses[1].answer.substr(wrong.begin, wrong.end - wrong.begin),
                 std::string("13"));
        QCOMPARE(project.complaints(), std::string{});
    }

    void whatStandsIsCountedAndNotCheckedAgain()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        const VerifyJob::Report first = verified(*project, {});
        const VerifyJob::Report second = verified(*project, {});
        QCOMPARE(second.checked, 0);
        QCOMPARE(second.sources.at("people").counts, first.sources.at("people").counts);
        QCOMPARE(second.sources.at("R1").counts, first.sources.at("R1").counts);
        VerifyPlan again;
        again.again = true;
        QCOMPARE(verified(*project, again).checked, 5);
        VerifyPlan other;
        other.rules.switches = {{"rounding", false}};
        QCOMPARE(verified(*project, other).checked, 5);
        QCOMPARE(project->item(project.prompt("sum"))->verdicts[0].profile,
                 std::string("touchstone, without rounding"));
    }

    void aQueryAndASourceNarrowIt()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        VerifyPlan plan;
        plan.source = "R1";
        plan.query = *parseQuery("key:half");
        const VerifyJob::Report report = verified(*project, plan);
        QCOMPARE(report.checked, 1);
        QCOMPARE(report.sources.size(), std::size_t{1});
        plan.source = "nobody";
        VerifyJob job(plan);
        Progress progress;
        const auto run = job.run(*project, progress);
        QVERIFY(!run);
        QCOMPARE(run.error().code, Error::Code::NotFound);
    }

    void theReferenceProfilesReadTheResponseAsItCame()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        VerifyPlan plan;
        plan.rules.profile = "gsm8k-strict";
        const VerifyJob::Report report = verified(*project, plan);
        QCOMPARE(report.sources.at("people").of(Standing::Correct), 1);
        QCOMPARE(project->item(project.prompt("sum"))->verdicts[0].rule,
                 std::string("strict-match"));
    }

    void rulesThatThereAreNotAreRefusedInWords()
    {
        Project project;
        VERIFY_RESULT(fillStudy(*project));
        CheckRules noProfile;
        noProfile.profile = "math";
        CheckRules noSwitch;
        noSwitch.switches = {{"leniency", true}};
        for (const CheckRules &rules : {noProfile, noSwitch}) {
            VerifyPlan plan;
            plan.rules = rules;
            VerifyJob job(plan);
            Progress progress;
            const auto run = job.run(*project, progress);
            QVERIFY(!run);
            QCOMPARE(run.error().code, Error::Code::BadInput);
            QVERIFY(run.error().message.contains(QStringLiteral("math"))
                    || run.error().message.contains(QStringLiteral("leniency")));
        }
        QVERIFY(project->item(project.prompt("sum"))->verdicts.empty());
    }

    void severalThreadsSayWhatOneSays()
    {
        Project one;
        Project four;
        const auto problems = [](int count) {
            std::vector<test::Row> rows;
            for (int i = 0; i < count; ++i) {
                const std::string number = std::to_string(i);
                rows.push_back(
                    {"k" + number,
                     "Problem " + number,
                     {{"R1", SourceKind::Teacher, "\\boxed{" + number + "}"},
                      {"people", SourceKind::Human, "#### " + std::to_string(i - i % 3)}},
                     number});
            }
            return rows;
        };
        VERIFY_RESULT(test::import(*one, problems(1200)));
        VERIFY_RESULT(test::import(*four, problems(1200)));
        VerifyPlan plan;
        const VerifyJob::Report alone = verified(*one, plan);
        plan.threads = 4;
        plan.exclusive = true;
        const VerifyJob::Report together = verified(*four, plan);
        QCOMPARE(together.checked, 2400);
        QCOMPARE(together.sources.at("people").of(Standing::Correct), 400);
        QCOMPARE(together.sources.at("people").counts, alone.sources.at("people").counts);
        const auto itemsOf = [](Store &store) {
            std::vector<std::vector<ResponseVerdict>> all;
            const auto read = store.forEachItem({}, [&all](const Item &item) -> Result<> {
                all.push_back(item.verdicts);
                return {};
            });
            return read ? all : decltype(all){};
        };
        QCOMPARE(itemsOf(*four).size(), std::size_t{1200});
        QVERIFY(itemsOf(*four) == itemsOf(*one));
        QCOMPARE(four.complaints(), std::string{});
    }

    void aCancelKeepsWhatWasReady()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1200));
        VerifyJob job({});
        Progress progress;
        connect(&*project, &Store::changed, this, [&progress] { progress.cancel(); });
        const auto run = job.run(*project, progress);
        QVERIFY(!run);
        QCOMPARE(run.error().code, Error::Code::Cancelled);
        const auto kept = project->promptIds(*parseQuery("verdict:any"));
        VERIFY_RESULT(kept);
        QCOMPARE(kept->size(), std::size_t{500}); // one slice
        QCOMPARE(project.complaints(), std::string{});
        project->disconnect(this);
        const VerifyJob::Report rest = verified(*project, {});
        QCOMPARE(rest.checked, 1400);
        QCOMPARE(rest.sources.begin()->second.total, 1200);
    }
};

QTEST_GUILESS_MAIN(VerifyJobTest)
#include "verifyjob_test.moc"
