// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <store/verdictwriter.h>

#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

Store::CheckScope scopeOf(const std::string &rules = "{}")
{
    Store::CheckScope scope;
    scope.label = "touchstone";
    scope.version = 3;
    scope.rules = rules;
    return scope;
}

/// What a writer still finds to be checked.
std::vector<CheckTask> allTasks(VerdictWriter &writer)
{
    std::vector<CheckTask> all;
    std::vector<CheckTask> some;
    while (true) {
        const auto more = writer.read(some);
        if (!more || !*more)
            return all;
        all.insert(all.end(), some.begin(), some.end());
    }
}

std::size_t unchecked(Store &store, const Store::CheckScope &scope)
{
    auto writer = store.beginVerdicts(scope);
    return writer ? allTasks(*writer).size() : ~std::size_t{0};
}

ResponseVerdict verdictOn(ResponseId response, Verdict verdict)
{
    ResponseVerdict made;
    made.response = response;
    made.verdict = verdict;
    made.proof = Proof::Exact;
    made.extracted = "বাংলা 12";
    made.rule = "boxed";
    made.part = TextPart::Answer;
    made.begin = 3;
    made.end = 5;
    made.goldReading = "12";
    made.answerReading = "12.0";
    made.reason = "the same";
    return made;
}

/// Says `verdict` of every response of this kind of source that is still to be checked.
Result<> say(Store &store,
             Verdict verdict,
             std::optional<SourceKind> kind = {},
             const Store::CheckScope &scope = scopeOf())
{
    TRY_ASSIGN(VerdictWriter writer, store.beginVerdicts(scope));
    std::vector<ResponseVerdict> verdicts;
    for (const CheckTask &task : allTasks(writer)) {
        if (!kind || task.source.kind == *kind)
            verdicts.push_back(verdictOn(task.response, verdict));
    }
    return writer.keep(verdicts);
}

std::size_t found(const Store &store, const std::string &query)
{
    const auto parsed = parseQuery(query);
    const auto ids = parsed ? store.promptIds(*parsed) : Result<std::vector<PromptId>>(Error{});
    return ids ? ids->size() : ~std::size_t{0};
}

} // namespace

class VerdictsTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSaidOfAResponseIsKept()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        QVERIFY(project->item(project.prompt("p1"))->verdicts.empty());
        auto writer = project->beginVerdicts(scopeOf());
        VERIFY_RESULT(writer);
        QCOMPARE(writer->prompts(), 2);
        std::vector<CheckTask> tasks;
        QVERIFY(*writer->read(tasks));
        QCOMPARE(writer->promptsRead(), 2);
        QCOMPARE(tasks.size(), std::size_t{4});
        const Item before = *project->item(project.prompt("p1"));
        QCOMPARE(tasks[0].prompt, before.prompt.text);
        QCOMPARE(tasks[0].reference, before.prompt.reference);
        QCOMPARE(tasks[1].reasoning, before.responses[1].reasoning);
        QCOMPARE(tasks[1].answer, before.responses[1].answer);
        QCOMPARE(tasks[1].source.name, before.sources[1].name);
        ResponseVerdict verdict = verdictOn(tasks[1].response, Verdict::Equal);
        verdict.score = 0.25;
        VERIFY_RESULT(writer->keep({verdict}));
        QVERIFY(!*writer->read(tasks));

        verdict.profile = "touchstone";
        verdict.version = 3;
        VERIFY_RESULT(project.reopen());
        const Item item = *project->item(before.prompt.id);
        QCOMPARE(item.verdicts.size(), std::size_t{1});
        QVERIFY(item.verdicts[0] == verdict);
        QVERIFY(!item.standingOf(item.responses[0].id));
        QCOMPARE(*item.standingOf(item.responses[1].id), Standing::Correct);
        const auto counts = project->verdictCounts();
        VERIFY_RESULT(counts);
        QVERIFY(*counts == (Store::VerdictCounts{{item.sources[1].id, {{Standing::Correct, 1}}}}));
        QCOMPARE(project.complaints(), std::string{});
    }

    void everyVerdictIsFoundByItsStanding()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        Store::CheckScope scope = scopeOf();
        scope.again = true;
        for (int number = 0; number <= static_cast<int>(Verdict::Truncated); ++number) {
            const auto verdict = static_cast<Verdict>(number);
            VERIFY_RESULT(say(*project, verdict, SourceKind::Teacher, scope));
            for (const Standing standing : AllStandings) {
                const std::size_t wanted = standing == standingOf(verdict) ? 2 : 0;
                const std::string name = inQuery(standing);
                QCOMPARE(found(*project, "verdict:" + name), wanted);
                QCOMPARE(found(*project, "verdict:teacher:" + name), wanted);
                QCOMPARE(found(*project, "-verdict:" + name), 2 - wanted);
                QCOMPARE(found(*project, "verdict:human:" + name), std::size_t{0});
            }
            QCOMPARE(found(*project, "verdict:any"), std::size_t{2});
            QCOMPARE(found(*project, "verdict:human:any"), std::size_t{0});
            const auto counts = project->verdictCounts();
            VERIFY_RESULT(counts);
            QCOMPARE(counts->begin()->second.at(standingOf(verdict)), 2);
        }
        VERIFY_RESULT(say(*project, Verdict::Different, SourceKind::Human, scope));
        QCOMPARE(found(*project, "verdict:human:wrong"), std::size_t{2});
        QCOMPARE(found(*project, "verdict:teacher:wrong"), std::size_t{0});
        QCOMPARE(project.complaints(), std::string{});
    }

    void anUnknownVerdictIsRefusedInWords()
    {
        const auto query = parseQuery("verdict:right");
        QVERIFY(!query);
        QVERIFY(query.error().message.contains(QStringLiteral("cannot-tell")));
        QVERIFY(!parseQuery("verdict:students:wrong"));
        QCOMPARE(toText(*parseQuery("-verdict:human:no-answer")),
                 std::string("-verdict:human:no-answer"));
    }

    void onlyWhatChangedIsCheckedAgain()
    {
        Project project;
        VERIFY_RESULT(
            test::import(*project, {{"p1", "One?", {{"R1", SourceKind::Teacher, "1"}}, "1"},
                                    {"p2", "Two?", {{"R1", SourceKind::Teacher, "2"}}, {}}}));
        VERIFY_RESULT(say(*project, Verdict::Equal));
        QCOMPARE(unchecked(*project, scopeOf()), std::size_t{0});
        QCOMPARE(unchecked(*project, scopeOf("{\"other\":1}")), std::size_t{2});
        Store::CheckScope newer = scopeOf();
        newer.version = 4;
        QCOMPARE(unchecked(*project, newer), std::size_t{2});
        Store::CheckScope again = scopeOf();
        again.again = true;
        QCOMPARE(unchecked(*project, again), std::size_t{2});

        // An import brings a reference where there was none, and a response.
        VERIFY_RESULT(
            test::import(*project, {{"p2", "Two?", {{"R1-zero", SourceKind::Teacher, "3"}}, "2"}}));
        auto writer = project->beginVerdicts(scopeOf());
        VERIFY_RESULT(writer);
        const std::vector<CheckTask> tasks = allTasks(*writer);
        QCOMPARE(tasks.size(), std::size_t{2});
        QCOMPARE(tasks[0].key, std::string("p2"));
        QCOMPARE(tasks[0].reference, std::string("2"));
        const Item item = *project->item(project.prompt("p2"));
        QVERIFY(item.verdicts[0].referenceChanged);
        QVERIFY(!project->item(project.prompt("p1"))->verdicts[0].referenceChanged);
    }

    void whoStopsGoesOnThere()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1001));
        {
            auto writer = project->beginVerdicts(scopeOf());
            VERIFY_RESULT(writer);
            std::vector<CheckTask> tasks;
            QVERIFY(*writer->read(tasks));
            std::vector<ResponseVerdict> verdicts;
            for (const CheckTask &task : tasks)
                verdicts.push_back(verdictOn(task.response, Verdict::Equal));
            QVERIFY(*writer->read(tasks)); // read ahead, and never kept
            VERIFY_RESULT(writer->keep(verdicts));
        }
        QCOMPARE(unchecked(*project, scopeOf()), std::size_t{1002});
        QCOMPARE(found(*project, "verdict:correct"), std::size_t{500});
    }

    void aScopeIsAQueryAndASource()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 5));
        Store::CheckScope scope = scopeOf();
        scope.query = *parseQuery("key:p3");
        QCOMPARE(unchecked(*project, scope), std::size_t{2});
        scope.query = {};
        scope.source = project->item(project.prompt("p1"))->sources[1].id;
        auto writer = project->beginVerdicts(scope);
        VERIFY_RESULT(writer);
        const std::vector<CheckTask> tasks = allTasks(*writer);
        QCOMPARE(tasks.size(), std::size_t{5});
        QCOMPARE(tasks[4].source.id, scope.source);
    }

    void aPersonsWordStandsInTheMachinesPlace()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        VERIFY_RESULT(say(*project, Verdict::Different, SourceKind::Teacher));
        const Item before = *project->item(project.prompt("p1"));
        const ResponseId teacher = before.responses[1].id;
        const Overrule overrule{teacher, Standing::Correct, "the reference rounds"};
        VERIFY_RESULT(project->perform({{SetOverrule{teacher, project->annotator(), overrule}}}));
        Item item = *project->item(before.prompt.id);
        QVERIFY(item.overrules == std::vector<Overrule>{overrule});
        QCOMPARE(*item.standingOf(teacher), Standing::Correct);
        QCOMPARE(item.verdictOf(teacher)->verdict, Verdict::Different);
        QCOMPARE(found(*project, "verdict:correct"), std::size_t{1});
        QCOMPARE(found(*project, "verdict:wrong"), std::size_t{1});
        QCOMPARE(found(*project, "verdict:teacher:correct"), std::size_t{1});
        QCOMPARE(found(*project, "verdict:human:correct"), std::size_t{0});
        QCOMPARE(found(*project, "verdict:overruled"), std::size_t{1});
        QCOMPARE(found(*project, "verdict:human:overruled"), std::size_t{0});
        const auto summaries = project->summaries({{before.prompt.id}});
        VERIFY_RESULT(summaries);
        QVERIFY(summaries->front().sources[1].standings
                == std::vector<std::optional<Standing>>{Standing::Correct});
        QVERIFY(summaries->front().sources[0].standings
                == std::vector<std::optional<Standing>>{std::nullopt});

        // Nobody else hears of it, and the machine may be asked again.
        Store::Options other = project.options();
        other.annotator = "other";
        other.mode = Store::Mode::Sibling;
        auto sibling = Store::open(project.path(), other);
        VERIFY_RESULT(sibling);
        QCOMPARE(found(**sibling, "verdict:wrong"), std::size_t{2});
        Store::CheckScope again = scopeOf();
        again.again = true;
        VERIFY_RESULT(say(*project, Verdict::NoAnswer, SourceKind::Teacher, again));
        QCOMPARE(*project->item(before.prompt.id)->standingOf(teacher), Standing::Correct);

        VERIFY_RESULT(project.reopen());
        VERIFY_RESULT(project->undo());
        item = *project->item(before.prompt.id);
        QVERIFY(item.overrules.empty());
        QCOMPARE(*item.standingOf(teacher), Standing::NoAnswer);
        VERIFY_RESULT(project->redo());
        QVERIFY(project->item(before.prompt.id)->overrules == std::vector<Overrule>{overrule});
        QCOMPARE(project.complaints(), std::string{});
    }

    void anImportTakenBackTakesItsVerdictsOutOfSight()
    {
        Project project;
        project.addProblems(3);
        VERIFY_RESULT(say(*project, Verdict::Equal, SourceKind::Teacher));
        QCOMPARE(found(*project, "verdict:correct"), std::size_t{3});
        const BatchId last = project->batches()->back().id;
        VERIFY_RESULT(project->perform({{SetBatchActive{last, false}}}));
        QCOMPARE(found(*project, "verdict:correct"), std::size_t{0});
        QCOMPARE(project.complaints(), std::string{});
        VERIFY_RESULT(project->undo());
        QCOMPARE(found(*project, "verdict:correct"), std::size_t{3});
        QCOMPARE(project.complaints(), std::string{});
    }

    void rulesAreKeptAndUndone()
    {
        Project project;
        QVERIFY(*project->checkRules() == CheckRules{});
        CheckRules rules;
        rules.by = CheckRules::By::Command;
        rules.profile = "gsm8k-strict";
        rules.switches = {{"rounding", false}};
        rules.expression = "Antwort: (.*)";
        rules.script = "function validate(item) { return true; }";
        rules.command = {"grade", "--fast", "a b"};
        VERIFY_RESULT(project->perform({{SetCheckRules{rules}}}));
        VERIFY_RESULT(project.reopen());
        QVERIFY(*project->checkRules() == rules);
        VERIFY_RESULT(project->undo());
        QVERIFY(*project->checkRules() == CheckRules{});
    }

    void viewsHearOfTheirPrompts()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 3));
        Changes heard;
        connect(&*project, &Store::changed, this,
                [&heard](const Changes &changes) { heard = changes; });
        VERIFY_RESULT(say(*project, Verdict::Equal));
        QCOMPARE(heard.kinds, std::uint32_t{Changes::Verdicts});
        QVERIFY(heard.prompts == *project->promptIds({}));
    }

    void aVerdictOnWhatWasNotReadIsRefused()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        auto writer = project->beginVerdicts(scopeOf());
        VERIFY_RESULT(writer);
        QVERIFY(!writer->keep({verdictOn(ResponseId{77}, Verdict::Equal)}));
        QCOMPARE(found(*project, "verdict:any"), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(VerdictsTest)
#include "verdicts_test.moc"
