// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <base/text.h>
#include <pipeline/exportjob.h>
#include <pipeline/selection.h>

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

#include <set>
#include <support/files.h>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// Prompts p1 to p9 with both sides, and what "ines" says of them, one of each kind.
struct Decided
{
    Project project;
    QTemporaryDir folder;

    Decided()
    {
        const auto filled = fill(*project, 9);
        if (!filled)
            qFatal("%s", qPrintable(filled.error().message));
        const Outcome outcomes[] = {Outcome::Left,           Outcome::Right, Outcome::Tie,
                                    Outcome::Neither,        Outcome::Skip,  Outcome::BadProblem,
                                    Outcome::ReferenceWrong, Outcome::None};
        for (int i = 0; i < 8; ++i)
            project.decide(project.prompt("p" + std::to_string(i + 1)), outcomes[i]);
    }

    ExportPlan plan(const char *format, const char *out = "out.jsonl")
    {
        ExportPlan made;
        made.format = format;
        made.out = folder.filePath(QString::fromUtf8(out));
        return made;
    }

    ExportReport run(const ExportPlan &plan, QString *error = nullptr)
    {
        ExportJob job(plan);
        Progress progress;
        const auto done = job.run(*project, progress);
        if (error)
            *error = done ? QString{} : done.error().message;
        else if (!done)
            qFatal("%s", qPrintable(done.error().message));
        return job.report();
    }
};

std::vector<Json> linesOf(const QString &path)
{
    std::vector<Json> lines;
    for (const QByteArray &line : readFile(path).split('\n')) {
        if (!line.isEmpty())
            lines.push_back(parseJson(line.toStdString()).value_or(Json("broken")));
    }
    return lines;
}

/// The last message's text of every row.
QStringList answersOf(const QString &path)
{
    QStringList answers;
    for (const Json &line : linesOf(path))
        answers << toQString(line["messages"].back()["content"].get<std::string>());
    return answers;
}

QString textOf(const std::map<std::string, std::int64_t> &leftOut)
{
    QStringList parts;
    for (const auto &[reason, count] : leftOut)
        parts << QStringLiteral("%1 %2").arg(toQString(reason)).arg(count);
    return parts.join(QStringLiteral(", "));
}

const QString Teacher = QStringLiteral("<think>\ncount up\n</think>\n\nby model");
const QString ByHand = QStringLiteral("by hand");

} // namespace

/// Which rows an export takes, what stands beside it, and that a file is there whole or not at all.
class ExportJobTest final : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatWasChosen();
    void theChoiceForExportGoesBeforeTheOutcome();
    void takesOneSideWithoutDecisions();
    void pairsComeFromDecisions();
    void ruleMakesPairsOfTheUndecided();
    void judgementsAreLabelled();
    void filterTakesOnlyItsPrompts();
    void everythingIsOneLineAPrompt();
    void studyTeachesThreeTargetsOnTheSamePrompts();
    void studyLeavesOutWhatHasOneSideOnly();
    void splitNeverMovesAnItem();
    void manifestSaysHowItWasMade();
    void sameExportGivesTheSameBytes();
    void fileNamedJsonIsOneList();
    void previewCountsWhatTheExportWrites();
    void cancelLeavesTheOldFileWhole();
    void failureLeavesTheOldFileWhole();
    void plansThatCannotBeAreRefused_data();
    void plansThatCannotBeAreRefused();
};

void ExportJobTest::takesWhatWasChosen()
{
    Decided decided;
    ExportPlan plan = decided.plan("messages");
    const ExportReport report = decided.run(plan);
    QCOMPARE(answersOf(plan.out), QStringList({ByHand, Teacher}));
    QCOMPARE(report.prompts, std::int64_t{9});
    QCOMPARE(textOf(report.leftOut),
             QStringLiteral("bad problem 1, drafted 1, neither 1, open 1, reference is wrong 1, "
                            "skipped 1, tie 1"));
    plan.ties = ExportPlan::Ties::Both;
    QVERIFY(!decided.run(plan).leftOut.contains("tie"));
    QCOMPARE(answersOf(plan.out), QStringList({ByHand, Teacher, ByHand, Teacher}));
}

void ExportJobTest::theChoiceForExportGoesBeforeTheOutcome()
{
    Decided decided;
    const auto id = (*decided.project).promptByKey("p1");
    const auto item = (*decided.project).item(*id);
    Decision decision = *item->decision;
    decision.chosen = item->responses[1].id;
    const Step step{{SetDecision{*id, decision.annotator, decision}}};
    VERIFY_RESULT((*decided.project).perform(step));
    const ExportPlan plan = decided.plan("messages");
    decided.run(plan);
    QCOMPARE(answersOf(plan.out), QStringList({Teacher, Teacher}));
}

void ExportJobTest::takesOneSideWithoutDecisions()
{
    Decided decided;
    ExportPlan plan = decided.plan("messages");
    plan.take = ExportPlan::Take::Human;
    QCOMPARE(decided.run(plan).files.front().rows, std::int64_t{9});
    QCOMPARE(answersOf(plan.out), QStringList(9, ByHand));
    plan.take = ExportPlan::Take::Teacher;
    plan.reasoning = ReasoningPlace::None;
    decided.run(plan);
    QCOMPARE(answersOf(plan.out), QStringList(9, QStringLiteral("by model")));
    plan.take = ExportPlan::Take::Source;
    plan.source = "nobody";
    QCOMPARE(textOf(decided.run(plan).leftOut), QStringLiteral("no response of the source 9"));
    QCOMPARE(readFile(plan.out), QByteArray());
}

void ExportJobTest::pairsComeFromDecisions()
{
    Decided decided;
    ExportPlan plan = decided.plan("dpo");
    decided.run(plan);
    const auto sides = [&plan] {
        QStringList pairs;
        for (const Json &line : linesOf(plan.out))
            pairs << toQString(line["chosen"][0]["content"].get<std::string>() + " > "
                               + line["rejected"][0]["content"].get<std::string>());
        return pairs;
    };
    plan.reasoning = ReasoningPlace::None;
    decided.run(plan);
    const QString human = QStringLiteral("by hand > by model");
    const QString teacher = QStringLiteral("by model > by hand");
    QCOMPARE(sides(), QStringList({human, teacher}));
    plan.ties = ExportPlan::Ties::Both;
    decided.run(plan);
    QCOMPARE(sides(), QStringList({human, teacher, human, teacher}));
}

void ExportJobTest::ruleMakesPairsOfTheUndecided()
{
    Decided decided;
    ExportPlan plan = decided.plan("dpo");
    plan.pairs = ExportPlan::PairRule::PreferTeacher;
    // p8 is a draft and p9 was never looked at; all others keep what was said of them.
    const ExportReport report = decided.run(plan);
    QCOMPARE(report.files.front().rows, std::int64_t{4});
    QVERIFY(!report.leftOut.contains("open") && !report.leftOut.contains("drafted"));
    const Json last = linesOf(plan.out).back();
    QCOMPARE(last["rejected"][0]["content"].get<std::string>(), std::string("by hand"));
}

void ExportJobTest::judgementsAreLabelled()
{
    Decided decided;
    ExportPlan plan = decided.plan("kto");
    plan.ties = ExportPlan::Ties::Both;
    const ExportReport report = decided.run(plan);
    QStringList labels;
    for (const Json &line : linesOf(plan.out))
        labels << toQString(line["completion"][0]["content"].get<std::string>().substr(0, 7)
                            + (line["label"].get<bool>() ? " good" : " bad"));
    QCOMPARE(labels, QStringList({QStringLiteral("by hand good"), QStringLiteral("<think> bad"),
                                  QStringLiteral("<think> good"), QStringLiteral("by hand bad"),
                                  QStringLiteral("by hand good"), QStringLiteral("<think> good")}));
    QVERIFY(!report.leftOut.contains("tie"));
    const auto manifest = parseJson(readFile(report.manifest).toStdString());
    VERIFY_RESULT(manifest);
    QCOMPARE((*manifest)["policy"]["tie"].get<std::string>(),
             std::string("both sides, labelled true"));
    plan.ties = ExportPlan::Ties::Drop;
    QCOMPARE(decided.run(plan).leftOut.at("tie"), std::int64_t{1});
}

void ExportJobTest::filterTakesOnlyItsPrompts()
{
    Decided decided;
    ExportPlan plan = decided.plan("messages");
    plan.query = *parseQuery("state:decided -decision:tie");
    const ExportReport report = decided.run(plan);
    QCOMPARE(report.files.front().rows, std::int64_t{2});
    QVERIFY(!report.leftOut.contains("open") && !report.leftOut.contains("tie"));
}

void ExportJobTest::everythingIsOneLineAPrompt()
{
    Decided decided;
    const ExportPlan plan = decided.plan("jsonl");
    QCOMPARE(decided.run(plan).files.front().rows, std::int64_t{9});
    const Json first = linesOf(plan.out).front();
    QCOMPARE(first["key"].get<std::string>(), std::string("p1"));
    QCOMPARE(first["responses"].size(), std::size_t{2});
    QCOMPARE(first["responses"][1]["reasoning"].get<std::string>(), std::string("count up"));
    QCOMPARE(first["decision"]["outcome"].get<std::string>(), std::string("left"));
    QVERIFY(linesOf(plan.out).back()["decision"].is_null());
}

void ExportJobTest::studyTeachesThreeTargetsOnTheSamePrompts()
{
    Decided decided;
    const std::vector<Row> more = {
        {"gold",
         "Q?",
         {{"people", SourceKind::Human, "work"}, {"model", SourceKind::Teacher, "x"}},
         "42"}};
    VERIFY_RESULT(test::import(*decided.project, more));
    ExportPlan plan = decided.plan("messages", "study");
    plan.query = *parseQuery("has:reference");
    StudyExportJob job(plan);
    Progress progress;
    VERIFY_RESULT(job.run(*decided.project, progress));
    const QDir folder(plan.out);
    QCOMPARE(answersOf(folder.filePath(QStringLiteral("answer-only.jsonl"))),
             QStringList{QStringLiteral("42")});
    QCOMPARE(answersOf(folder.filePath(QStringLiteral("human-reasoning.jsonl"))),
             QStringList{QStringLiteral("work")});
    QCOMPARE(answersOf(folder.filePath(QStringLiteral("teacher-reasoning.jsonl"))),
             QStringList{QStringLiteral("x")});
    const auto manifest =
        parseJson(readFile(folder.filePath(QStringLiteral("manifest.json"))).toStdString());
    VERIFY_RESULT(manifest);
    QCOMPARE((*manifest)["files"].size(), std::size_t{3});
    QVERIFY((*manifest)["files"][0]["teaches"].is_string());
    QVERIFY(!(*manifest)["policy"].contains("take"));
}

void ExportJobTest::studyLeavesOutWhatHasOneSideOnly()
{
    Decided decided;
    const std::vector<Row> more = {{"h", "H?", {{"people", SourceKind::Human, "work"}}, "1"},
                                   {"t", "T?", {{"model", SourceKind::Teacher, "x"}}, "1"}};
    VERIFY_RESULT(test::import(*decided.project, more));
    StudyExportJob job(decided.plan("alpaca", "study"));
    Progress progress;
    VERIFY_RESULT(job.run(*decided.project, progress));
    // The nine of fill() have neither a reference nor a final answer.
    QCOMPARE(textOf(job.report().leftOut),
             QStringLiteral("no final answer 9, no human response 1, no teacher response 1"));
}

void ExportJobTest::splitNeverMovesAnItem()
{
    using Parts = std::vector<std::pair<std::string, double>>;
    const Parts parts = {{"train", 0.8}, {"test", 0.2}};
    Project project;
    VERIFY_RESULT(fill(*project, 200));
    const auto keysOf = [&](const char *name, std::uint64_t seed) {
        const QTemporaryDir folder;
        ExportPlan plan;
        plan.format = "jsonl";
        plan.split = parts;
        plan.seed = seed;
        plan.out = folder.filePath(QString::fromUtf8(name));
        ExportJob job(plan);
        Progress progress;
        const auto done = job.run(*project, progress);
        std::set<std::string> keys;
        for (const Json &line : linesOf(QDir(plan.out).filePath(QStringLiteral("test.jsonl"))))
            keys.insert(line["key"].get<std::string>());
        const auto rest = linesOf(QDir(plan.out).filePath(QStringLiteral("train.jsonl")));
        return done && rest.size() + keys.size() >= 200 ? keys : std::set<std::string>{};
    };
    const auto before = keysOf("a", 7);
    QVERIFY(before.size() > 20 && before.size() < 60);
    QVERIFY(keysOf("b", 8) != before);
    // The project grows; who was in the test set stays there, who was not does not come.
    std::vector<Row> more;
    for (int i = 0; i < 50; ++i)
        more.push_back({"new" + std::to_string(i), "New " + std::to_string(i)});
    VERIFY_RESULT(test::import(*project, more));
    for (const std::string &key : keysOf("c", 7))
        QVERIFY(before.contains(key) || key.starts_with("new"));
}

void ExportJobTest::manifestSaysHowItWasMade()
{
    Decided decided;
    ExportPlan plan = decided.plan("messages");
    plan.query = *parseQuery("state:decided");
    plan.seed = 17;
    const ExportReport report = decided.run(plan);
    QCOMPARE(report.manifest, plan.out + QStringLiteral(".manifest.json"));
    const auto json = parseJson(readFile(report.manifest).toStdString());
    VERIFY_RESULT(json);
    const Json &manifest = *json;
    QVERIFY(manifest["made_by"].get<std::string>().starts_with("touchstone "));
    QCOMPARE(manifest["format"].get<std::string>(), std::string("messages"));
    QCOMPARE(manifest["filter"].get<std::string>(), std::string("state:decided"));
    QCOMPARE(manifest["seed"].get<int>(), 17);
    QCOMPARE(manifest["policy"]["take"].get<std::string>(), std::string("chosen"));
    QCOMPARE(manifest["policy"]["tie"].get<std::string>(), std::string("left out"));
    QCOMPARE(manifest["policy"]["neither"].get<std::string>(), std::string("left out"));
    QCOMPARE(manifest["policy"]["reasoning"].get<std::string>(), std::string("in think tags"));
    QCOMPARE(manifest["made_from"].size(), std::size_t{2});
    QCOMPARE(manifest["made_from"][0]["path"].get<std::string>(), std::string("rows.jsonl"));
    const QByteArray bytes = readFile(plan.out);
    QCOMPARE(manifest["files"][0]["path"].get<std::string>(), std::string("out.jsonl"));
    QCOMPARE(manifest["files"][0]["rows"].get<int>(), 2);
    QCOMPARE(manifest["files"][0]["bytes"].get<qsizetype>(), bytes.size());
    QCOMPARE(QByteArray::fromStdString(manifest["files"][0]["sha256"].get<std::string>()),
             QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

void ExportJobTest::sameExportGivesTheSameBytes()
{
    Decided decided;
    for (const ExportFormat *format : exportFormats()) {
        QByteArray before;
        for (const char *folder : {"a/x", "b/x"}) {
            ExportPlan plan = decided.plan(format->name().data(), folder);
            const ExportReport report = decided.run(plan);
            const QByteArray bytes = readFile(plan.out) + readFile(report.manifest);
            QVERIFY(before.isEmpty() || bytes == before);
            before = bytes;
        }
    }
}

void ExportJobTest::fileNamedJsonIsOneList()
{
    Decided decided;
    ExportPlan plan = decided.plan("alpaca", "out.json");
    decided.run(plan);
    const auto list = parseJson(readFile(plan.out).toStdString());
    VERIFY_RESULT(list);
    QVERIFY(list->is_array());
    QCOMPARE(list->size(), std::size_t{2});
    plan.query = *parseQuery("key:nothing");
    decided.run(plan);
    QCOMPARE(readFile(plan.out).simplified(), QByteArray("[ ]"));
}

void ExportJobTest::previewCountsWhatTheExportWrites()
{
    Decided decided;
    ExportPlan plan = decided.plan("dpo", "parts");
    plan.pairs = ExportPlan::PairRule::PreferHuman;
    plan.split = {{"train", 1}, {"test", 1}};
    ExportPreviewJob preview(plan);
    Progress progress;
    VERIFY_RESULT(preview.run(*decided.project, progress));
    QVERIFY(!QFileInfo::exists(plan.out));
    const ExportReport report = decided.run(plan);
    QCOMPARE(preview.preview().prompts, report.prompts);
    QVERIFY(preview.preview().leftOut == report.leftOut);
    const auto shown = parseJson(preview.preview().manifest);
    const auto kept = parseJson(readFile(report.manifest).toStdString());
    QVERIFY(shown && kept && !(*kept)["made_from"].empty());
    QCOMPARE((*shown)["made_from"], (*kept)["made_from"]);
    std::set<std::string> written;
    for (std::size_t i = 0; i < report.files.size(); ++i) {
        QCOMPARE(preview.preview().files[i].second, report.files[i].rows);
        for (const QByteArray &line : readFile(report.files[i].path).split('\n'))
            written.insert(line.toStdString());
    }
    for (const std::string &row : preview.preview().firstRows)
        QVERIFY(written.contains(row));
}

void ExportJobTest::cancelLeavesTheOldFileWhole()
{
    Decided decided;
    const ExportPlan plan = decided.plan("messages");
    writeFile(decided.folder, QStringLiteral("out.jsonl"), "old\n");
    ExportJob job(plan);
    Progress *running = nullptr;
    Progress progress([&running](const Progress::State &) { running->cancel(); });
    running = &progress;
    const auto done = job.run(*decided.project, progress);
    QVERIFY(!done && done.error().code == Error::Code::Cancelled);
    QCOMPARE(readFile(plan.out), QByteArray("old\n"));
    QCOMPARE(QDir(decided.folder.path()).entryList(QDir::Files | QDir::Hidden),
             QStringList{QStringLiteral("out.jsonl")});
}

void ExportJobTest::failureLeavesTheOldFileWhole()
{
    Decided decided;
    // The manifest cannot be written, because a folder has its name; nothing may move then.
    const ExportPlan plan = decided.plan("messages");
    writeFile(decided.folder, QStringLiteral("out.jsonl"), "old\n");
    QVERIFY(QDir(decided.folder.path()).mkdir(QStringLiteral("out.jsonl.manifest.json")));
    QString error;
    decided.run(plan, &error);
    QVERIFY2(error.contains(QStringLiteral("a folder has that name")), qPrintable(error));
    QCOMPARE(readFile(plan.out), QByteArray("old\n"));
    // Folders that were made for an export that failed are gone too.
    decided.run(decided.plan("messages", "out.jsonl/deep/x.jsonl"), &error);
    QVERIFY2(error.contains(QStringLiteral("its folder cannot be made")), qPrintable(error));
    ExportPlan parts = decided.plan("messages", "new/parts");
    parts.split = {{"a", 1}, {"b", 1}};
    ExportJob job(parts);
    Progress progress;
    progress.cancel();
    QVERIFY(!job.run(*decided.project, progress));
    QVERIFY(!QFileInfo::exists(decided.folder.filePath(QStringLiteral("new"))));
}

void ExportJobTest::plansThatCannotBeAreRefused_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QString>("part");
    QTest::addColumn<double>("share");
    QTest::addColumn<bool>("study");
    const auto row = [](const char *title, const char *format, const char *part, double share,
                        bool study) {
        QTest::newRow(title) << QByteArray(format) << QString::fromUtf8(part) << share << study;
    };
    row("no such format", "doc", "", 0, false);
    row("a part without a share", "messages", "train", 0, false);
    row("a part that is a path", "messages", "../x", 1, false);
    row("two parts of one name", "messages", "twice", 1, false);
    row("a study of pairs", "dpo", "", 0, true);
}

void ExportJobTest::plansThatCannotBeAreRefused()
{
    QFETCH(QByteArray, format);
    QFETCH(QString, part);
    QFETCH(double, share);
    QFETCH(bool, study);
    Decided decided;
    ExportPlan plan = decided.plan(format.constData(), "out");
    if (!part.isEmpty())
        plan.split = {{toUtf8(part), share}, {"twice", 1}};
    Progress progress;
    StudyExportJob studyJob(plan);
    ExportJob job(plan);
    const auto done =
        study ? studyJob.run(*decided.project, progress) : job.run(*decided.project, progress);
    QVERIFY(!done);
    QCOMPARE(done.error().code, Error::Code::BadInput);
    QVERIFY(!QFileInfo::exists(plan.out));
}

QTEST_GUILESS_MAIN(ExportJobTest)
#include "exportjob_test.moc"
