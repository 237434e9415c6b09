// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <reasoning/steplabels.h>

#include <QTest>

using namespace touchstone;

namespace {

const std::string Text = "One is red.\n\nTwo is green.\n\nThree is blue.";
const MarkedText Own{ResponseId{7}, TextPart::Reasoning};
const AnnotatorId Me{3};

TextPlace at(std::size_t byte)
{
    return {Own.response, Own.part, byte};
}

std::size_t byteOf(const char *words)
{
    return Text.find(words);
}

/// The marks after these edits, as a store would keep them.
ReadingMarks after(ReadingMarks marks, const std::vector<Edit> &edits)
{
    for (const Edit &edit : edits) {
        if (const auto *mark = std::get_if<SetStepMark>(&edit)) {
            std::erase_if(marks.steps,
                          [mark](const StepMark &each) { return each.place == mark->place; });
            if (mark->value)
                marks.steps.push_back(*mark->value);
        } else if (const auto *error = std::get_if<SetFirstError>(&edit)) {
            marks.firstErrors.clear();
            if (error->byte)
                marks.firstErrors.push_back({error->response, error->part, *error->byte});
        }
    }
    return marks;
}

std::vector<StepLabel> labels(const ReadingMarks &marks)
{
    return labelsOf(cutIntoSteps(Text, cutsOf(marks, Own)), marks, Own);
}

} // namespace

class StepLabelsTest final : public QObject
{
    Q_OBJECT

private slots:
    void ofMarksOnlyThoseOfTheTextCount()
    {
        ReadingMarks marks;
        marks.steps = {{at(byteOf("Two")), byteOf("Three"), 1},
                       {{ResponseId{8}, Own.part, 0}, 5, -1},
                       {{Own.response, TextPart::Answer, 0}, 5, -1}};
        marks.cuts = {{{Own.response, TextPart::Answer, byteOf("Two")}, false}};
        marks.firstErrors = {{ResponseId{8}, Own.part, 0}};
        QCOMPARE(labels(marks), (std::vector<StepLabel>{{}, {1, false}, {}}));
        QVERIFY(labelsOf({}, marks, Own).empty());
        // As while only the beginning of a long text is shown.
        QCOMPARE(labelsOf({cutIntoSteps(Text).front()}, marks, Own), std::vector<StepLabel>(1));
    }

    void ofASplitStepTheFirstPartKeepsTheMark()
    {
        ReadingMarks marks;
        marks.steps = {{at(byteOf("Two")), byteOf("Three"), 1}};
        marks.cuts = {{at(byteOf("is green")), true}};
        QCOMPARE(labels(marks), (std::vector<StepLabel>{{}, {1, false}, {}, {}}));
    }

    void ofJoinedStepsTheLowestMarkCounts()
    {
        ReadingMarks marks;
        marks.steps = {{at(0), byteOf("Two"), 1}, {at(byteOf("Two")), byteOf("Three"), -1}};
        marks.firstErrors = {at(byteOf("Two"))};
        marks.cuts = {{at(byteOf("Two")), false}};
        QCOMPARE(labels(marks), (std::vector<StepLabel>{{-1, true}, {}}));
    }

    void aJoinedStepThatIsMarkedHasOneMark()
    {
        ReadingMarks marks;
        marks.steps = {{at(0), byteOf("Two"), 1}, {at(byteOf("Two")), byteOf("Three"), -1}};
        marks.cuts = {{at(byteOf("Two")), false}};
        const ReasoningStep joined = cutIntoSteps(Text, cutsOf(marks, Own)).front();
        marks = after(marks, editsToMark(joined, 0, marks, Own, Me));
        QCOMPARE(labels(marks), (std::vector<StepLabel>{{0, false}, {}}));
        QCOMPARE(marks.steps, (std::vector<StepMark>{{at(0), byteOf("Three"), 0}}));
        QVERIFY(editsToMark(joined, 0, marks, Own, Me).empty());
        marks = after(marks, editsToMark(joined, std::nullopt, marks, Own, Me));
        QVERIFY(marks.steps.empty());
        QVERIFY(editsToMark(joined, std::nullopt, marks, Own, Me).empty());
    }

    void theFirstErrorIsWrongAndNothingElse()
    {
        ReadingMarks marks;
        const auto steps = cutIntoSteps(Text);
        marks = after(marks, editsToSetFirstError(steps[2], marks, Own, Me));
        QCOMPARE(labels(marks), (std::vector<StepLabel>{{}, {}, {-1, true}}));
        marks = after(marks, editsToSetFirstError(steps[1], marks, Own, Me));
        QCOMPARE(labels(marks), (std::vector<StepLabel>{{}, {-1, true}, {-1, false}}));
        QVERIFY(editsToMark(steps[1], -1, marks, Own, Me).empty());
        marks = after(marks, editsToMark(steps[1], 1, marks, Own, Me));
        QCOMPARE(labels(marks), (std::vector<StepLabel>{{}, {1, false}, {-1, false}}));
    }
};

QTEST_APPLESS_MAIN(StepLabelsTest)
#include "steplabels_test.moc"
