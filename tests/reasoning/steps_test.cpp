// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generator.h"

#include <base/codepoints.h>
#include <base/text.h>
#include <reasoning/fences.h>
#include <reasoning/formulascanner.h>
#include <reasoning/steps.h>

#include <QTest>

#include <support/testdata.h>
#include <support/traces.h>

using namespace touchstone;

namespace {

using Texts = QByteArrayList;

Texts textsOf(const std::string &text, const std::vector<ReasoningStep> &steps)
{
    Texts texts;
    for (const ReasoningStep &step : steps)
        texts << QByteArray::fromStdString(text.substr(step.begin, step.end - step.begin));
    return texts;
}

/// What is wrong with the steps of `text`; empty: nothing.
std::string complaint(const std::string &text, const std::vector<ReasoningStep> &steps)
{
    if (steps.empty())
        return text.empty() ? "" : "no step";
    std::size_t at = 0;
    for (const ReasoningStep &step : steps) {
        if (step.begin != at || step.end <= step.begin)
            return "a gap, an overlap or an empty step at " + std::to_string(at);
        at = step.end;
        if (isContinuationByte(text[step.begin]) && firstInvalidUtf8(text) == std::nullopt)
            return "a cut within a letter at " + std::to_string(step.begin);
    }
    if (at != text.size())
        return "bytes behind the last step";
    const std::vector<Formula> formulas = scanFormulas(text);
    auto step = steps.begin();
    for (const Formula &formula : formulas) {
        while (step->end <= formula.begin)
            ++step;
        if (step->end < formula.end)
            return "a cut within the formula at " + std::to_string(formula.begin);
    }
    return {};
}

} // namespace

class StepsTest final : public QObject
{
    Q_OBJECT

private slots:
    void cuts_data();
    void cuts();
    void tellsKinds();
    void marksTurns_data();
    void marksTurns();
    void appliesCutsByHand();
    void passesOverCutsThatTheTextForbids();
    void splittingAndJoiningUndoEachOther();
    void findsTheStepOfAByte();
    void losesNothingOfGeneratedTexts();
    void losesNothingOfHostileTexts_data();
    void losesNothingOfHostileTexts();
    void losesNothingOfRealTraces();
    void cutsRealTracesPlausibly();
};

void StepsTest::cuts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("steps");
    const auto row = [](const char *name, const Texts &steps) {
        QTest::newRow(name) << steps.join() << steps;
    };
    row("nothing", {});
    row("white space", {" \n\n "});
    row("paragraphs",
        {"\nOne apple is red.\n\n", "Two apples\nare green.\n \n\n", "Three are mine.\n"});
    row("lines without paragraphs",
        {"He has 3 apples.\n", "She has 2 = <<3-1=2>>2\n", "Both have 5."});
    row("lines wrapped by hand",
        {"He has three apples and of\nthese two are red.\n", "She has 2."});
    row("sentences of one paragraph",
        {"There are 12 eggs in a box. ", "Two boxes, e.g. brown ones, hold 24. ", "So 24 it is."});
    row("Chinese sentences",
        {"小明有三个苹果和五个梨。", "他又买了十二个苹果。", "所以一共是二十个水果。"});
    row("Bangla sentences", {"এখানে ১২টি ডিম আছে। ", "তাই মোট ২৪টি ডিম হবে।"});
    row("items", {"For the cake we need:\n", "1. two eggs\n", "2. some milk\n   that is fresh\n",
                  "- salt\n", "  * pepper\n", "(a) a pan\n", "b) a fire\n\n", "3、油\n"});
    row("no items",
        {"It was in\n1984.\n3.5 of them left.\n-5 is less.\n\n", "*So* it is.\n(It is.)"});
    row("headings", {"## Solution\n\nAdd the two.\n\n", "**Second part:**\n\nTake one away.\n\n",
                     "# A\n## B\n- c\n"});
    row("a bold number is a result", {"The sum of both is this:\n\n", "**42**"});
    row("labels",
        {"Step 1: Add.\n", "**Step 2:**\nSubtract 5.\n", "### Step 3: Find it\n\nIt is 7.\n\n",
         "Schritt 4: Fertig.\n", "第五步：完成。\n", "ধাপ ৬: শেষ।"});
    row("labels within a paragraph",
        {"First we look. ", "Step 1: We add 4 and 5. ", "Step 2: We take 1."});
    row("a title of items",
        {"1. **Find it:**\n   - It is 4.\n", "   - It is 5.\n", "2. **Then**\n\n   Add.\n"});
    row("a list of titles", {"- **red**\n", "- **green**\n"});
    row("fillers", {"One is red, I think.\n\n", "Hmm.\n\nTwo is red.\n\n", "So:\n\n1. three\n",
                    "2. four\n\n"
                    "Yes."});
    row("turns within a paragraph", {"The sum of the two numbers is twelve I think. ",
                                     "Wait, that is wrong. However, so what."});
    row("a turn too soon is the same turn",
        {"Hmm. Wait, that is not what they asked for, is it?\n\n",
         "**Wait**. Hold on. Let me see that again, please."});
    row("a line that turns", {"The sum is twelve\n", "Wait, it is not\n\n", "That is all of it."});
    row("an equation within its sentence",
        {"The sum is\n\\[ x + y \\]\nwhere \\(x\\) is 2.\n\n", "Then it ends.\n"});
    row("an equation that stands alone",
        {"So we add them.\n\n", "\\[ x = 5. \\]\n\n", "$$ y = 6 $$\n\n", "The rest is easy."});
    row("an equation over blank lines",
        {"It is\n\\[\nx\n\n= 5\n\\]\n\n", "Wait, that is not right at all."});
    row("an environment",
        {"We have\n\\begin{align}\nx &= 1\\\\\n\ny &= 2\n\\end{align}\n\n", "Done, all of it."});
    row("code", {"The program is:\n```\n1. x\n\nWait, y\n```\n", "That was it, I think.\n"});
    row("code that does not end", {"So we try this.\n\n", "```\na\n\n- b\n"});
    row("a drawing's program",
        {"What is the area?\n\n", "[asy]\ndraw((0,0));\n\n- dot\nWait, no\n[/asy]\n\n",
         "It is all of the square.\n"});
    row("a drawing's program within its sentence",
        {"It is drawn like [asy]\ndraw((0,0));\n\nWait\n[/asy]\n\n", "That is all of it."});
    row("quotations", {"> One is red.\n>\n", "> - two\n", ">> - three\n"});
    row("rules", {"One is red.\n---\n", "Two is green.\n***\n\n"});
    row("carriage returns", {"One is red.\r\n\r\n", "Two is green.\r\n"});
    row("the last word joins",
        {"One is red and two is green.\n\n", "Three is blue and four is not.\n\nQED"});
}

void StepsTest::cuts()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, steps);
    const std::string source = text.toStdString();
    const std::vector<ReasoningStep> cut = cutIntoSteps(source);
    QCOMPARE(textsOf(source, cut), steps);
    QCOMPARE(complaint(source, cut), std::string{});
}

void StepsTest::tellsKinds()
{
    const std::string text =
        "We begin here.\n\n1. one\n- two\n\n# Three\nis here\n\n\\[ 4 \\]\n\n"
        "```\n5\n```\n\nIt is drawn.\n\n[asy]\n5\n[/asy]\n\nSo:\n\n- six\n\n**Step 7:** seven.\n";
    std::vector<StepKind> kinds;
    for (const ReasoningStep &step : cutIntoSteps(text))
        kinds.push_back(step.kind);
    // The equation stands in its heading's step, the code block behind it alone.
    const std::vector<StepKind> expected = {
        StepKind::Paragraph, StepKind::Numbered, StepKind::Bulleted,
        StepKind::Heading,   StepKind::Code,     StepKind::Paragraph,
        StepKind::Code,      StepKind::Bulleted, StepKind::Numbered};
    QCOMPARE(kinds, expected);
}

void StepsTest::marksTurns_data()
{
    QTest::addColumn<QByteArray>("paragraph");
    QTest::addColumn<bool>("turns");
    for (const char *text : {"Wait, that is wrong.",
                             "wait a minute",
                             "**Wait**, no",
                             "Hmm, so it is.",
                             "Hmmmm...",
                             "Alternatively, we add.",
                             "However, it is 5.",
                             "But wait, no.",
                             "No, that is 4.",
                             "Actually, it is 5.",
                             "- Hold on, it is 5.",
                             "Let me re-read the problem.",
                             "\u201cWait,\u201d she said.",
                             "That\u2019s wrong.",
                             "Moment, das stimmt nicht.",
                             "Warte, nein.",
                             "Alternativ addieren wir.",
                             "Attends, ce n'est pas vrai.",
                             "Cependant, il faut voir.",
                             "Alternativement, on ajoute.",
                             "等等，我算错了。",
                             "不对，应该是五。",
                             "或者，我们可以相加。",
                             "让我重新计算。",
                             "然而，答案是五。",
                             "অপেক্ষা করুন, এটা ভুল।",
                             "দাঁড়াও, আবার দেখি।",
                             "না, এটা ভুল।",
                             "বিকল্পভাবে, যোগ করি।"})
        QTest::newRow(text) << QByteArray(text) << true;
    for (const char *text :
         {"Waiting is all we do.", "Wait-listed people are five.", "No one is there.",
          "Actual numbers are five.", "Moment der Kraft ist 5.", "Haltestelle ist dort.",
          "Nonetheless is one word.", "Hmong people live there.", "Human beings are two.",
          "So wait, no.", "不同的数字。", "Not so.", "But the sum is 5.", "নাম দিয়ে শুরু করি।"})
        QTest::newRow(text) << QByteArray(text) << false;
}

void StepsTest::marksTurns()
{
    QFETCH(QByteArray, paragraph);
    QFETCH(bool, turns);
    const std::string text =
        "It begins with a sentence.\n\n" + paragraph.toStdString() + "\n\nIt ends with a sentence.";
    const std::vector<ReasoningStep> steps = cutIntoSteps(text);
    QVERIFY(steps.size() >= 2);
    QCOMPARE(steps[1].turns, turns);
    QVERIFY(!steps[0].turns);
    // What comes first has nothing to turn from.
    QVERIFY(!cutIntoSteps(paragraph.toStdString()).front().turns);
}

void StepsTest::appliesCutsByHand()
{
    const std::string text = "One is red. Two is green.\n\nThree is blue.\n\nWait, it is not.";
    const std::size_t two = text.find("Two");
    const std::size_t three = text.find("Three");
    const std::size_t wait = text.find("Wait");
    StepCuts cuts;
    cuts.split(two);
    cuts.join(three);
    const std::vector<ReasoningStep> steps = cutIntoSteps(text, cuts);
    QCOMPARE(textsOf(text, steps),
             (Texts{"One is red. ", "Two is green.\n\nThree is blue.\n\n", "Wait, it is not."}));
    QVERIFY(steps.back().turns);
    cuts.join(wait);
    QCOMPARE(cutIntoSteps(text, cuts).size(), std::size_t{2});
    QVERIFY(cutIntoSteps(text, cuts).back().turns);
    cuts.split(text.size() - 4);
    QCOMPARE(textsOf(text, cutIntoSteps(text, cuts)).back(), QByteArray("not."));
}

void StepsTest::passesOverCutsThatTheTextForbids()
{
    const std::string text = "Größe $a + b$ x\n\n```\ncode\n```\n";
    const std::vector<ReasoningStep> rule = cutIntoSteps(text);
    StepCuts cuts;
    for (const std::size_t byte : {std::size_t{0}, text.find("ö") + 1, text.find("+"),
                                   text.find("code"), text.size(), text.size() + 7})
        cuts.split(byte);
    cuts.join(0);
    cuts.join(2);
    QCOMPARE(cutIntoSteps(text, cuts), rule);
    QCOMPARE(allowedCut(text, text.find("ö") + 1), text.find("ö"));
    QCOMPARE(allowedCut(text, text.find("+")), text.find("$"));
    QCOMPARE(allowedCut(text, text.find("code")), text.find("```"));
    QCOMPARE(allowedCut(text, text.find("x")), text.find("x"));
    QCOMPARE(allowedCut(text, text.size() + 7), text.size());
    QVERIFY(cutIntoSteps("", cuts).empty());
}

void StepsTest::splittingAndJoiningUndoEachOther()
{
    const std::string text = "One is red. Two is green.\n\nThree is blue, it seems.";
    const std::vector<ReasoningStep> rule = cutIntoSteps(text);
    StepCuts cuts;
    cuts.split(text.find("Two"));
    cuts.join(text.find("Two"));
    cuts.join(text.find("Three"));
    cuts.split(text.find("Three"));
    QCOMPARE(cutIntoSteps(text, cuts), rule);
    QVERIFY(!cuts.isEmpty());
    cuts.clear();
    QVERIFY(cuts.isEmpty());
    QCOMPARE(cuts, StepCuts{});
}

void StepsTest::findsTheStepOfAByte()
{
    const std::string text = "One is red.\n\nTwo is green.";
    const std::vector<ReasoningStep> steps = cutIntoSteps(text);
    QCOMPARE(stepAt(steps, 0), std::size_t{0});
    QCOMPARE(stepAt(steps, text.find("Two") - 1), std::size_t{0});
    QCOMPARE(stepAt(steps, text.find("Two")), std::size_t{1});
    QCOMPARE(stepAt(steps, 1000), std::size_t{1});
}

void StepsTest::losesNothingOfGeneratedTexts()
{
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        test::Generator generator(seed);
        const std::string text = generator.text(1 + generator.below(60));
        const std::vector<ReasoningStep> rule = cutIntoSteps(text);
        QCOMPARE(complaint(text, rule), std::string{});
        StepCuts cuts;
        for (int i = 0; i < 6; ++i) {
            cuts.split(generator.below(text.size() + 2));
            cuts.join(rule[generator.below(rule.size())].begin);
        }
        QCOMPARE(complaint(text, cutIntoSteps(text, cuts)), std::string{});
    }
}

void StepsTest::losesNothingOfHostileTexts_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("NUL") << QByteArray(1, '\0');
    for (const char *unit :
         {"x",     "\n",     " ",       "a\n",       "a\n\n", ". ",        ".",    "Wait. ",
          "hm",    "- ",     "- a\n",   "1. ",       "1.\n",  ">",         "> ",   ">\n",
          "#",     "# a\n",  "**",      "**a**\n",   ":\n",   "\\[x\\]\n", "$x$ ", "$x$\n\n",
          "```\n", "~~~a\n", "Step 1",  "Step 1:\n", "…",     "等等",      "。",   "\xff",
          "\xe0",  ")",      "So:\n\n", "    a\n",   "\r",    "\t"})
        QTest::newRow(unit) << QByteArray(unit);
}

void StepsTest::losesNothingOfHostileTexts()
{
    QFETCH(QByteArray, unit);
    // So many bytes are nothing to a linear reader, and minutes to a quadratic one.
    const std::string text = unit.repeated(200'000 / static_cast<int>(unit.size())).toStdString();
    QCOMPARE(complaint(text, cutIntoSteps(text)), std::string{});
    const std::string quotes(10'000, '>');
    const std::string mixed =
        std::string(50'000, ' ') + text.substr(0, 100'000) + "\n" + quotes + text.substr(0, 50'000);
    QCOMPARE(complaint(mixed, cutIntoSteps(mixed)), std::string{});
}

void StepsTest::losesNothingOfRealTraces()
{
    REQUIRE_DATA(data);
    int texts = 0;
    test::forEachTrace(data, [&](const QString &name, const std::string &text) {
        const std::string wrong = complaint(text, cutIntoSteps(text));
        if (!wrong.empty())
            QFAIL(qPrintable(name + QStringLiteral(": ") + toQString(wrong)));
        ++texts;
    });
    QVERIFY2(texts > 50'000, qPrintable(QString::number(texts)));
}

void StepsTest::cutsRealTracesPlausibly()
{
    REQUIRE_DATA(data);
    int traces = 0;
    int plausible = 0;
    qint64 steps = 0;
    qint64 turns = 0;
    for (const char *folder : {"/r1_bangla", "/r1distill_race", "/think_pairs_3b"}) {
        test::forEachTrace(
            data + QLatin1String(folder), [&](const QString &, const std::string &text) {
                if (text.size() < 1500)
                    return;
                const std::vector<ReasoningStep> cut = cutIntoSteps(text);
                ++traces;
                plausible += cut.size() >= text.size() / 1000 && cut.size() <= text.size() / 40;
                steps += static_cast<qint64>(cut.size());
                for (const ReasoningStep &step : cut)
                    turns += step.turns ? 1 : 0;
            });
    }
    QVERIFY2(traces > 500, qPrintable(QString::number(traces)));
    QVERIFY2(plausible * 100 >= traces * 97,
             qPrintable(QStringLiteral("%1 of %2").arg(plausible).arg(traces)));
    // These models do turn, and not at every step.
    QVERIFY(turns * 50 > steps && turns * 3 < steps);
}

QTEST_GUILESS_MAIN(StepsTest)
#include "steps_test.moc"
