// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>

#include <QTest>

#include <random>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

constexpr int Prompts = 6;

/// Any edit that makes sense where the project stands now.
class Walk
{
public:
    Walk(Store &store, unsigned seed)
        : m_store(store)
        , m_random(seed)
    {}

    Step next()
    {
        Step step;
        const int edits = number(1, 3);
        for (int i = 0; i < edits; ++i)
            step.edits.push_back(edit());
        return step;
    }

    int number(int lowest, int highest)
    {
        return std::uniform_int_distribution<int>(lowest, highest)(m_random);
    }

private:
    Edit edit()
    {
        const auto items = test::snapshotOf(m_store)->items;
        const AnnotatorId me = m_store.annotator();
        if (items.empty() || number(0, 19) == 0)
            return batchEdit();
        const Item &item = items[static_cast<std::size_t>(number(0, int(items.size()) - 1))];
        switch (number(0, 8)) {
        case 0:
        case 1:
            return SetDecision{item.prompt.id, me, decision(item)};
        case 2:
            if (!item.responses.empty()) {
                return SetScore{item.responses.back().id, me, "Clarity",
                                number(0, 3) ? std::optional(number(1, 5)) : std::nullopt};
            }
            return SetFlag{item.prompt.id, true};
        case 3:
            return SetTag{item.prompt.id, number(0, 1) ? "hard" : "\"quoted\" বাংলা",
                          number(0, 1) == 1};
        case 4:
            return SetFlag{item.prompt.id, number(0, 1) == 1};
        case 5:
            return added(item);
        case 6:
        case 7:
            return item.responses.empty() ? Edit(SetFlag{item.prompt.id, true}) : mark(item);
        default:
            return rubricEdit();
        }
    }

    std::optional<Decision> decision(const Item &item)
    {
        if (number(0, 4) == 0)
            return {};
        Decision made;
        made.outcome = static_cast<Outcome>(number(0, 7));
        if (!item.responses.empty()) {
            made.left = item.responses.front().id;
            made.right = item.responses.back().id;
        }
        made.note = "note " + std::to_string(number(0, 9)) + "\n\"ü\"";
        made.durationMs = number(0, 100'000);
        return made;
    }

    Edit mark(const Item &item)
    {
        const AnnotatorId me = m_store.annotator();
        const TextPart part = number(0, 1) ? TextPart::Answer : TextPart::Reasoning;
        const TextPlace place{item.responses.back().id, part, std::size_t(number(1, 3))};
        const bool there = number(0, 3) != 0;
        switch (number(0, item.responses.size() > 1 ? 5 : 4)) {
        case 0:
            return SetStepCut{place, me, there ? std::optional(number(0, 1) == 1) : std::nullopt};
        case 1:
            return SetStepMark{
                place, me, there ? std::optional(StepMark{place, 9, number(-1, 1)}) : std::nullopt};
        case 2:
            return SetFirstError{place.response, part, me,
                                 there ? std::optional(place.byte) : std::nullopt};
        case 3: {
            const ErrorSpan span{Uid::hashOf(std::to_string(number(0, 2))), place, 9, "logic",
                                 "note " + std::to_string(number(0, 9)) + "\n\"ü\""};
            return SetErrorSpan{span.uid, me, there ? std::optional(span) : std::nullopt};
        }
        case 4:
            return SetErrorTypes{{{"type " + std::to_string(number(0, 9))}}};
        default:
            return SetPin{
                {place, {item.responses.front().id, part, std::size_t(number(0, 1))}}, me, there};
        }
    }

    Edit added(const Item &item)
    {
        Response response;
        response.uid = Uid::make(++m_uid);
        response.prompt = item.prompt.id;
        response.source = *m_store.ensureSource("edit by ines", SourceKind::Edited);
        response.answer = "edited " + std::to_string(m_uid);
        response.answerWords = 2;
        if (!item.responses.empty())
            response.derivedFrom = item.responses.front().id;
        return AddResponse{response};
    }

    Edit batchEdit()
    {
        const auto batches = *m_store.batches();
        const auto &batch = batches[static_cast<std::size_t>(number(0, int(batches.size()) - 1))];
        return SetBatchActive{batch.id, !batch.active};
    }

    Edit rubricEdit()
    {
        Rubric rubric = Rubric::standard();
        rubric.criteria.push_back({"Style " + std::to_string(number(0, 9)), "how it reads", 1, 3});
        return SetRubric{rubric};
    }

    Store &m_store;
    std::mt19937 m_random;
    std::int64_t m_uid = 0;
};

} // namespace

class JournalTest final : public QObject
{
    Q_OBJECT

private slots:
    void undoneStepByStepAWalkEndsWhereItBegan_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 5; ++seed)
            QTest::addRow("walk %u", seed) << seed;
    }
    void undoneStepByStepAWalkEndsWhereItBegan()
    {
        QFETCH(unsigned, seed);
        constexpr int Steps = 20;
        Project project;
        VERIFY_RESULT(test::fill(*project, Prompts));
        std::vector<test::Snapshot> states = {*test::snapshotOf(*project)};
        {
            Walk walk(*project, seed);
            for (int i = 0; i < Steps; ++i) {
                VERIFY_RESULT(project->perform(walk.next()));
                states.push_back(*test::snapshotOf(*project));
            }
        }
        QCOMPARE(project.complaints(), std::string{});
        for (std::size_t i = Steps; i-- > 0;) {
            if (i % 7 == 0)
                VERIFY_RESULT(project.reopen());
            VERIFY_RESULT(project->undo());
            QVERIFY2(*test::snapshotOf(*project) == states[i],
                     qPrintable(QStringLiteral("after undoing step %1").arg(i + 1)));
        }
        QVERIFY(!project->undoable());
        QCOMPARE(project.complaints(), std::string{});
        for (std::size_t i = 1; i <= Steps; ++i) {
            if (i % 7 == 0)
                VERIFY_RESULT(project.reopen());
            VERIFY_RESULT(project->redo());
            QVERIFY2(*test::snapshotOf(*project) == states[i],
                     qPrintable(QStringLiteral("after redoing step %1").arg(i)));
        }
        QVERIFY(!project->redoable());
        QCOMPARE(project.complaints(), std::string{});
    }

    void historySaysWhoDidWhatAndWhen()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        const PromptId first = project->promptIds(Query{})->front();
        VERIFY_RESULT(project->perform(Step{{SetFlag{first, true}}}));
        VERIFY_RESULT(project->undo());
        VERIFY_RESULT(project->redo());
        const auto history = project->history(first);
        VERIFY_RESULT(history);
        QCOMPARE(history->size(), std::size_t{3});
        QCOMPARE((*history)[0].kind, std::string("redo"));
        QCOMPARE((*history)[1].kind, std::string("undo"));
        QCOMPARE((*history)[2].kind, std::string("edit"));
        QVERIFY((*history)[2].edits.front() == Edit(SetFlag{first, true}));
        QVERIFY((*history)[1].edits.front() == Edit(SetFlag{first, false}));
        for (const Store::HistoryEntry &entry : *history) {
            QCOMPARE(entry.annotator, std::string("ines"));
            QVERIFY(entry.atUs > 1'700'000'000'000'000);
        }
        QVERIFY((*history)[0].atUs > (*history)[1].atUs);
        QVERIFY(project->history(project->promptIds(Query{})->back())->empty());
    }

    void eachPersonUndoesOnlyTheirOwn()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        const PromptId first = project->promptIds(Query{})->front();
        VERIFY_RESULT(project->perform(Step{{SetTag{first, "by ines", true}}}));
        project.close();
        {
            Store::Options options = project.options();
            options.annotator = "otto";
            auto store = Store::open(project.path(), options);
            VERIFY_RESULT(store);
            QVERIFY(!(*store)->undoable());
            const auto nothing = (*store)->undo();
            QVERIFY(!nothing);
            QCOMPARE(nothing.error().code, Error::Code::NotFound);
            VERIFY_RESULT((*store)->perform(Step{{SetTag{first, "by otto", true}}}));
        }
        VERIFY_RESULT(project.reopen());
        VERIFY_RESULT(project->undo());
        QCOMPARE(project->item(first)->tags, std::vector<std::string>{"by otto"});
    }

    void whatSomebodyElseChangedSinceIsNotUndone()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        const PromptId first = project->promptIds(Query{})->front();
        VERIFY_RESULT(project->perform(Step{{SetTag{first, "doubt", true}}}));
        project.close();
        {
            Store::Options options = project.options();
            options.annotator = "otto";
            auto store = Store::open(project.path(), options);
            VERIFY_RESULT(store);
            VERIFY_RESULT((*store)->perform(Step{{SetTag{first, "doubt", false}}}));
        }
        VERIFY_RESULT(project.reopen());
        const auto before = test::snapshotOf(*project);
        const auto conflict = project->undo();
        QVERIFY(!conflict);
        QCOMPARE(conflict.error().code, Error::Code::Conflict);
        QVERIFY(*test::snapshotOf(*project) == *before);
        QVERIFY(project->undoable());
    }

    void aStepThatFailsInTheMiddleChangesNothing()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        const PromptId first = project->promptIds(Query{})->front();
        const auto before = test::snapshotOf(*project);
        QVERIFY(!project->perform(
            Step{{SetFlag{first, true}, SetTag{PromptId{999}, "nobody's", true}}}));
        QVERIFY(!project->perform(Step{{SetFlag{first, true}, SetTag{first, "\xff", true}}}));
        QVERIFY(*test::snapshotOf(*project) == *before);
        QVERIFY(!project->undoable());
        QCOMPARE(project.complaints(), std::string{});
    }

    void viewsAreToldWhatChangedAndByWhom()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        const PromptId first = project->promptIds(Query{})->front();
        std::vector<Changes> told;
        QObject::connect(&*project, &Store::changed,
                         [&told](const Changes &changes) { told.push_back(changes); });
        VERIFY_RESULT(project->perform(Step{{SetFlag{first, true}}}, this));
        QCOMPARE(told.size(), std::size_t{1});
        QCOMPARE(told.front().kinds, static_cast<std::uint32_t>(Changes::Tags | Changes::Steps));
        QCOMPARE(told.front().prompts, std::vector<PromptId>{first});
        QCOMPARE(told.front().origin, static_cast<const void *>(this));
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
