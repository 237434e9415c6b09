// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generator.h"

#include <reasoning/alignment.h>
#include <reasoning/split.h>

#include <QTest>

#include <cmath>
#include <map>
#include <support/testdata.h>
#include <support/traces.h>

using namespace touchstone;

namespace {

/// One side of a pair, written step by step.
struct Side
{
    explicit Side(const std::vector<std::string> &steps)
    {
        for (const std::string &step : steps) {
            const std::size_t begin = text.size();
            text += step + "\n\n";
            cuts.push_back({begin, text.size()});
        }
    }

    [[nodiscard]] SteppedText stepped() const { return {text, cuts}; }
    [[nodiscard]] std::size_t byteOf(std::size_t step) const { return cuts[step].begin + 1; }

    std::string text;
    std::vector<ReasoningStep> cuts;
};

/// "0-0 1-2,3 4*1": left steps against right ones; a star is a pin.
std::string written(const std::vector<AlignedSteps> &aligned)
{
    std::string text;
    const auto append = [&](std::size_t begin, std::size_t end) {
        for (std::size_t step = begin; step < end; ++step)
            text += (step > begin ? "," : "") + std::to_string(step);
    };
    for (const AlignedSteps &group : aligned) {
        text += text.empty() ? "" : " ";
        append(group.leftBegin, group.leftEnd);
        text += group.isPinned ? "*" : "-";
        append(group.rightBegin, group.rightEnd);
    }
    return text;
}

const std::vector<std::string> Human = {
    "Janet sells 16 - 3 - 4 = <<16-3-4=9>>9 duck eggs a day.",
    "She makes 9 * 2 = $<<9*2=18>>18 every day at the farmer's market."};
const std::vector<std::string> Teacher = {
    "Okay, let me think about this problem step by step.",
    "Janet's ducks lay 16 eggs per day. She eats three for breakfast and bakes with four, so that "
    "leaves 16 - 3 - 4 = 9 eggs a day to sell.",
    "Wait, I should check whether the muffins really are for her friends. Yes, they are.",
    "At the market each egg brings $2, so every day she makes 9 * 2 = 18 dollars.",
    "The problem is about money, so the unit is dollars."};

/// A trace of `count` steps; `shift` makes some of its words another's.
Side longSide(std::size_t count, std::size_t shift)
{
    std::vector<std::string> steps;
    for (std::size_t i = 0; i < count; ++i)
        steps.push_back("In round " + std::to_string(1000 + i) + " the farm sells "
                        + std::to_string((i + shift) % 37 + 10) + " baskets of apples for word"
                        + std::to_string(i % 50) + ".");
    return Side(steps);
}

} // namespace

class AlignmentTest final : public QObject
{
    Q_OBJECT

private slots:
    void aligns_data();
    void aligns();
    void pinsStay();
    void pinsMayCross();
    void pinnedStepsHaveTheirPartner();
    void pinsOfAnotherTextAreLeftOut();
    void scoresAreSharesOfWhatIsCommon();
    void longTextsAlignWhole();
    void veryLongTextsAlignAlongWhatIsUnique();
    void veryLongTextsAlignNearTheDiagonal();
    void isOrderedAndApartOnGeneratedTexts();
    void tellsRealPairsFromStrangers();
};

void AlignmentTest::aligns_data()
{
    using Steps = std::vector<std::string>;
    QTest::addColumn<QString>("expected");
    QTest::addColumn<std::vector<std::string>>("left");
    QTest::addColumn<std::vector<std::string>>("right");
    const auto row = [](const char *name, const char *expected, const Steps &left,
                        const Steps &right) {
        QTest::newRow(name) << QString::fromLatin1(expected) << left << right;
    };
    row("a human's solution and a teacher's", "0-1 1-3", Human, Teacher);
    row("the same the other way round", "1-0 3-1", Teacher, Human);
    row("the same calculation written otherwise", "0-1 1-2",
        {"The pears of one year bring $9 \\cdot \\frac{4}{3} = 12$ euros.",
         "After watering, 12 - 5 = 7 euros remain each year."},
        {"Okay, let me see. The tree costs 84 at the start and then every year there is some "
         "income and some cost.",
         "Each pear sells at four thirds of a euro and there are 9 of them, so the income of a "
         "year is\n\\[ 9 \\times \\frac{4}{3} = \\frac{36}{3} = 12 \\text{ euros.} \\]",
         "Wait, do I subtract watering before or after? It is 5 euros a year, so the net is "
         "12 - 5 = 7 euros a year, every year the same."});
    row("a text and itself", "0-0 1-1 2-2 3-3 4-4", Teacher, Teacher);
    row("nothing and something", "", {}, Human);
    row("formulas in other words", "0-0 1-1",
        {"By Pythagoras $a^2 + b^2 = c^2$ holds here.", "Hence the side is $\\sqrt{34}$ long."},
        {"We know that \\[ a^2+b^2=c^2 \\] must be true.", "So its length is \\(\\sqrt{34}\\)."});
    row("across languages by numbers", "0-0 1-1",
        {"The farm has 1,250 hens and 73 ducks.", "Together that is 1323 birds."},
        {"农场有1250只母鸡和73只鸭子。", "一共是1323只。"});
    row("unrelated", "",
        {"The ducks lay sixteen eggs per day.", "She sells nine of them at the market."},
        {"Let n be prime.", "Any group of that order is cyclic by Lagrange's theorem."});
    row("a number alone is no kinship", "",
        {"First we look at the 2 sides of this long and winding road to find a way.",
         "So it goes."},
        {"A quadratic polynomial has at most 2 real roots by the fundamental theorem.", "Done."});
    row("reordered: what keeps its order", "0-1 1-2",
        {"Alice picks 31 red apples in May.", "Bob plants 47 pear trees in June.",
         "Carol buys 59 plum jars in July."},
        {"Carol buys 59 plum jars in July.", "Alice picks 31 red apples in May.",
         "Bob plants 47 pear trees in June."});
    const Steps apart = {"Alice picks 31 red apples in May.", "Bob plants 47 pear trees in June.",
                         "Bob waters 83 rose beds at noon.", "Bob sells 65 fig cakes by night.",
                         "Carol buys 59 plum jars in July."};
    const Steps together = {"Alice picks 31 red apples in May.",
                            "Bob plants 47 pear trees in June, waters 83 rose beds at noon, and "
                            "sells 65 fig cakes by night.",
                            "Carol buys 59 plum jars in July."};
    row("three steps against one", "0-0 1,2,3-1 4-2", apart, together);
    row("one step against three", "0-0 1-1,2,3 2-4", together, apart);
    row("one step against two", "0-0 1-1,2 2-3",
        {"Alice picks 31 red apples in May.",
         "Bob plants 47 pear trees in June and waters 83 rose beds at noon.",
         "Carol buys 59 plum jars in July."},
        {"Alice picks 31 red apples in May.", "Bob plants 47 pear trees in June.",
         "Bob waters 83 rose beds at noon.", "Carol buys 59 plum jars in July."});
}

void AlignmentTest::aligns()
{
    QFETCH(QString, expected);
    QFETCH(std::vector<std::string>, left);
    QFETCH(std::vector<std::string>, right);
    const Side leftSide(left);
    const Side rightSide(right);
    QCOMPARE(QString::fromStdString(written(alignSteps(leftSide.stepped(), rightSide.stepped()))),
             expected);
}

void AlignmentTest::pinsStay()
{
    const Side left(Human);
    const Side right(Teacher);
    // What is before a pin may not be aligned to what is behind it.
    const std::vector<StepPin> pin = {{left.byteOf(1), right.byteOf(0)}};
    QCOMPARE(written(alignSteps(left.stepped(), right.stepped(), pin)), std::string("1*0"));
    // A pinned step has its partner; another pin of the same step adds one.
    const std::vector<StepPin> two = {{left.byteOf(0), right.byteOf(4)},
                                      {left.byteOf(0), right.byteOf(2)}};
    QCOMPARE(written(alignSteps(left.stepped(), right.stepped(), two)), std::string("0*2 0*4 1-3"));
}

void AlignmentTest::pinsMayCross()
{
    const Side left(Teacher);
    const Side right(Teacher);
    const std::vector<StepPin> pins = {{left.byteOf(1), right.byteOf(3)},
                                       {left.byteOf(3), right.byteOf(1)}};
    const std::string aligned = written(alignSteps(left.stepped(), right.stepped(), pins));
    QVERIFY2(aligned.find("1*3") != std::string::npos, aligned.c_str());
    QVERIFY2(aligned.find("3*1") != std::string::npos, aligned.c_str());
}

void AlignmentTest::pinnedStepsHaveTheirPartner()
{
    const std::string apples = "Alice picks 31 red apples in May.";
    const std::string pears = "Bob plants 47 pear trees in June.";
    // Of two pins that cross, one divides; the other one's steps lie beside what is like them.
    const Side left({apples, "One.", "Two.", pears});
    const Side right({"Three.", "Four.", pears, apples});
    const std::vector<StepPin> behind = {{left.byteOf(1), right.byteOf(2)},
                                         {left.byteOf(2), right.byteOf(0)}};
    QCOMPARE(written(alignSteps(left.stepped(), right.stepped(), behind)), std::string("1*2 2*0"));
    const Side other({apples, "Three.", "Four.", "Five."});
    const std::vector<StepPin> before = {{left.byteOf(0), other.byteOf(3)},
                                         {left.byteOf(2), other.byteOf(1)}};
    QCOMPARE(written(alignSteps(left.stepped(), other.stepped(), before)), std::string("0*3 2*1"));
}

void AlignmentTest::pinsOfAnotherTextAreLeftOut()
{
    const Side left(Human);
    const Side right(Teacher);
    const std::vector<StepPin> pins = {{left.text.size(), 0}, {0, right.text.size() + 9}};
    QCOMPARE(alignSteps(left.stepped(), right.stepped(), pins),
             alignSteps(left.stepped(), right.stepped()));
    QVERIFY(alignSteps(Side({}).stepped(), right.stepped(), pins).empty());
}

void AlignmentTest::scoresAreSharesOfWhatIsCommon()
{
    const Side side(Teacher);
    for (const AlignedSteps &pair : alignSteps(side.stepped(), side.stepped()))
        QVERIFY(std::abs(pair.score - 1) < 1e-9);
    const Side human(Human);
    for (const AlignedSteps &pair : alignSteps(human.stepped(), side.stepped()))
        QVERIFY(pair.score >= LeastAlignmentScore && pair.score < 1);
    const std::vector<StepPin> pin = {{human.byteOf(1), side.byteOf(0)}};
    QVERIFY(alignSteps(human.stepped(), side.stepped(), pin).front().score < LeastAlignmentScore);
}

void AlignmentTest::longTextsAlignWhole()
{
    const Side left = longSide(1000, 0);
    const Side right = longSide(1000, 5);
    const std::vector<AlignedSteps> aligned = alignSteps(left.stepped(), right.stepped());
    QCOMPARE(aligned.size(), std::size_t{1000});
    for (const AlignedSteps &pair : aligned)
        QCOMPARE(pair.leftBegin, pair.rightBegin);
}

void AlignmentTest::veryLongTextsAlignAlongWhatIsUnique()
{
    // 5,000 against 4,000 are more pairs than are looked at; the last ones are far from the
    // diagonal.
    std::vector<std::string> steps;
    for (std::size_t i = 0; i < 1000; ++i)
        steps.push_back("Some words before all that, in line item" + std::to_string(i) + "x.");
    const Side tail = longSide(4000, 0);
    Side left(steps);
    const std::size_t before = left.text.size();
    left.text += tail.text;
    for (const ReasoningStep &step : tail.cuts)
        left.cuts.push_back({step.begin + before, step.end + before});
    const std::vector<AlignedSteps> aligned = alignSteps(left.stepped(), tail.stepped());
    QCOMPARE(aligned.size(), std::size_t{4000});
    for (const AlignedSteps &pair : aligned)
        QCOMPARE(pair.leftBegin, pair.rightBegin + 1000);
}

void AlignmentTest::veryLongTextsAlignNearTheDiagonal()
{
    // Nothing stands once on each side, and the right side begins with 300 steps of its own.
    std::vector<std::string> left;
    std::vector<std::string> right;
    for (std::size_t i = 0; i < 300; ++i)
        right.push_back("Entirely other words" + std::to_string(i % 150) + "q here.");
    for (std::size_t i = 0; i < 3600; ++i) {
        left.push_back("Round " + std::to_string(10'000 + i % 1800) + " sells "
                       + std::to_string(20'000 + i % 1700) + " baskets.");
        right.push_back(left.back());
    }
    const std::vector<AlignedSteps> aligned =
        alignSteps(Side(left).stepped(), Side(right).stepped());
    QCOMPARE(aligned.size(), std::size_t{3600});
    for (const AlignedSteps &pair : aligned)
        QCOMPARE(pair.rightBegin, pair.leftBegin + 300);
}

void AlignmentTest::isOrderedAndApartOnGeneratedTexts()
{
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        test::Generator generator(seed);
        const std::string left = generator.text(60);
        const std::string right = generator.changed(left);
        const std::vector<ReasoningStep> leftSteps = cutIntoSteps(left);
        const std::vector<ReasoningStep> rightSteps = cutIntoSteps(right);
        std::vector<StepPin> pins;
        for (std::size_t i = generator.below(4); i > 0; --i)
            pins.push_back({generator.below(left.size() + 9), generator.below(right.size() + 9)});
        const auto aligned = alignSteps({left, leftSteps}, {right, rightSteps}, pins);
        QCOMPARE(alignSteps({left, leftSteps}, {right, rightSteps}, pins), aligned);
        std::size_t leftAt = 0;
        std::size_t rightAt = 0;
        for (const AlignedSteps &group : aligned) {
            QVERIFY(group.leftEnd <= leftSteps.size() && group.rightEnd <= rightSteps.size());
            QVERIFY(group.leftBegin < group.leftEnd && group.rightBegin < group.rightEnd);
            QVERIFY(group.leftEnd - group.leftBegin == 1 || group.rightEnd - group.rightBegin == 1);
            if (group.isPinned)
                continue;
            QVERIFY(group.leftBegin >= leftAt && group.rightBegin >= rightAt);
            QVERIFY(group.score >= LeastAlignmentScore - 1e-9);
            leftAt = group.leftEnd;
            rightAt = group.rightEnd;
        }
    }
}

void AlignmentTest::tellsRealPairsFromStrangers()
{
    REQUIRE_DATA(data);
    std::map<std::string, std::string> humans;
    test::forEachRow(data + QStringLiteral("/gsm8k/test.jsonl"),
                     [&](const Json &row) { humans[row["question"]] = row["answer"]; });
    std::vector<std::pair<std::string, std::string>> pairs;
    test::forEachRow(data + QStringLiteral("/zeroeval/gsm.deepseek-chat.jsonl"),
                     [&](const Json &row) {
                         const auto human = humans.find(row["question"]);
                         const std::string output = row["output"];
                         if (human != humans.end())
                             pairs.emplace_back(human->second, splitReasoning(output).reasoning);
                     });
    QVERIFY(pairs.size() > 1000);
    const auto alignedShare = [&](std::size_t shift) {
        double aligned = 0;
        double all = 0;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const std::string &left = pairs[i].first;
            const std::string &right = pairs[(i + shift) % pairs.size()].second;
            const std::vector<ReasoningStep> leftSteps = cutIntoSteps(left);
            const std::vector<ReasoningStep> rightSteps = cutIntoSteps(right);
            for (const AlignedSteps &group : alignSteps({left, leftSteps}, {right, rightSteps}))
                aligned += static_cast<double>(group.leftEnd - group.leftBegin);
            all += static_cast<double>(leftSteps.size());
        }
        return aligned / all;
    };
    // The final "#### 18" of the human's is a step that the teacher's has no like of.
    QVERIFY2(alignedShare(0) > 0.6, qPrintable(QString::number(alignedShare(0))));
    QVERIFY2(alignedShare(1) < 0.01, qPrintable(QString::number(alignedShare(1))));
}

QTEST_GUILESS_MAIN(AlignmentTest)
#include "alignment_test.moc"
