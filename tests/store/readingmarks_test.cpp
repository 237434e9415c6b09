// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

constexpr std::size_t Human = 0;
constexpr std::size_t Teacher = 1;

/// A project of two prompts, and marks to be set in the first.
class MarkedProject
{
public:
    MarkedProject()
    {
        if (!test::fill(*m_project, 2))
            qFatal("no project");
        m_prompt = m_project->promptIds(Query{})->front();
    }

    Project &project() { return m_project; }
    Store *operator->() { return &*m_project; }
    [[nodiscard]] Item item() const { return *m_project->item(m_prompt); }
    [[nodiscard]] ReadingMarks marks() const { return item().marks; }
    [[nodiscard]] AnnotatorId me() const { return m_project->annotator(); }
    [[nodiscard]] TextPlace
    place(std::size_t response, std::size_t byte, TextPart part = TextPart::Reasoning) const
    {
        return {item().responses.at(response).id, part, byte};
    }

    [[nodiscard]] ErrorSpan span(std::size_t byte, const std::string &note) const
    {
        return {Uid::hashOf(note), place(Teacher, byte), byte + 4, "arithmetic", note};
    }

    /// One of each.
    [[nodiscard]] std::vector<Edit> oneOfEach() const
    {
        return {SetStepCut{place(Teacher, 5), me(), true},
                SetStepCut{place(Human, 3, TextPart::Answer), me(), false},
                SetStepMark{place(Teacher, 5), me(), StepMark{place(Teacher, 5), 9, -1}},
                SetFirstError{item().responses[Teacher].id, TextPart::Reasoning, me(), 5},
                SetErrorSpan{Uid::hashOf("বাংলা"), me(), span(2, "বাংলা")},
                SetPin{{place(Teacher, 1), place(Human, 2, TextPart::Answer)}, me(), true}};
    }

private:
    Project m_project;
    PromptId m_prompt;
};

} // namespace

class ReadingMarksTest final : public QObject
{
    Q_OBJECT

private slots:
    void aQueryFindsWhatIsMarked()
    {
        MarkedProject project;
        const auto found = [&project](const char *query) {
            return project->promptIds(*parseQuery(query))->size();
        };
        QCOMPARE(found("has:marks"), std::size_t{0});
        const TextPlace place = project.place(Teacher, 5);
        const auto mark = [&](int value) {
            return Step{{SetStepMark{place, project.me(), StepMark{place, 9, value}}}};
        };
        VERIFY_RESULT(project->perform(mark(1)));
        QCOMPARE(found("has:marks"), std::size_t{1});
        QCOMPARE(found("-has:marks"), std::size_t{1});
        QCOMPARE(found("has:error"), std::size_t{0});
        VERIFY_RESULT(project->perform(mark(-1)));
        QCOMPARE(found("has:error"), std::size_t{1});
        VERIFY_RESULT(project->perform(mark(1)));
        const ErrorSpan span = project.span(2, "a note");
        VERIFY_RESULT(project->perform(Step{{SetErrorSpan{span.uid, project.me(), span}}}));
        QCOMPARE(found("has:error"), std::size_t{1});
    }

    void whatIsMarkedIsReadWithItsItem()
    {
        MarkedProject marked;
        QVERIFY(marked.marks().isEmpty());
        VERIFY_RESULT(marked->perform(Step{marked.oneOfEach()}));
        const ReadingMarks marks = marked.marks();
        QVERIFY(marks.cuts
                == (std::vector<StepCut>{{marked.place(Human, 3, TextPart::Answer), false},
                                         {marked.place(Teacher, 5), true}}));
        QVERIFY(marks.steps == (std::vector<StepMark>{{marked.place(Teacher, 5), 9, -1}}));
        QVERIFY(marks.firstErrors == std::vector<TextPlace>{marked.place(Teacher, 5)});
        QVERIFY(marks.spans == std::vector<ErrorSpan>{marked.span(2, "বাংলা")});
        QVERIFY(marks.pins
                == (std::vector<Pin>{
                    {marked.place(Human, 2, TextPart::Answer), marked.place(Teacher, 1)}}));
        const auto second = marked->item(marked->promptIds(Query{})->back());
        VERIFY_RESULT(second);
        QVERIFY(second->marks.isEmpty());
        QCOMPARE(marked.project().complaints(), std::string{});
    }

    void allItemsOfAQueryBringTheirMarks()
    {
        MarkedProject marked;
        VERIFY_RESULT(marked->perform(Step{marked.oneOfEach()}));
        std::vector<ReadingMarks> read;
        VERIFY_RESULT(marked->forEachItem(Query{}, [&read](const Item &item) -> Result<> {
            read.push_back(item.marks);
            return {};
        }));
        QCOMPARE(read.size(), std::size_t{2});
        QVERIFY(read.front() == marked.marks());
        QVERIFY(read.back().isEmpty());
    }

    void undoAndRedoOfEachSurviveARestart()
    {
        MarkedProject marked;
        std::vector<ReadingMarks> states = {marked.marks()};
        std::vector<Edit> edits = marked.oneOfEach();
        // Each is changed once it is there, and then taken away.
        const std::vector<Edit> begun = edits;
        edits.push_back(SetStepCut{marked.place(Teacher, 5), marked.me(), false});
        edits.push_back(SetStepMark{marked.place(Teacher, 5), marked.me(),
                                    StepMark{marked.place(Teacher, 5), 12, 1}});
        edits.push_back(SetFirstError{marked.item().responses[Teacher].id, TextPart::Reasoning,
                                      marked.me(), 0});
        ErrorSpan other = marked.span(2, "বাংলা");
        other.type = "my own \"type\"";
        other.end = 30;
        edits.push_back(SetErrorSpan{other.uid, marked.me(), other});
        edits.push_back(SetPin{{marked.place(Human, 2, TextPart::Answer), marked.place(Teacher, 1)},
                               marked.me(),
                               true});
        edits.push_back(SetStepCut{marked.place(Teacher, 5), marked.me(), std::nullopt});
        edits.push_back(SetStepMark{marked.place(Teacher, 5), marked.me(), std::nullopt});
        edits.push_back(SetFirstError{marked.item().responses[Teacher].id, TextPart::Reasoning,
                                      marked.me(), std::nullopt});
        edits.push_back(SetErrorSpan{other.uid, marked.me(), std::nullopt});
        edits.push_back(SetPin{{marked.place(Human, 2, TextPart::Answer), marked.place(Teacher, 1)},
                               marked.me(),
                               false});
        for (const Edit &edit : edits) {
            VERIFY_RESULT(marked->perform(Step{{edit}}));
            states.push_back(marked.marks());
        }
        QVERIFY(states.back().cuts.size() == 1 && states.back().steps.empty());
        QVERIFY(states.back().firstErrors.empty() && states.back().spans.empty());
        QVERIFY(states.back().pins.empty());
        for (std::size_t i = edits.size(); i-- > 0;) {
            if (i % 5 == 0)
                VERIFY_RESULT(marked.project().reopen());
            VERIFY_RESULT(marked->undo());
            QVERIFY2(marked.marks() == states[i], qPrintable(QString::number(i)));
        }
        QVERIFY(!marked->undoable());
        VERIFY_RESULT(marked.project().reopen());
        for (std::size_t i = 1; i <= edits.size(); ++i) {
            VERIFY_RESULT(marked->redo());
            QVERIFY2(marked.marks() == states[i], qPrintable(QString::number(i)));
        }
        QCOMPARE(marked.project().complaints(), std::string{});
    }

    void theHistoryHoldsWhatWasMarked()
    {
        MarkedProject marked;
        const std::vector<Edit> edits = marked.oneOfEach();
        VERIFY_RESULT(marked->perform(Step{edits}));
        VERIFY_RESULT(
            marked->perform(Step{{SetErrorSpan{Uid::hashOf("বাংলা"), marked.me(), std::nullopt}}}));
        const auto history = marked->history(marked.item().prompt.id);
        VERIFY_RESULT(history);
        QCOMPARE(history->size(), std::size_t{2});
        QVERIFY(history->back().edits == edits);
        QCOMPARE(history->back().annotator, std::string("ines"));
        QVERIFY(history->back().atUs > 0);
    }

    void aResponsesPartHasOneFirstErrorAtMost()
    {
        MarkedProject marked;
        const ResponseId teacher = marked.item().responses[Teacher].id;
        for (const std::size_t byte : {std::size_t{7}, std::size_t{3}}) {
            VERIFY_RESULT(marked->perform(
                Step{{SetFirstError{teacher, TextPart::Reasoning, marked.me(), byte}}}));
        }
        VERIFY_RESULT(
            marked->perform(Step{{SetFirstError{teacher, TextPart::Answer, marked.me(), 1}}}));
        QVERIFY(marked.marks().firstErrors
                == (std::vector<TextPlace>{marked.place(Teacher, 3),
                                           marked.place(Teacher, 1, TextPart::Answer)}));
    }

    void eachAnnotatorHasTheirOwnMarks()
    {
        MarkedProject marked;
        VERIFY_RESULT(marked->perform(Step{marked.oneOfEach()}));
        const ReadingMarks mine = marked.marks();
        marked.project().close();
        {
            Store::Options options = marked.project().options();
            options.annotator = "otto";
            auto store = Store::open(marked.project().path(), options);
            VERIFY_RESULT(store);
            const PromptId first = (*store)->promptIds(Query{})->front();
            const Item item = *(*store)->item(first);
            QVERIFY(item.marks.isEmpty());
            const TextPlace place{item.responses[Teacher].id, TextPart::Reasoning, 5};
            VERIFY_RESULT((*store)->perform(
                Step{{SetStepMark{place, (*store)->annotator(), StepMark{place, 8, 1}}}}));
        }
        VERIFY_RESULT(marked.project().reopen());
        QVERIFY(marked.marks() == mine);
    }

    void marksOfAHiddenResponseComeBackWithIt()
    {
        MarkedProject marked;
        VERIFY_RESULT(marked->perform(Step{marked.oneOfEach()}));
        const ReadingMarks before = marked.marks();
        const BatchId teachers = marked->batches()->back().id;
        VERIFY_RESULT(marked->perform(Step{{SetBatchActive{teachers, false}}}));
        QVERIFY(marked.marks().steps.empty());
        QVERIFY(marked.marks().spans.empty());
        VERIFY_RESULT(marked->undo());
        QVERIFY(marked.marks() == before);
    }

    void whatCannotBeAMarkIsRefused_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 6; ++i)
            QTest::addRow("%d", i) << i;
    }
    void whatCannotBeAMarkIsRefused()
    {
        QFETCH(int, which);
        MarkedProject marked;
        const TextPlace place = marked.place(Teacher, 5);
        ErrorSpan empty = marked.span(3, "x");
        empty.end = 3;
        const std::vector<Edit> bad = {
            SetStepMark{place, marked.me(), StepMark{place, 9, 2}},
            SetStepMark{place, marked.me(), StepMark{place, 5, 1}},
            SetStepCut{marked.place(Teacher, 0), marked.me(), true},
            SetStepMark{{ResponseId{999}, TextPart::Answer, 0},
                        marked.me(),
                        StepMark{{ResponseId{999}, TextPart::Answer, 0}, 4, 1}},
            SetErrorSpan{empty.uid, marked.me(), empty},
            SetPin{{place, marked.place(Teacher, 9)}, marked.me(), true}};
        QVERIFY(!marked->perform(
            Step{{SetFlag{marked.item().prompt.id, true}, bad[static_cast<std::size_t>(which)]}}));
        QVERIFY(marked.marks().isEmpty());
        QVERIFY(!marked.item().flagged);
        QVERIFY(!marked->undoable());
    }

    void viewsAreToldOfMarks()
    {
        MarkedProject marked;
        std::vector<Changes> told;
        QObject::connect(marked.operator->(), &Store::changed,
                         [&told](const Changes &changes) { told.push_back(changes); });
        VERIFY_RESULT(marked->perform(Step{marked.oneOfEach()}));
        VERIFY_RESULT(marked->undo());
        QCOMPARE(told.size(), std::size_t{2});
        for (const Changes &changes : told) {
            QCOMPARE(changes.kinds, static_cast<std::uint32_t>(Changes::Marks | Changes::Steps));
            QCOMPARE(changes.prompts, std::vector<PromptId>{marked.item().prompt.id});
        }
    }

    void pinsAreToldFromEitherSide()
    {
        MarkedProject marked;
        const Pin pin{marked.place(Teacher, 1), marked.place(Human, 2, TextPart::Answer)};
        VERIFY_RESULT(marked->perform(Step{{SetPin{pin, marked.me(), true}}}));
        const ResponseId teacher = pin.one.response;
        const ResponseId human = pin.other.response;
        QVERIFY(pinsBetween(marked.marks(), teacher, human) == std::vector<Pin>{pin});
        QVERIFY(pinsBetween(marked.marks(), human, teacher)
                == (std::vector<Pin>{{pin.other, pin.one}}));
        QVERIFY(pinsBetween(marked.marks(), human, human).empty());
    }

    void theTypesOfErrorsAreTheProjects()
    {
        MarkedProject marked;
        QVERIFY(*marked->errorTypes() == ErrorTypes::standard());
        QCOMPARE(marked->errorTypes()->names.size(), std::size_t{8});
        const ErrorTypes mine{{"sign", "einheit \"ü\""}};
        VERIFY_RESULT(marked->perform(Step{{SetErrorTypes{mine}}}));
        VERIFY_RESULT(marked.project().reopen());
        QVERIFY(*marked->errorTypes() == mine);
        VERIFY_RESULT(marked->undo());
        QVERIFY(*marked->errorTypes() == ErrorTypes::standard());
        VERIFY_RESULT(marked->redo());
        QVERIFY(*marked->errorTypes() == mine);
    }
};

QTEST_GUILESS_MAIN(ReadingMarksTest)
#include "readingmarks_test.moc"
