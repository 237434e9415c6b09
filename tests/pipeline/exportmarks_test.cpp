// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <pipeline/labelledsteps.h>
#include <pipeline/selection.h>
#include <reasoning/steps.h>

#include <QTest>

using namespace touchstone;

namespace {

constexpr const char *Reasoning = "আমার ৩টি আম 🥭 আছে।\n\n"
                                  "সে ২টি পেল।\n\n"
                                  "মোট ৬টি।";

/// Two responses, the second one marked.
Item markedItem()
{
    Item item;
    item.prompt.id = PromptId{1};
    for (const int id : {4, 9}) {
        Response response;
        response.id = ResponseId{id};
        response.answer = "5 km";
        item.responses.push_back(response);
        item.sources.push_back({SourceId{id}, "s" + std::to_string(id), SourceKind::Teacher, "{}"});
    }
    item.responses[1].reasoning = Reasoning;
    return item;
}

TextPlace at(std::string_view words, TextPart part = TextPart::Reasoning)
{
    return {ResponseId{9}, part, std::string_view(Reasoning).find(words)};
}

Json exported(const Item &item)
{
    std::string out;
    appendEverything(out, item);
    return parseJson(out).value_or(Json{});
}

/// As Python's text[start:end].
QString slice(const Json &range)
{
    const std::u32string all = QString::fromUtf8(Reasoning).toStdU32String();
    const std::size_t start = range.at("start");
    const std::size_t end = range.at("end");
    return QString::fromStdU32String(all.substr(start, end - start));
}

} // namespace

class ExportMarksTest final : public QObject
{
    Q_OBJECT

private slots:
    void withoutMarksNothingIsSaidOfThem()
    {
        const Json row = exported(markedItem());
        QVERIFY(row.contains("responses"));
        QVERIFY(!row.contains("pins"));
        QVERIFY(!row["responses"][1].contains("marks"));
    }

    void stepsHaveTheirLabelsAndRangesInCharacters()
    {
        Item item = markedItem();
        item.marks.steps = {{at("আমার"), at("সে").byte, 1}, {at("মোট"), at("মোট").byte + 9, -1}};
        item.marks.firstErrors = {at("মোট")};
        const Json row = exported(item);
        QVERIFY(!row["responses"][0].contains("marks"));
        const Json &steps = row["responses"][1]["marks"]["steps"];
        QCOMPARE(steps.size(), std::size_t{3});
        QCOMPARE(slice(steps[0]),
                 QString::fromUtf8("আমার ৩টি আম 🥭 আছে।\n\n"));
        QCOMPARE(slice(steps[1]), QString::fromUtf8("সে ২টি পেল।\n\n"));
        QCOMPARE(slice(steps[2]), QString::fromUtf8("মোট ৬টি।"));
        QCOMPARE(steps[0]["label"].get<int>(), 1);
        QVERIFY(steps[1]["label"].is_null());
        QCOMPARE(steps[2]["label"].get<int>(), -1);
        QVERIFY(!steps[0].contains("first_error"));
        QVERIFY(steps[2]["first_error"].get<bool>());
        QCOMPARE(steps[2]["part"].get<std::string>(), std::string("reasoning"));
    }

    void stepsAreThoseThatAPersonCut()
    {
        Item item = markedItem();
        item.marks.cuts = {{at("সে"), false}, {at("আছে"), true}};
        const Json row = exported(item);
        const Json &steps = row["responses"][1]["marks"]["steps"];
        QCOMPARE(steps.size(), std::size_t{3});
        QCOMPARE(slice(steps[0]), QString::fromUtf8("আমার ৩টি আম 🥭 "));
        QCOMPARE(slice(steps[1]), QString::fromUtf8("আছে।\n\nসে ২টি পেল।\n\n"));
    }

    void spansHaveTypeAndNote()
    {
        Item item = markedItem();
        item.marks.spans = {
            {Uid::hashOf("a"), at("২টি"), at("২টি").byte + 3, "arithmetic", "not \"২\"\nbut ৩"}};
        const Json row = exported(item);
        const Json &span = row["responses"][1]["marks"]["spans"][0];
        QCOMPARE(slice(span), QString::fromUtf8("২"));
        QCOMPARE(span["type"].get<std::string>(), std::string("arithmetic"));
        QCOMPARE(span["note"].get<std::string>(), std::string("not \"২\"\nbut ৩"));
    }

    void placesOutsideOfTheTextStayInIt()
    {
        Item item = markedItem();
        item.marks.spans = {{Uid::hashOf("a"), at("মোট"), 100'000, "logic", ""}};
        const Json row = exported(item);
        const Json &span = row["responses"][1]["marks"]["spans"][0];
        QCOMPARE(slice(span), QString::fromUtf8("মোট ৬টি।"));
    }

    void labelledStepsReachToTheFirstError()
    {
        Item item = markedItem();
        item.marks.steps = {{at("আমার"), at("সে").byte, 0}, {at("সে"), at("মোট").byte, -1}};
        std::vector<LabelledStep> steps;
        const Response &response = item.responses[1];
        QCOMPARE(labelledSteps(item, response, steps), std::string_view("a step is not marked"));
        QVERIFY(steps.empty());
        QCOMPARE(labelledSteps(item, item.responses[0], steps),
                 std::string_view("no step is marked"));
        item.marks.firstErrors = {at("সে")};
        QCOMPARE(labelledSteps(item, response, steps), std::string_view{});
        QCOMPARE(steps, (std::vector<LabelledStep>{
                            {"আমার ৩টি আম 🥭 আছে।", true},
                            {"সে ২টি পেল।", false}}));
        item.marks.firstErrors.clear();
        item.marks.steps.push_back({at("মোট"), std::string_view(Reasoning).size(), 1});
        QCOMPARE(labelledSteps(item, response, steps), std::string_view{});
        QCOMPARE(steps.size(), std::size_t{3});
        QVERIFY(steps.back().holds);
    }

    void everyMarkedResponseIsARowOfLabelledSteps()
    {
        Item item = markedItem();
        ExportPlan plan;
        plan.format = "stepwise";
        Selection selection(plan, ExportFormat::Shape::Steps);
        std::vector<std::string> rows;
        const auto keep = [&rows](const ExportRow &row) {
            exportFormat("stepwise")->append(rows.emplace_back(), row, ReasoningPlace::None);
        };
        QCOMPARE(selection.rows(item, keep), std::string_view("no step is marked"));
        item.marks.steps = {{{ResponseId{4}, TextPart::Answer, 0}, 4, 1},
                            {at("আমার"), at("সে").byte, -1}};
        QCOMPARE(selection.rows(item, keep), std::string_view{});
        QCOMPARE(rows, (std::vector<std::string>{
                           "{\"prompt\":\"\",\"completions\":[\"5 km\"],\"labels\":[true]}"}));
    }

    void pinsNameTheirResponses()
    {
        Item item = markedItem();
        item.marks.pins = {{{ResponseId{4}, TextPart::Answer, 2}, at("আছে")}};
        const Json row = exported(item);
        const Json &pin = row["pins"][0];
        QCOMPARE(pin[0]["response"].get<int>(), 0);
        QCOMPARE(pin[0]["part"].get<std::string>(), std::string("answer"));
        QCOMPARE(pin[0]["offset"].get<int>(), 2);
        QCOMPARE(pin[1]["response"].get<int>(), 1);
        QCOMPARE(pin[1]["offset"].get<int>(), 14);
    }
};

QTEST_APPLESS_MAIN(ExportMarksTest)
#include "exportmarks_test.moc"
