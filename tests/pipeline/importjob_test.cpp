// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <pipeline/importjob.h>
#include <pipeline/indexjob.h>

#include <QTest>

#include <algorithm>
#include <support/files.h>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

constexpr const char *Human =
    "{\"question\":\"Ana has 3 bags of 4 plums.\",\"answer\":\"3*4=<<3*4=12>>12\\n#### 12\"}\n"
    "{\"question\":\"Bo walks 2 km and 5 km.\",\"answer\":\"2+5=7\\n#### 7\"}\n";
constexpr const char *Teacher =
    "{\"question\":\"Ana  has 3 bags of 4 plums.\",\"model\":\"r1\",\"output\":\"<think>3 times 4"
    "</think>\\\\boxed{12}\"}\n"
    "{\"question\":\"Bo walks 2 km and 5 km.\",\"model\":\"r1\",\"output\":\"<think>two and five\","
    "\"finish_reason\":\"length\"}\n";

/// Runs one import; its report, and an error's words in `error`.
ImportReport importFile(Store &store,
                        const ImportPlan &plan,
                        QString *error = nullptr,
                        Progress::Reporter seen = {})
{
    ImportJob job(plan);
    Progress progress(std::move(seen));
    const auto done = job.run(store, progress);
    if (error)
        *error = done ? QString{} : done.error().message;
    return job.report();
}

ImportPlan planFor(const QString &path)
{
    ImportPlan plan;
    plan.path = path;
    plan.usualKind = true;
    return plan;
}

std::vector<Item> itemsOf(const Store &store)
{
    std::vector<Item> items;
    [[maybe_unused]] const auto read = store.forEachItem(Query{}, [&items](const Item &item) {
        items.push_back(item);
        return Result<>{};
    });
    return items;
}

QByteArray numbered(int count)
{
    QByteArray rows;
    for (int i = 0; i < count; ++i)
        rows += "{\"question\":\"Number " + QByteArray::number(i) + "\",\"answer\":\"#### 1\"}\n";
    return rows;
}

} // namespace

/// From a file into the project: what is kept, what is refused, and that nothing half-done stays.
class ImportJobTest final : public QObject
{
    Q_OBJECT

private slots:
    void humanAndTeacherMeetOnTheSamePrompts();
    void theSameFileAgainAddsNothing();
    void aLongerFileAddsWhatIsNew();
    void refusedRowsAreKeptWithTheirPlace();
    void aPersonsWordGoesBeforeTheFormats();
    void filesOfTwoStudentsAreTwoSources();
    void mappingIsRememberedForTheSameColumns();
    void mappingOfAMissingColumnIsRefused();
    void unknownColumnsAreNamed();
    void fileWithoutOneReadableRowIsRefusedRowByRow();
    void cancelLeavesNothing();
    void brokenFileLeavesNothing();
    void fileThatGrowsIsReadAsItWas();
    void hundredMegabytesInOneLine();
    void progressNamesTheFileAndItsSize();
    void searchFindsWhatWasImported();
    void gsm8kAndDeepSeekGive1319PromptsWithBothSides();
    void allEightSamplesOfAHundredProblemsAreKept();
    void chatsThatEndAlikeStayApart();
    void aFileTakenBackComesBackWhenImportedAgain();
};

void ImportJobTest::humanAndTeacherMeetOnTheSamePrompts()
{
    Project project;
    const QTemporaryDir folder;
    importFile(*project, planFor(writeFile(folder, QStringLiteral("h.jsonl"), Human)));
    ImportPlan plan = planFor(writeFile(folder, QStringLiteral("t.jsonl"), Teacher));
    plan.options.join = Store::ImportOptions::Join::Text;
    const ImportReport report = importFile(*project, plan);
    QCOMPARE(report.counts.promptsNew, std::int64_t{0});
    QCOMPARE(report.counts.responsesNew, std::int64_t{2});
    const std::vector<Item> items = itemsOf(*project);
    QCOMPARE(items.size(), std::size_t{2});
    for (const Item &item : items) {
        QCOMPARE(item.responses.size(), std::size_t{2});
        QCOMPARE(item.sources[0].kind, SourceKind::Human);
        QCOMPARE(item.sources[1].kind, SourceKind::Teacher);
        QCOMPARE(item.sources[1].name, std::string("r1"));
    }
    QCOMPARE(items[0].prompt.reference, std::string("12"));
    QCOMPARE(items[0].responses[0].finalAnswer, std::string("12"));
    const Response &whole = items[0].responses[1];
    QCOMPARE(whole.reasoning, std::string("3 times 4"));
    QCOMPARE(whole.answer, std::string("\\boxed{12}"));
    QCOMPARE(whole.raw, std::string("<think>3 times 4</think>\\boxed{12}"));
    QCOMPARE(whole.finalAnswer, std::string("12"));
    QCOMPARE(whole.finalAnswerRule, std::string("boxed"));
    const std::uint32_t cut = Truncated | UnterminatedThink | EmptyAnswer;
    QCOMPARE(items[1].responses[1].flags & cut, cut);
    QCOMPARE(project.complaints(), std::string());
}

void ImportJobTest::theSameFileAgainAddsNothing()
{
    Project project;
    const QTemporaryDir folder;
    const ImportPlan plan = planFor(
        writeFile(folder, QStringLiteral("h.jsonl"), QByteArray(Human) + "{\"question\": oops}\n"));
    QCOMPARE(importFile(*project, plan).counts.promptsNew, std::int64_t{2});
    const auto before = snapshotOf(*project);
    const ImportReport again = importFile(*project, plan);
    QCOMPARE(again.counts.promptsNew, std::int64_t{0});
    QCOMPARE(again.counts.responsesNew, std::int64_t{0});
    QCOMPARE(again.counts.alreadyThere, std::int64_t{2});
    QCOMPARE(again.counts.refused, std::int64_t{1});
    QCOMPARE(again.refused.size(), std::size_t{1});
    QVERIFY(again.batch.isNull());
    const auto after = snapshotOf(*project);
    VERIFY_RESULT(after);
    QVERIFY(*before == *after);
}

void ImportJobTest::aLongerFileAddsWhatIsNew()
{
    Project project;
    const QTemporaryDir folder;
    const QString path = writeFile(folder, QStringLiteral("h.jsonl"), Human);
    importFile(*project, planFor(path));
    writeFile(folder, QStringLiteral("h.jsonl"),
              QByteArray(Human) + "{\"question\":\"Cy?\",\"answer\":\"#### 1\"}\n");
    const ImportReport report = importFile(*project, planFor(path));
    QCOMPARE(report.counts.promptsNew, std::int64_t{1});
    QCOMPARE(report.counts.alreadyThere, std::int64_t{2});
    QVERIFY(!report.batch.isNull());
}

void ImportJobTest::refusedRowsAreKeptWithTheirPlace()
{
    Project project;
    const QTemporaryDir folder;
    const ImportReport report = importFile(
        *project,
        planFor(writeFile(folder, QStringLiteral("h.jsonl"),
                          QByteArray(Human) + "{\"question\": oops}\n{\"answer\":\"#### 1\"}\n")));
    QCOMPARE(report.rows, std::int64_t{4});
    QCOMPARE(report.counts.refused, std::int64_t{2});
    const auto kept = (*project).refused(report.batch);
    VERIFY_RESULT(kept);
    QVERIFY(*kept == report.refused);
    QCOMPARE((*kept)[0].line, std::int64_t{3});
    QCOMPARE((*kept)[0].column, std::int64_t{14});
    QCOMPARE((*kept)[0].head, std::string("{\"question\": oops}"));
    QCOMPARE((*kept)[1].line, std::int64_t{4});
    QVERIFY((*kept)[1].reason.find("question") != std::string::npos);
}

void ImportJobTest::aPersonsWordGoesBeforeTheFormats()
{
    Project project;
    const QTemporaryDir folder;
    ImportPlan plan = planFor(writeFile(folder, QStringLiteral("h.jsonl"), Human));
    plan.usualKind = false;
    plan.options.kind = SourceKind::Student;
    plan.options.source = "student 1";
    importFile(*project, plan);
    const std::vector<Item> items = itemsOf(*project);
    QCOMPARE(items[0].sources[0].kind, SourceKind::Student);
    QCOMPARE(items[0].sources[0].name, std::string("student 1"));
}

void ImportJobTest::filesOfTwoStudentsAreTwoSources()
{
    Project project;
    const QTemporaryDir folder;
    const QByteArray row = R"({"question":"Q","gt_cot":"H","gt":"1","code":["A"]})";
    for (const char *name : {"set.small.jsonl", "set.large.jsonl"})
        importFile(*project, planFor(writeFile(folder, QString::fromUtf8(name), row)));
    const std::vector<Item> items = itemsOf(*project);
    QCOMPARE(items.size(), std::size_t{1});
    QStringList names;
    for (const Source &source : items[0].sources)
        names << toQString(source.name);
    names.sort();
    QCOMPARE(names, QStringList({QStringLiteral("human label"), QStringLiteral("set.large"),
                                 QStringLiteral("set.small")}));
}

void ImportJobTest::mappingIsRememberedForTheSameColumns()
{
    Project project;
    const QTemporaryDir folder;
    ImportPlan plan = planFor(writeFile(folder, QStringLiteral("a.csv"), "task,said\nQ,A\n"));
    plan.mapping = R"({"task":"prompt","said":"response"})";
    QCOMPARE(importFile(*project, plan).counts.responsesNew, std::int64_t{1});
    // The columns in another order, another container; nobody says the mapping again.
    const ImportReport report = importFile(
        *project, planFor(writeFile(folder, QStringLiteral("b.tsv"), "said\ttask\nB\tR\n")));
    QCOMPARE(report.format, std::string("mapping"));
    QCOMPARE(report.counts.promptsNew, std::int64_t{1});
    QCOMPARE(itemsOf(*project)[1].prompt.text, std::string("R"));
}

void ImportJobTest::mappingOfAMissingColumnIsRefused()
{
    Project project;
    const QTemporaryDir folder;
    ImportPlan plan = planFor(writeFile(folder, QStringLiteral("a.csv"), "task,said\nQ,A\n"));
    plan.mapping = R"({"tusk":"prompt","said":"response"})";
    QString error;
    importFile(*project, plan, &error);
    QVERIFY2(error.contains(QStringLiteral("no column tusk; its columns are task, said")),
             qPrintable(error));
    QVERIFY((*project).batches()->empty());
}

void ImportJobTest::unknownColumnsAreNamed()
{
    Project project;
    const QTemporaryDir folder;
    QString error;
    importFile(*project, planFor(writeFile(folder, QStringLiteral("a.csv"), "task,said\nQ,A\n")),
               &error);
    QVERIFY2(error.contains(QStringLiteral("task, said")), qPrintable(error));
    ImportPlan plan = planFor(writeFile(folder, QStringLiteral("b.jsonl"), Human));
    plan.format = "gsm9k";
    importFile(*project, plan, &error);
    QVERIFY2(error.contains(QStringLiteral("gsm8k")), qPrintable(error));
}

void ImportJobTest::fileWithoutOneReadableRowIsRefusedRowByRow()
{
    Project project;
    const QTemporaryDir folder;
    const ImportReport report =
        importFile(*project, planFor(writeFile(folder, QStringLiteral("a.jsonl"), "{x\n{y\n")));
    QCOMPARE(report.counts.refused, std::int64_t{2});
    QCOMPARE(report.rows, std::int64_t{2});
}

/// The reporter is called when the stage begins, so that a cancel there is met by the first row.
/// What an import leaves that fails after many rows, brokenFileLeavesNothing shows.
void ImportJobTest::cancelLeavesNothing()
{
    Project project;
    const QTemporaryDir folder;
    importFile(*project, planFor(writeFile(folder, QStringLiteral("h.jsonl"), Human)));
    const auto before = snapshotOf(*project);
    ImportJob job(planFor(writeFile(folder, QStringLiteral("many.jsonl"), numbered(3000))));
    Progress *running = nullptr;
    Progress progress([&running](const Progress::State &) { running->cancel(); });
    running = &progress;
    const auto done = job.run(*project, progress);
    QVERIFY(!done);
    QCOMPARE(done.error().code, Error::Code::Cancelled);
    const auto after = snapshotOf(*project);
    QVERIFY(*before == *after);
    QCOMPARE(project.complaints(), std::string());
}

void ImportJobTest::brokenFileLeavesNothing()
{
    Project project;
    const QTemporaryDir folder;
    QByteArray packed = gzipped(numbered(30'000));
    packed.chop(packed.size() / 3);
    QString error;
    importFile(*project, planFor(writeFile(folder, QStringLiteral("f.jsonl.gz"), packed)), &error);
    QVERIFY2(error.contains(QStringLiteral("damaged or cut off")), qPrintable(error));
    QVERIFY(itemsOf(*project).empty());
    QVERIFY((*project).batches()->empty());
    QCOMPARE(project.complaints(), std::string());
}

void ImportJobTest::fileThatGrowsIsReadAsItWas()
{
    Project project;
    const QTemporaryDir folder;
    const QString path = writeFile(folder, QStringLiteral("h.jsonl"), Human);
    // The stage begins when the file is open and nothing is read yet.
    const ImportReport report =
        importFile(*project, planFor(path), nullptr, [&path](const Progress::State &) {
            QFile file(path);
            if (file.open(QIODevice::Append))
                file.write("{\"question\":\"grown\",\"answer\":\"#");
        });
    QVERIFY(QFileInfo(path).size() > static_cast<qint64>(qstrlen(Human)));
    QCOMPARE(report.rows, std::int64_t{2});
    QCOMPARE(report.counts.refused, std::int64_t{0});
}

void ImportJobTest::hundredMegabytesInOneLine()
{
    Project project;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("f.jsonl"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"question\":\"Q\",\"answer\":\"");
    const QByteArray part = QByteArray((qsizetype{1} << 20) - 1, 'x') + ' ';
    for (int i = 0; i < 100; ++i)
        file.write(part);
    file.write("\\n#### 12\"}\n{\"question\":\"R\",\"answer\":\"#### 3\"}\n");
    file.close();
    const ImportReport report = importFile(*project, planFor(path));
    QCOMPARE(report.counts.promptsNew, std::int64_t{2});
    QCOMPARE(report.counts.refused, std::int64_t{0});
    const std::vector<Item> items = itemsOf(*project);
    QCOMPARE(items[0].responses[0].finalAnswer, std::string("12"));
    QVERIFY(items[0].responses[0].answer.size() > 100 * (std::size_t{1} << 20));
}

void ImportJobTest::progressNamesTheFileAndItsSize()
{
    Project project;
    const QTemporaryDir folder;
    QString stage;
    std::int64_t total = 0;
    importFile(*project, planFor(writeFile(folder, QStringLiteral("h.jsonl"), Human)), nullptr,
               [&](const Progress::State &state) {
                   stage = state.stage;
                   total = state.total;
               });
    QCOMPARE(stage, QStringLiteral("Import h.jsonl"));
    QCOMPARE(total, static_cast<std::int64_t>(qstrlen(Human)));
}

void ImportJobTest::searchFindsWhatWasImported()
{
    Project project;
    const QTemporaryDir folder;
    importFile(*project, planFor(writeFile(folder, QStringLiteral("h.jsonl"), Human)));
    IndexJob index;
    Progress progress;
    VERIFY_RESULT(index.run(*project, progress));
    const auto current = (*project).searchIndexIsCurrent();
    QVERIFY(current && *current);
    const auto query = parseQuery("plums");
    VERIFY_RESULT(query);
    QCOMPARE((*project).promptIds(*query)->size(), std::size_t{1});
}

void ImportJobTest::gsm8kAndDeepSeekGive1319PromptsWithBothSides()
{
    REQUIRE_DATA(data);
    Project project;
    importFile(*project, planFor(data + QStringLiteral("/gsm8k/test.jsonl")));
    ImportPlan plan = planFor(data + QStringLiteral("/zeroeval/gsm.deepseek-chat.jsonl"));
    plan.options.join = Store::ImportOptions::Join::Text;
    importFile(*project, plan);
    int prompts = 0;
    const auto read = (*project).forEachItem(Query{}, [&](const Item &item) -> Result<> {
        ++prompts;
        const bool both =
            item.responses.size() == 2 && item.sources[0].kind == SourceKind::Human
            && item.sources[1].kind == SourceKind::Teacher && !item.responses[1].reasoning.empty()
            && !item.responses[1].finalAnswer.empty() && !item.responses[0].finalAnswer.empty()
            && !item.prompt.reference.empty();
        return both ? Result<>{} : Error{Error::Code::BadInput, toQString(item.prompt.key)};
    });
    VERIFY_RESULT(read);
    QCOMPARE(prompts, 1319);
    QCOMPARE(project.complaints(), std::string());
}

void ImportJobTest::allEightSamplesOfAHundredProblemsAreKept()
{
    REQUIRE_DATA(data);
    Project project;
    const ImportPlan plan = planFor(data + QStringLiteral("/qwen25_math/math_cot_100.jsonl"));
    importFile(*project, plan);
    const std::vector<Item> items = itemsOf(*project);
    QCOMPARE(items.size(), std::size_t{100});
    for (const Item &item : items) {
        const auto samples =
            std::count_if(item.sources.begin(), item.sources.end(),
                          [](const Source &source) { return source.kind != SourceKind::Human; });
        QCOMPARE(samples, 8);
    }
    QCOMPARE(importFile(*project, plan).counts.responsesNew, 0);
    QCOMPARE(project.complaints(), std::string());
}

void ImportJobTest::chatsThatEndAlikeStayApart()
{
    REQUIRE_DATA(data);
    Project project;
    importFile(*project, planFor(data + QStringLiteral("/export_formats/kto_en_demo.json")));
    QCOMPARE(project->accounting()->imported, 297);
}

void ImportJobTest::aFileTakenBackComesBackWhenImportedAgain()
{
    Project project;
    const QTemporaryDir folder;
    const QString path = writeFile(folder, QStringLiteral("h.jsonl"), Human);
    importFile(*project, planFor(path));
    const std::vector<Item> before = itemsOf(*project);
    VERIFY_RESULT(project->perform(Step{{SetBatchActive{project->batches()->back().id, false}}}));
    QVERIFY(itemsOf(*project).empty());
    const ImportReport report = importFile(*project, planFor(path));
    QCOMPARE(report.counts.alreadyThere, 0);
    const std::vector<Item> after = itemsOf(*project);
    QCOMPARE(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        QCOMPARE(after[i].prompt, before[i].prompt);
        QCOMPARE(after[i].responses.size(), before[i].responses.size());
        QCOMPARE(after[i].responses[0].answer, before[i].responses[0].answer);
    }
    QCOMPARE(project.complaints(), std::string());
}

QTEST_GUILESS_MAIN(ImportJobTest)
#include "importjob_test.moc"
