// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <store/projectfile.h>
#include <store/schema/migration.h>
#include <store/sql/database.h>

#include <QDir>
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using sql::Database;

namespace {

/// The next versions as they might be: a column, then a table made anew with what it held.
Schema nextButOne()
{
    Schema schema = projectSchema();
    schema.steps.emplace_back("ALTER TABLE flag ADD COLUMN reason TEXT NOT NULL DEFAULT 'none'");
    schema.steps.emplace_back(
        "CREATE TABLE label(prompt_id INTEGER NOT NULL REFERENCES prompt(id), name TEXT NOT NULL, "
        "PRIMARY KEY(prompt_id, name)) STRICT, WITHOUT ROWID;"
        "INSERT INTO label SELECT prompt_id, name FROM tag; DROP INDEX tag_name; DROP TABLE tag");
    return schema;
}

/// A copy of the project that a version wrote, to be opened.
QString fixture(const QTemporaryDir &folder, int version = 1)
{
    const QString path = folder.filePath(QStringLiteral("old.touchstone"));
    if (!QFile::copy(test::ownData(QStringLiteral("projects/v%1.touchstone").arg(version)), path))
        qFatal("the fixture project is not there");
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return path;
}

std::unique_ptr<Database> open(const QString &path)
{
    auto database = Database::open(path, Database::Access::ReadWrite);
    return database ? std::move(*database) : nullptr;
}

} // namespace

class MigrationTest final : public QObject
{
    Q_OBJECT

private slots:
    void aProjectOfVersionOneOpensForEver()
    {
        const QTemporaryDir folder;
        Store::Options options;
        options.annotator = "ines";
        auto store = Store::open(fixture(folder), options);
        VERIFY_RESULT(store);
        Progress progress;
        QCOMPARE((*store)->check(progress)->size(), std::size_t{0});
        const Accounting wanted{6, 4, 1, 0, 1};
        QVERIFY(*(*store)->accounting() == wanted);
        const Item item = *(*store)->item(*(*store)->promptByKey("boat-1"));
        QCOMPARE(item.prompt.text, std::string("A boat goes 3 km in 2 hours. How far in 6 hours?"));
        QCOMPARE(item.prompt.reference, std::string("9"));
        QCOMPARE(item.responses.size(), std::size_t{3});
        QCOMPARE(item.responses[1].reasoning, std::string("6 is three times 2, so 3 * 3 = 9."));
        QCOMPARE(item.sources[2].kind, SourceKind::Edited);
        QCOMPARE(item.decision->outcome, Outcome::Right);
        QCOMPARE(item.decision->note, std::string("clearer"));
        QCOMPARE(item.scores.size(), std::size_t{1});
        QCOMPARE(item.tags, (std::vector<std::string>{"rates", "read aloud"}));
        QVERIFY(item.flagged);
        QCOMPARE((*store)->batches()->size(), std::size_t{3});
        QVERIFY(!(*store)->batches()->back().active);
        QCOMPARE((*store)->refused((*store)->batches()->front().id)->size(), std::size_t{1});
        QCOMPARE((*store)->rubric()->criteria.size(), std::size_t{5});
        QCOMPARE((*store)->promptIds(*parseQuery("three times"))->size(), std::size_t{1});
        QCOMPARE((*store)->history(item.prompt.id)->size(), std::size_t{4});
        QVERIFY(item.marks.isEmpty());
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("old.v1.touchstone"))));
        while ((*store)->undoable())
            VERIFY_RESULT((*store)->undo());
        QCOMPARE((*store)->accounting()->open, (*store)->accounting()->imported);
        QCOMPARE((*store)->check(progress)->size(), std::size_t{0});
    }

    void aProjectOfVersionTwoOpensForEver()
    {
        const QTemporaryDir folder;
        Store::Options options;
        options.annotator = "ines";
        auto store = Store::open(fixture(folder, 2), options);
        VERIFY_RESULT(store);
        Progress progress;
        QCOMPARE((*store)->check(progress)->size(), std::size_t{0});
        const Accounting wanted{6, 4, 1, 0, 1};
        QVERIFY(*(*store)->accounting() == wanted);
        const Item item = *(*store)->item(*(*store)->promptByKey("boat-1"));
        const ResponseId human = item.responses[0].id;
        const ResponseId model = item.responses[1].id;
        const TextPlace second{model, TextPart::Reasoning, 22};
        const TextPlace first{human, TextPart::Answer, 0};
        QVERIFY(item.marks.cuts == (std::vector<StepCut>{{second, true}}));
        QVERIFY(item.marks.steps == (std::vector<StepMark>{{second, 35, 1}}));
        QVERIFY(item.marks.firstErrors == std::vector<TextPlace>{first});
        QCOMPARE(item.marks.spans.size(), std::size_t{1});
        QCOMPARE(item.marks.spans[0].type, std::string("unit"));
        QCOMPARE(item.marks.spans[0].note, std::string("km is missing"));
        QCOMPARE(item.marks.spans[0].end, std::size_t{6});
        QVERIFY(pinsBetween(item.marks, human, model) == (std::vector<Pin>{{first, second}}));
        QCOMPARE((*store)->errorTypes()->names.back(), std::string("sign"));
        while ((*store)->undoable())
            VERIFY_RESULT((*store)->undo());
        QVERIFY((*store)->item(item.prompt.id)->marks.isEmpty());
        QVERIFY(*(*store)->errorTypes() == ErrorTypes::standard());
        QCOMPARE((*store)->check(progress)->size(), std::size_t{0});
    }

    void aProjectOfVersionThreeOpensForEver()
    {
        const QTemporaryDir folder;
        Store::Options options;
        options.annotator = "ines";
        auto store = Store::open(fixture(folder, 3), options);
        VERIFY_RESULT(store);
        Progress progress;
        QCOMPARE((*store)->check(progress)->size(), std::size_t{0});
        const Accounting wanted{6, 4, 1, 0, 1};
        QVERIFY(*(*store)->accounting() == wanted);
        const Item boat = *(*store)->item(*(*store)->promptByKey("boat-1"));
        QCOMPARE(boat.verdicts.size(), std::size_t{1});
        ResponseVerdict verdict;
        verdict.response = boat.responses[1].id;
        verdict.verdict = Verdict::Equal;
        verdict.proof = Proof::Exact;
        verdict.profile = "touchstone";
        verdict.version = 7;
        verdict.extracted = "9";
        verdict.rule = "boxed";
        verdict.begin = 7;
        verdict.end = 8;
        verdict.goldReading = verdict.answerReading = "9";
        verdict.reason = "the same number";
        verdict.score = 0.75;
        QVERIFY(boat.verdicts[0] == verdict);
        const Item tea = *(*store)->item(*(*store)->promptByKey("tea"));
        const ResponseId model = tea.responses.back().id;
        const Overrule overrule{model, Standing::Correct, "the reference is off"};
        for (const char *query : {"verdict:overruled", "verdict:teacher:correct key:tea"})
            QVERIFY2(*(*store)->promptIds(*parseQuery(query)) == std::vector{tea.prompt.id}, query);
        QVERIFY(tea.overrules == std::vector<Overrule>{overrule});
        QCOMPARE(tea.verdicts[0].verdict, Verdict::Different);
        QCOMPARE(*tea.standingOf(model), Standing::Correct);
        QCOMPARE((*store)->promptIds(*parseQuery("verdict:correct"))->size(), std::size_t{2});
        QCOMPARE((*store)->promptIds(*parseQuery("verdict:truncated"))->size(), std::size_t{1});
        QCOMPARE((*store)->checkRules()->expression, std::string("Answer: (.+)"));
        QCOMPARE((*store)->checkRules()->switches.at("unitsFree"), true);
        QCOMPARE((*store)->choices()->size(), std::size_t{1});
        QVERIFY((*store)->choices()->front().active);
        QCOMPARE((*store)->choices()->front().rule, std::string(R"({"best":1})"));
        while ((*store)->undoable())
            VERIFY_RESULT((*store)->undo());
        QVERIFY(!(*store)->choices()->front().active);
        QVERIFY(*(*store)->checkRules() == CheckRules{});
        QCOMPARE(*(*store)->item(tea.prompt.id)->standingOf(model), Standing::Wrong);
        QCOMPARE((*store)->check(progress)->size(), std::size_t{0});
    }

    void manySourcesOfVersionTwoAreStillFound()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sources.touchstone"));
        {
            auto made = Database::open(path, Database::Access::Create);
            VERIFY_RESULT(made);
            VERIFY_RESULT(createSchema(**made, projectSchema(), 2));
            std::string fill =
                "INSERT INTO project VALUES(1, x'00', 1);"
                "INSERT INTO batch VALUES(1, x'01', 'f', '', 'jsonl', '', 1, 1, 1, 1, 0, 1, 1, 1, "
                "1);INSERT INTO prompt_text VALUES(1, 'One?', '', '', '', '{}');";
            for (int source = 1; source <= 45; ++source)
                fill +=
                    "INSERT INTO source(name, kind) VALUES('s" + std::to_string(source) + "', 1);";
            // Version 2 had a bit for the 45th source, where now a verdict's is.
            fill += "INSERT INTO prompt VALUES(1, 1, 1, 1, 0, 1, 4 | (1 << 55), 7, x'02', 'p');"
                    "INSERT INTO response VALUES(1, 1, 45, 0, 1, 1, 0, 0, 1, 7, NULL, x'03');"
                    "INSERT INTO response_text VALUES(1, '', 'One.', '', '', '', '', '{}');";
            VERIFY_RESULT((*made)->exec(fill));
        }
        auto store = Store::open(path, {});
        VERIFY_RESULT(store);
        Progress progress;
        QCOMPARE((*store)->check(progress)->size(), std::size_t{0});
        QCOMPARE((*store)->promptIds(*parseQuery("source:s45"))->size(), std::size_t{1});
        QCOMPARE((*store)->promptIds(*parseQuery("source:s44"))->size(), std::size_t{0});
        QCOMPARE((*store)->promptIds(*parseQuery("verdict:any"))->size(), std::size_t{0});
    }

    void everyVersionReachesTheNewestAlike()
    {
        const Schema schema = nextButOne();
        const QTemporaryDir folder;
        for (int version = 1; version <= schema.version(); ++version) {
            const QString path = folder.filePath(QStringLiteral("%1.touchstone").arg(version));
            auto made = Database::open(path, Database::Access::Create);
            VERIFY_RESULT(made);
            VERIFY_RESULT(createSchema(**made, schema, version));
            VERIFY_RESULT(verifySchema(**made, schema, version));
            VERIFY_RESULT(migrate(**made, schema, path));
            VERIFY_RESULT(verifySchema(**made, schema, schema.version()));
            QCOMPARE(*(*made)->number("PRAGMA user_version"), schema.version());
        }
    }

    void anOlderProjectIsCarriedForwardAfterACopy()
    {
        const QTemporaryDir folder;
        const QString path = fixture(folder);
        {
            const auto database = open(path);
            VERIFY_RESULT(migrate(*database, nextButOne(), path));
            QCOMPARE(*database->number("PRAGMA user_version"), nextButOne().version());
            QCOMPARE(*database->number("SELECT count(*) FROM label WHERE name='rates'"), 2);
            QCOMPARE(*database->number("SELECT count(*) FROM flag WHERE reason='none'"), 1);
            QCOMPARE(*database->number("PRAGMA foreign_keys"), 1);
        }
        const QString copy = folder.filePath(QStringLiteral("old.v1.touchstone"));
        Store::Options options;
        const auto before = Store::open(copy, options);
        VERIFY_RESULT(before);
        QCOMPARE((*before)->accounting()->imported, 6);
        // This program is older than that file, and says so.
        const auto newer = Store::open(path, options);
        QVERIFY(!newer);
        QCOMPARE(newer.error().code, Error::Code::Newer);
    }

    void aStepThatFailsLeavesTheVersionBefore()
    {
        const QTemporaryDir folder;
        const QString path = fixture(folder);
        Schema schema = nextButOne();
        schema.steps.back() += "; DELETE FROM prompt";
        {
            const auto database = open(path);
            QVERIFY(!migrate(*database, schema, path));
            QCOMPARE(*database->number("PRAGMA user_version"), schema.version() - 1);
            VERIFY_RESULT(verifySchema(*database, schema, schema.version() - 1));
            QVERIFY(*database->number("SELECT count(*) FROM tag") > 0);
        }
        // The next time it goes on from there, and keeps the copy of the first time.
        const auto database = open(path);
        VERIFY_RESULT(migrate(*database, nextButOne(), path));
        QCOMPARE(*database->number("PRAGMA user_version"), nextButOne().version());
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("old.v1.touchstone"))));
        QVERIFY(QFile::exists(
            folder.filePath(QStringLiteral("old.v%1.touchstone").arg(nextButOne().version() - 1))));
    }

    void withoutItsCopyNothingIsCarriedForward()
    {
        const QTemporaryDir folder;
        const QString path = fixture(folder);
        const auto database = open(path);
        QVERIFY(!migrate(*database, nextButOne(),
                         folder.filePath(QStringLiteral("no/such/folder/old.touchstone"))));
        QCOMPARE(*database->number("PRAGMA user_version"), 1);
    }
};

QTEST_GUILESS_MAIN(MigrationTest)
#include "migration_test.moc"
