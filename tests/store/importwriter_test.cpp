// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;
using test::Row;

namespace {

const std::vector<Row> HumanRows = {
    {"a", "One plus one?", {{"people", SourceKind::Human, "two"}}},
    {"b", "Two plus two?", {{"people", SourceKind::Human, "four"}}},
};
const std::vector<Row> TeacherRows = {
    {"a",
     "One plus one?",
     {{"model", SourceKind::Teacher, "2", "one and one", Truncated}},
     "2",
     {"easy"}},
    {"b", "Two plus two?", {{"model", SourceKind::Teacher, "4", "two and two"}}, "4", {"easy"}},
    {"c", "Three plus three?", {{"model", SourceKind::Teacher, "6"}}, "6", {"hard"}},
};

Store::ImportOptions joining(Store::ImportOptions::Join join)
{
    Store::ImportOptions options;
    options.join = join;
    return options;
}

Store::ImportOptions exclusive()
{
    Store::ImportOptions options;
    options.exclusive = true;
    return options;
}

std::size_t hits(Store &store, const char *filter)
{
    return store.promptIds(*parseQuery(filter))->size();
}

struct Chat
{
    std::vector<Message> history;
    std::string system;
};

/// Chats whose last turn is "And now?".
Result<ImportWriter::Counts> importChats(Store &store, const std::vector<Chat> &chats)
{
    TRY_ASSIGN(const std::unique_ptr<ImportWriter> writer, store.beginImport(Batch{}, {}));
    for (std::size_t i = 0; i < chats.size(); ++i) {
        IncomingRow row;
        row.line = static_cast<std::int64_t>(i) + 1;
        row.text = "And now?";
        row.system = chats[i].system;
        row.history = chats[i].history;
        TRY(writer->add(row, {}));
    }
    return writer->finish("sum");
}

Item itemOf(Store &store, const char *key)
{
    return *store.item(*store.promptByKey(key));
}

} // namespace

class ImportWriterTest final : public QObject
{
    Q_OBJECT

private slots:
    void filesMeetOnTheKey()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        const auto counts = test::import(*project, TeacherRows);
        VERIFY_RESULT(counts);
        QCOMPARE(counts->promptsNew, 1);
        QCOMPARE(counts->responsesNew, 3);
        const Item item = itemOf(*project, "a");
        QCOMPARE(item.responses.size(), std::size_t{2});
        QCOMPARE(item.sources[0].name, std::string("people"));
        QCOMPARE(item.sources[1].name, std::string("model"));
        QCOMPARE(item.prompt.reference, std::string("2"));
        QCOMPARE(item.tags, std::vector<std::string>{"easy"});
        QCOMPARE(hits(*project, "has:both"), std::size_t{2});
        QCOMPARE(hits(*project, "has:truncated"), std::size_t{1});
        QCOMPARE(project.complaints(), std::string{});
    }

    void filesMeetOnTheText()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        std::vector<Row> rows = TeacherRows;
        rows[0].key = "other-1";
        rows[0].text = "  One   plus\none? ";
        rows[1].key.clear();
        rows[2].key = "a"; // taken by another text, so a key is made up
        const auto counts = test::import(*project, rows, joining(Store::ImportOptions::Join::Text));
        VERIFY_RESULT(counts);
        QCOMPARE(counts->promptsNew, 1);
        QCOMPARE(counts->refused, 0);
        QCOMPARE(itemOf(*project, "a").responses.size(), std::size_t{2});
        QCOMPARE(itemOf(*project, "b").responses.size(), std::size_t{2});
        QCOMPARE(itemOf(*project, "rows-0003").prompt.text, std::string("Three plus three?"));
    }

    void chatsThatEndAlikeAreDifferentPrompts()
    {
        Project project;
        const std::vector<Message> rain = {{"user", "It rains."}, {"assistant", "Take a coat."}};
        const std::vector<Message> snow = {{"user", "It snows."}, {"assistant", "Take a coat."}};
        const std::vector<Message> spaced = {{"user", " It  rains."},
                                             {"assistant", "Take a coat."}};
        const auto chats = importChats(*project, {{{}, ""}, {rain, ""}, {snow, ""}});
        VERIFY_RESULT(chats);
        QCOMPARE(chats->promptsNew, 3);
        const auto again = importChats(*project, {{snow, ""}, {{}, ""}, {spaced, ""}});
        VERIFY_RESULT(again);
        QCOMPARE(again->promptsNew, 0);
        const auto plain = test::import(*project, {{"", "And now?", {}}});
        VERIFY_RESULT(plain);
        QCOMPARE(plain->promptsNew, 0);
    }

    void aSystemPromptDoesNotSplitAProblem()
    {
        Project project;
        const auto chats = importChats(
            *project, {{{}, ""}, {{}, "Think step by step."}, {{{"system", "Be brief."}}, ""}});
        VERIFY_RESULT(chats);
        QCOMPARE(chats->promptsNew, 1);
    }

    void aKeyWithAnotherTextIsRefusedAndNamed()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        const auto counts = test::import(*project, {{"a", "Something else?", {}}});
        VERIFY_RESULT(counts);
        QCOMPARE(counts->refused, 1);
        QCOMPARE(counts->promptsNew, 0);
        const auto refused = project->refused(project->batches()->back().id);
        VERIFY_RESULT(refused);
        QCOMPARE(refused->size(), std::size_t{1});
        QCOMPARE(refused->front().line, 1);
        QVERIFY(refused->front().reason.find("key a") != std::string::npos);
        QCOMPARE(refused->front().head, std::string("Something else?"));
    }

    void rowsWithNothingToStandOnAreRefused()
    {
        Project project;
        const auto counts = test::import(*project, {{"", "", {}}, {"nowhere", "", {}}},
                                         joining(Store::ImportOptions::Join::Key));
        VERIFY_RESULT(counts);
        QCOMPARE(counts->refused, 2);
        QCOMPARE(project->accounting()->imported, 0);
    }

    void aTextThatCannotBeKeptIsARefusedRow()
    {
        Project project;
        using namespace std::string_literals;
        const auto counts =
            test::import(*project, {{"nul", "A\0B"s, {}},
                                    {"utf8", "fine", {{"people", SourceKind::Human, "\xff"}}},
                                    {"good", "Fine?", {{"people", SourceKind::Human, "yes"}}}});
        VERIFY_RESULT(counts);
        QCOMPARE(counts->refused, 2);
        QCOMPARE(counts->promptsNew, 1);
        const auto refused = *project->refused(project->batches()->back().id);
        QVERIFY(refused[0].reason.find("NUL character at byte 2") != std::string::npos);
        QVERIFY(refused[1].reason.find("answer is not valid UTF-8 at byte 1") != std::string::npos);
    }

    void importingAgainAddsNothing()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        VERIFY_RESULT(test::import(*project, TeacherRows));
        const auto before = test::snapshotOf(*project);
        for (const std::vector<Row> &rows : {HumanRows, TeacherRows}) {
            const auto counts = test::import(*project, rows);
            VERIFY_RESULT(counts);
            QCOMPARE(counts->promptsNew, 0);
            QCOMPARE(counts->responsesNew, 0);
            QCOMPARE(counts->alreadyThere, static_cast<std::int64_t>(rows.size()));
        }
        const auto after = test::snapshotOf(*project);
        QVERIFY(after->items == before->items);
        QVERIFY(after->filtered == before->filtered);
    }

    void samplesThatCameOutAlikeAreAllKept()
    {
        Project project;
        const std::vector<Row> rows = {
            {"a",
             "Twice?",
             {{"model", SourceKind::Teacher, "yes"},
              {"model", SourceKind::Teacher, "yes", "", Truncated},
              {"model", SourceKind::Teacher, "no"}}},
            {"a", "Twice?", {{"model", SourceKind::Teacher, "yes"}}},
        };
        VERIFY_RESULT(test::import(*project, rows));
        const Item item = itemOf(*project, "a");
        QCOMPARE(item.responses.size(), std::size_t{4});
        QCOMPARE(item.responses[3].answer, std::string("yes"));
        QCOMPARE(item.responses[3].sample, 3);
        QCOMPARE(project.complaints(), std::string{});

        const auto again = test::import(*project, rows);
        VERIFY_RESULT(again);
        QCOMPARE(again->responsesNew, 0);
        QCOMPARE(again->alreadyThere, 2);
    }

    void aLongerFileBringsTheSamplesThatAreMore()
    {
        Project project;
        const auto file = [](std::size_t samples) {
            Row row{"a", "Often?", {}};
            row.replies.assign(samples, {"model", SourceKind::Teacher, "yes"});
            return std::vector<Row>{row};
        };
        VERIFY_RESULT(test::import(*project, file(2)));
        const BatchId shorter = project->batches()->back().id;
        const auto counts = test::import(*project, file(5));
        VERIFY_RESULT(counts);
        QCOMPARE(counts->responsesNew, 3);
        QCOMPARE(itemOf(*project, "a").responses.size(), std::size_t{5});
        VERIFY_RESULT(project->perform(Step{{SetBatchActive{shorter, false}}}));
        QCOMPARE(itemOf(*project, "a").responses.size(), std::size_t{3});
        QCOMPARE(test::import(*project, file(5))->responsesNew, 2);
        QCOMPARE(itemOf(*project, "a").responses.size(), std::size_t{5});
        VERIFY_RESULT(project->undo());
        QCOMPARE(itemOf(*project, "a").responses.size(), std::size_t{5});
        QCOMPARE(project.complaints(), std::string{});
    }

    void anImportIsNotSeenBeforeItIsFinished()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        const auto before = test::snapshotOf(*project);
        auto writer = project->beginImport(Batch{}, {});
        VERIFY_RESULT(writer);
        VERIFY_RESULT(test::add(**writer, TeacherRows));
        QVERIFY(*test::snapshotOf(*project) == *before);
        QVERIFY(!project->promptByKey("c"));
        QCOMPARE(project->sources()->size(), std::size_t{1});
        QCOMPARE(hits(*project, "three"), std::size_t{0});
        VERIFY_RESULT((*writer)->finish({}));
        QCOMPARE(project->accounting()->imported, 3);
        QCOMPARE(hits(*project, "three"), std::size_t{1});
    }

    void aCancelledImportLeavesNothing()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        const auto before = test::snapshotOf(*project);
        {
            auto writer = project->beginImport(Batch{}, {});
            VERIFY_RESULT(writer);
            VERIFY_RESULT(test::add(**writer, TeacherRows));
        }
        QVERIFY(*test::snapshotOf(*project) == *before);
        QCOMPARE(project->sources()->size(), std::size_t{1});
        QCOMPARE(project.complaints(), std::string{});
        VERIFY_RESULT(test::import(*project, TeacherRows));
        QCOMPARE(hits(*project, "has:both"), std::size_t{2});
    }

    void takingBackTakesExactlyWhatTheImportBrought()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        const auto alone = test::snapshotOf(*project);
        VERIFY_RESULT(test::import(*project, TeacherRows));
        const auto both = test::snapshotOf(*project);
        const BatchId teacher = project->batches()->back().id;
        VERIFY_RESULT(project->perform(Step{{SetBatchActive{teacher, false}}}));
        const auto taken = test::snapshotOf(*project);
        QVERIFY(taken->items == alone->items);
        QVERIFY(taken->filtered == alone->filtered);
        QCOMPARE(project.complaints(), std::string{});
        VERIFY_RESULT(project->undo());
        QVERIFY(*test::snapshotOf(*project) == *both);
        QCOMPARE(project.complaints(), std::string{});
    }

    void whatPeopleAddedStaysWhenAnImportIsTakenBack()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        const PromptId first = *project->promptByKey("a");
        const PromptId second = *project->promptByKey("b");
        VERIFY_RESULT(project->perform(Step{{SetTag{first, "easy", true}}}));
        VERIFY_RESULT(test::import(*project, TeacherRows));
        VERIFY_RESULT(project->perform(Step{{SetTag{second, "easy", false}}}));
        const BatchId teacher = project->batches()->back().id;
        VERIFY_RESULT(project->perform(Step{{SetBatchActive{teacher, false}}}));
        QCOMPARE(itemOf(*project, "a").tags, std::vector<std::string>{"easy"});
        VERIFY_RESULT(project->undo());
        QVERIFY(itemOf(*project, "b").tags.empty());
    }

    void aFileTakenBackAndImportedAnewShowsOnce()
    {
        Project project;
        VERIFY_RESULT(test::import(*project, HumanRows));
        VERIFY_RESULT(test::import(*project, TeacherRows));
        const BatchId first = project->batches()->back().id;
        VERIFY_RESULT(project->perform(Step{{SetBatchActive{first, false}}}));
        VERIFY_RESULT(test::import(*project, TeacherRows));
        QCOMPARE(itemOf(*project, "a").responses.size(), std::size_t{2});
        QCOMPARE(itemOf(*project, "c").prompt.reference, std::string("6"));
        VERIFY_RESULT(project->undo());
        QCOMPARE(itemOf(*project, "a").responses.size(), std::size_t{2});
        const BatchId second = project->batches()->back().id;
        VERIFY_RESULT(project->perform(Step{{SetBatchActive{second, false}}}));
        QCOMPARE(itemOf(*project, "a").responses.size(), std::size_t{2});
        QCOMPARE(itemOf(*project, "a").prompt.reference, std::string("2"));
        QCOMPARE(project.complaints(), std::string{});
    }

    void promptsAloneComeBackByBeingImportedAnew()
    {
        Project project;
        const std::vector<Row> rows = {{"a", "Alone?", {}}};
        VERIFY_RESULT(test::import(*project, rows));
        VERIFY_RESULT(
            project->perform(Step{{SetBatchActive{project->batches()->front().id, false}}}));
        QCOMPARE(project->accounting()->imported, 0);
        VERIFY_RESULT(test::import(*project, rows));
        QCOMPARE(project->accounting()->imported, 1);
        VERIFY_RESULT(
            project->perform(Step{{SetBatchActive{project->batches()->back().id, false}}}));
        QCOMPARE(project->accounting()->imported, 0);
        QCOMPARE(project.complaints(), std::string{});
    }

    void aFirstImportThatIsAloneLeavesTheSameProject()
    {
        Project usual;
        Project alone;
        VERIFY_RESULT(test::import(*usual, TeacherRows));
        VERIFY_RESULT(test::import(*alone, TeacherRows, exclusive()));
        // Opening refuses a project whose indexes are not those of its version.
        VERIFY_RESULT(alone.reopen());
        QCOMPARE(alone.complaints(), std::string{});
        const auto expected = test::snapshotOf(*usual);
        const auto found = test::snapshotOf(*alone);
        VERIFY_RESULT(expected);
        VERIFY_RESULT(found);
        QCOMPARE(found->filtered, expected->filtered);
        QCOMPARE(found->accounting, expected->accounting);
        const auto met = test::import(*alone, {{"", "One plus one?", {}}},
                                      joining(Store::ImportOptions::Join::Text));
        VERIFY_RESULT(met);
        QCOMPARE(met->promptsNew, 0);
    }

    void aRowWithoutAKeyMeetsTheTextOfAFirstImport()
    {
        Project project;
        std::vector<Row> rows = TeacherRows;
        rows.push_back({"", "Two plus two?", {{"people", SourceKind::Human, "four"}}});
        rows.push_back({"d", "Four plus four?", {}});
        const auto counts = test::import(*project, rows, exclusive());
        VERIFY_RESULT(counts);
        QCOMPARE(counts->promptsNew, 4);
        QCOMPARE(itemOf(*project, "b").responses.size(), std::size_t{2});
        VERIFY_RESULT(project.reopen());
        QCOMPARE(project.complaints(), std::string{});
    }

    void aFirstImportThatIsGivenUpLeavesAnEmptyProject()
    {
        Project project;
        {
            const auto writer = project->beginImport(Batch{}, exclusive());
            VERIFY_RESULT(writer);
            VERIFY_RESULT(test::add(**writer, TeacherRows));
        }
        VERIFY_RESULT(project.reopen());
        QCOMPARE(project->accounting()->imported, 0);
        VERIFY_RESULT(test::import(*project, TeacherRows));
        QCOMPARE(project.complaints(), std::string{});
    }
};

QTEST_GUILESS_MAIN(ImportWriterTest)
#include "importwriter_test.moc"
