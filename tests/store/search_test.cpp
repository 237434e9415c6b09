// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <store/sql/database.h>

#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;
using test::Row;

namespace {

const std::vector<Row> First = {
    {"plums", "How many plums has Zoë?", {{"people", SourceKind::Human, "She has twelve."}}},
    {"café", "The Café sells 5 crêpes.", {{"people", SourceKind::Human, "five"}}},
    {"bangla", "রহিমের কাছে ৩টি আম আছে", {{"people", SourceKind::Human, "তিনটি আম"}}},
    {"chinese", "小明 有 三个 苹果", {{"people", SourceKind::Human, "三个"}}},
    {"quotes", "He said \"no AND yes\" (twice)*", {{"people", SourceKind::Human, "NEAR: x"}}},
};
const std::vector<Row> Second = {
    {"plums",
     "How many plums has Zoë?",
     {{"model", SourceKind::Teacher, "12", "three bags of four plums make zanzibar"}}},
    {"late", "A late question about trains", {{"model", SourceKind::Teacher, "soon"}}},
};

std::string found(Store &store, const char *text, Query::Sort sort = Query::Sort::Import)
{
    Query query = *parseQuery(text);
    query.sort = sort;
    std::string keys;
    const auto ids = store.promptIds(query);
    if (!ids)
        return toUtf8(ids.error().message + ids.error().detail);
    for (const PromptId id : *ids)
        keys += (keys.empty() ? "" : " ") + store.item(id)->prompt.key;
    return keys;
}

void build(Store &store)
{
    Progress progress;
    if (!store.buildSearchIndex(progress))
        qFatal("the index could not be built");
}

} // namespace

class SearchTest final : public QObject
{
    Q_OBJECT

private slots:
    void wordsAreFoundWhereverTheyStand_data()
    {
        QTest::addColumn<QString>("state");
        QTest::newRow("before the index is built") << QStringLiteral("none");
        QTest::newRow("with half of it indexed") << QStringLiteral("half");
        QTest::newRow("with all of it indexed") << QStringLiteral("all");
        QTest::newRow("after a restart") << QStringLiteral("restart");
    }
    void wordsAreFoundWhereverTheyStand()
    {
        QFETCH(QString, state);
        Project project;
        VERIFY_RESULT(test::import(*project, First));
        if (state == QLatin1String("half"))
            build(*project);
        VERIFY_RESULT(test::import(*project, Second));
        if (state == QLatin1String("all") || state == QLatin1String("restart"))
            build(*project);
        if (state == QLatin1String("restart"))
            VERIFY_RESULT(project.reopen());
        QCOMPARE(*project->searchIndexIsCurrent(),
                 state == QLatin1String("all") || state == QLatin1String("restart"));
        const std::vector<std::pair<const char *, const char *>> cases = {
            {"plums", "plums"},
            {"PLUMS", "plums"},
            {"twelve", "plums"},
            {"zanzibar", "plums"},
            {"zoe", "plums"},
            {"cafe crepes", "café"},
            {"Café", "café"},
            {"\"many plums\"", "plums"},
            {"\"plums many\"", ""},
            {"zan*", "plums"},
            {"zanz", ""},
            {"আম", "bangla"},
            {"苹果", "chinese"},
            {"三个", "chinese"},
            {"\"no AND yes\"", "quotes"},
            {"AND", "quotes"},
            {"NEAR:", "quotes"},
            {"(twice)*", "quotes"},
            {"\"he said \\\"no\"", "quotes"},
            {"trains", "late"},
            {"has", "plums"},
            {"many -zanzibar", ""},
            {"-plums -a", "café bangla chinese quotes"},
            {"nowhere", ""},
            {"\"has She\"", ""}, // a phrase does not reach from one text into the next
        };
        for (const auto &[text, keys] : cases) {
            for (const Query::Sort sort : {Query::Sort::Import, Query::Sort::State})
                QVERIFY2(found(*project, text, sort) == keys,
                         (std::string(text) + " found " + found(*project, text, sort)).c_str());
        }
        QCOMPARE(found(*project, "plums source:model", Query::Sort::Key), std::string("plums"));
        QCOMPARE(project.complaints(), std::string{});
    }

    void anIndexThatWasBrokenOffGoesOn()
    {
        Project project;
        std::vector<Row> rows;
        for (int i = 0; i < 1000; ++i)
            rows.push_back(
                {"", "Item " + std::to_string(i), {{"people", SourceKind::Human, "odd"}}});
        VERIFY_RESULT(test::import(*project, rows));
        // It is heard between two transactions, so one is kept.
        Progress progress;
        progress.cancel();
        const auto cancelled = project->buildSearchIndex(progress);
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, Error::Code::Cancelled);
        QCOMPARE(found(*project, "999"), std::string("rows-1000"));
        for (Row &row : rows)
            row.replies = {{"model", SourceKind::Teacher, "even"}};
        Store::ImportOptions options;
        options.join = Store::ImportOptions::Join::Text;
        VERIFY_RESULT(test::import(*project, rows, options));
        for (int tries = 0; tries < 2; ++tries) {
            QCOMPARE(project->promptIds(*parseQuery("odd even"))->size(), std::size_t{1000});
            QCOMPARE(project->promptIds(*parseQuery("odd -even"))->size(), std::size_t{0});
            build(*project);
            QVERIFY(*project->searchIndexIsCurrent());
        }
    }

    void whatIsTakenBackIsNotFound_data()
    {
        QTest::addColumn<bool>("indexed");
        QTest::newRow("indexed") << true;
        QTest::newRow("not indexed") << false;
    }
    void whatIsTakenBackIsNotFound()
    {
        QFETCH(bool, indexed);
        Project project;
        VERIFY_RESULT(test::import(*project, First));
        VERIFY_RESULT(test::import(*project, Second));
        if (indexed)
            build(*project);
        const BatchId second = project->batches()->back().id;
        VERIFY_RESULT(project->perform(Step{{SetBatchActive{second, false}}}));
        QCOMPARE(found(*project, "zanzibar"), std::string{});
        QCOMPARE(found(*project, "zanzibar", Query::Sort::Key), std::string{});
        QCOMPARE(found(*project, "plums -zanzibar"), std::string("plums"));
        QCOMPARE(found(*project, "trains"), std::string{});
        VERIFY_RESULT(project->undo());
        QCOMPARE(found(*project, "zanzibar"), std::string("plums"));
        QCOMPARE(found(*project, "plums -zanzibar"), std::string{});
    }

    void anEditIsFoundAtOnce()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, First));
        build(*project);
        const Item item = *project->item(*project->promptByKey("plums"));
        Response edit;
        edit.uid = Uid::make(1);
        edit.prompt = item.prompt.id;
        edit.source = *project->ensureSource("edit by ines", SourceKind::Edited);
        edit.answer = "quokka";
        VERIFY_RESULT(project->perform(Step{{AddResponse{edit}}}));
        QCOMPARE(found(*project, "quokka"), std::string("plums"));
        build(*project);
        QCOMPARE(found(*project, "quokka"), std::string("plums"));
        VERIFY_RESULT(project->undo());
        QCOMPARE(found(*project, "quokka"), std::string{});
    }

    void aReadOnlyWindowFindsWhatIsNotIndexed()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, First));
        auto second = Store::open(project.path(), project.options());
        VERIFY_RESULT(second);
        QVERIFY((*second)->isReadOnly());
        QCOMPARE(found(**second, "twelve"), std::string("plums"));
        Progress progress;
        QVERIFY(!(*second)->buildSearchIndex(progress));
    }

    void numbersOfARemovedImportAreIndexedAnew()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, First));
        {
            auto writer = project->beginImport(Batch{}, {});
            VERIFY_RESULT(writer);
            VERIFY_RESULT(test::add(**writer, {{"gone", "A vanished giraffe", {}}}));
        }
        build(*project);
        VERIFY_RESULT(test::import(*project, {{"new", "A present walrus", {}}}));
        QCOMPARE(found(*project, "walrus"), std::string("new"));
        build(*project);
        QCOMPARE(found(*project, "walrus"), std::string("new"));
        QCOMPARE(found(*project, "giraffe"), std::string{});
    }

    void whileAnImportIsAtWorkTheIndexEndsBeforeIt()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, First));
        // What another connection's import has written so far.
        auto other = sql::Database::open(project.path(), sql::Database::Access::ReadWrite);
        VERIFY_RESULT(other);
        VERIFY_RESULT((*other)->exec(
            "INSERT INTO batch(id, uid, path, sha256, format, mapping, started_us, "
            "first_prompt, first_response) VALUES(9, x'09', '', '', '', '', 1, 6, 6);"
            "INSERT INTO prompt VALUES(6, 9, 1, 1, 0, 0, 0, 0, x'06', 'new');"
            "INSERT INTO prompt_text VALUES(6, 'A giraffe', '', '', '', '{}');"));
        build(*project);
        QVERIFY(*project->searchIndexIsCurrent());
        QCOMPARE(found(*project, "giraffe"), std::string{});
        VERIFY_RESULT((*other)->exec("UPDATE batch SET finished=1"));
        QVERIFY(!*project->searchIndexIsCurrent());
        QCOMPARE(found(*project, "giraffe"), std::string("new"));
        build(*project);
        QCOMPARE(found(*project, "giraffe"), std::string("new"));
    }
};

QTEST_GUILESS_MAIN(SearchTest)
#include "search_test.moc"
