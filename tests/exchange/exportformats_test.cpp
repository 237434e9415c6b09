// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <base/text.h>
#include <exchange/exportformat.h>
#include <exchange/format.h>
#include <exchange/peek.h>
#include <reasoning/split.h>

#include <QTest>

#include <support/files.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

Prompt samplePrompt()
{
    Prompt prompt;
    prompt.key = "k,1";
    prompt.text = "How many \"plums\"?\nSay 数.";
    prompt.system = "Be brief.";
    prompt.history = {{"user", "Hello"}, {"assistant", "Hi"}};
    prompt.reference = "12";
    return prompt;
}

Response sampleResponse(const char *reasoning, const char *answer)
{
    Response response;
    response.reasoning = reasoning;
    response.answer = answer;
    response.finalAnswer = answer;
    return response;
}

std::string write(const char *format,
                  ReasoningPlace place,
                  const Prompt &prompt,
                  const Response &response,
                  const Response &rejected,
                  bool label = true)
{
    ExportRow row;
    row.prompt = &prompt;
    row.response = &response;
    row.source = "r1";
    row.rejected = &rejected;
    row.rejectedSource = "human";
    row.label = label;
    row.extra = "{\"all\":1}";
    std::string out;
    exportFormat(format)->append(out, row, place);
    return out;
}

void add(const char *format, ReasoningPlace place, const std::string &written)
{
    constexpr const char *Places[] = {"in think tags", "in a field", "left out"};
    QTest::addRow("%s, reasoning %s", format, Places[static_cast<int>(place)])
        << QByteArray(format) << static_cast<int>(place) << toQString(written);
}

/// The names and kinds of values, all the way down; of a list its first element stands for all.
Json shapeOfJson(const Json &value)
{
    if (value.is_object()) {
        Json shape = Json::object();
        for (const auto &[name, member] : value.items())
            shape[name] = shapeOfJson(member);
        return shape;
    }
    if (value.is_array())
        return value.empty() ? Json::array() : Json::array({shapeOfJson(value.front())});
    return value.type_name();
}

} // namespace

/// What each format writes, to the byte; that it looks as its readers' own examples do, and comes
/// back through our import.
class ExportFormatsTest final : public QObject
{
    Q_OBJECT

private slots:
    void writesEveryFormat_data();
    void writesEveryFormat();
    void looksAsTheExamplesOfItsReaders_data();
    void looksAsTheExamplesOfItsReaders();
    void comesBackThroughTheImport_data();
    void comesBackThroughTheImport();
    void everyRowHasTheSameColumns_data();
    void everyRowHasTheSameColumns();
    void emptyReasoningWritesNoTags();
    void tableQuotesWhatItMust();
    void labelledStepsAreATextTheStepsAndTheirLabels();
    void everyFormatHasItsNames();
};

void ExportFormatsTest::writesEveryFormat_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("written");
    using enum ReasoningPlace;
    const char *turns =
        R"({"role":"system","content":"Be brief."},{"role":"user","content":"Hello"},)"
        R"({"role":"assistant","content":"Hi"},)"
        R"({"role":"user","content":"How many \"plums\"?\nSay 数."})";
    const std::string prompt = turns;
    const std::string think = R"({"role":"assistant","content":"<think>\n3*4\n</think>\n\n12"})";
    const std::string field = R"({"role":"assistant","reasoning_content":"3*4","content":"12"})";
    const std::string none = R"({"role":"assistant","content":"12"})";
    const std::string worse = R"({"role":"assistant","content":"<think>\n3+4\n</think>\n\n7"})";
    const auto messages = [&](const std::string &last) {
        return "{\"messages\":[" + prompt + "," + last + "]}";
    };
    add("messages", Think, messages(think));
    add("messages", Field, messages(field));
    add("messages", None, messages(none));
    const auto completion = [&](const std::string &last) {
        return "{\"prompt\":[" + prompt + "],\"completion\":[" + last + "]";
    };
    add("prompt-completion", Think, (completion(think) + "}"));
    add("prompt-completion", Field, (completion(field) + "}"));
    add("prompt-completion", None, (completion(none) + "}"));
    add("kto", Think, (completion(think) + ",\"label\":true}"));
    add("kto-messages", None, ("{\"messages\":[" + prompt + "," + none + "],\"label\":true}"));
    add("dpo", Think,
        ("{\"prompt\":[" + prompt + "],\"chosen\":[" + think + "],\"rejected\":[" + worse + "]}"));
    const std::string alpaca =
        R"({"instruction":"How many \"plums\"?\nSay 数.","input":"","output":)";
    const std::string alpacaEnd = R"(,"system":"Be brief.","history":[["Hello","Hi"]])";
    add("alpaca", Think, (alpaca + R"("<think>\n3*4\n</think>\n\n12")" + alpacaEnd + "}"));
    add("alpaca", Field, (alpaca + "\"12\"" + alpacaEnd + ",\"reasoning\":\"3*4\"}"));
    add("alpaca", None, (alpaca + "\"12\"" + alpacaEnd + "}"));
    const std::string chat = R"({"conversations":[{"from":"human","value":"Hello"},)"
                             R"({"from":"gpt","value":"Hi"},)"
                             R"({"from":"human","value":"How many \"plums\"?\nSay 数."})";
    add("sharegpt", Think,
        (chat
         + R"(,{"from":"gpt","value":"<think>\n3*4\n</think>\n\n12"}],"system":"Be brief."})"));
    add("sharegpt", Field,
        (chat + R"(,{"from":"gpt","value":"12"}],"system":"Be brief.","reasoning":"3*4"})"));
    add("sharegpt", None, (chat + R"(,{"from":"gpt","value":"12"}],"system":"Be brief."})"));
    add("dpo-sharegpt", None,
        (chat
         + R"(],"chosen":{"from":"gpt","value":"12"},"rejected":{"from":"gpt","value":"7"},)"
           R"("system":"Be brief."})"));
    const std::string cells = "\"k,1\",\"How many \"\"plums\"\"?\nSay 数.\",12,r1,0,";
    add("csv", Think, (cells + ",\"<think>\n3*4\n</think>\n\n12\",12"));
    add("csv", Field, (cells + "3*4,12,12"));
    add("csv", None, (cells + ",12,12"));
    add("jsonl", Think, "{\"all\":1}");
}

void ExportFormatsTest::writesEveryFormat()
{
    QFETCH(QByteArray, format);
    QFETCH(int, place);
    const std::string written =
        write(format.constData(), static_cast<ReasoningPlace>(place), samplePrompt(),
              sampleResponse("3*4", "12"), sampleResponse("3+4", "7"));
    QTEST(toQString(written), "written");
}

void ExportFormatsTest::looksAsTheExamplesOfItsReaders_data()
{
    REQUIRE_DATA(data);
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QString>("example");
    QTest::addColumn<QStringList>("besides");
    const QString folder = data + QStringLiteral("/export_formats/");
    // Members that the readers know and the examples do without.
    QTest::newRow("alpaca") << QByteArray("alpaca")
                            << folder + QStringLiteral("alpaca_en_demo.json")
                            << QStringList{QStringLiteral("system"), QStringLiteral("history")};
    QTest::newRow("dpo-sharegpt") << QByteArray("dpo-sharegpt")
                                  << folder + QStringLiteral("dpo_en_demo.json")
                                  << QStringList{QStringLiteral("system")};
    QTest::newRow("kto-messages") << QByteArray("kto-messages")
                                  << folder + QStringLiteral("kto_en_demo.json") << QStringList{};
    QTest::newRow("messages") << QByteArray("messages")
                              << folder + QStringLiteral("kto_en_demo.json")
                              << QStringList{QStringLiteral("-label")};
    QTest::newRow("sharegpt") << QByteArray("sharegpt")
                              << folder + QStringLiteral("dpo_en_demo.json")
                              << QStringList{QStringLiteral("system"), QStringLiteral("-chosen"),
                                             QStringLiteral("-rejected")};
}

/// Field by field: the same names on every level, each with the same kind of value.
void ExportFormatsTest::looksAsTheExamplesOfItsReaders()
{
    QFETCH(QByteArray, format);
    QFETCH(QString, example);
    QFETCH(QStringList, besides);
    const auto examples = parseJson(readFile(example).toStdString());
    VERIFY_RESULT(examples);
    Json wanted = shapeOfJson(examples->front());
    const auto written =
        parseJson(write(format.constData(), ReasoningPlace::Think, samplePrompt(),
                        sampleResponse("3*4", "12"), sampleResponse("3+4", "7"), false));
    VERIFY_RESULT(written);
    Json got = shapeOfJson(*written);
    for (const QString &name : besides) {
        if (name.startsWith(QLatin1Char('-')))
            wanted.erase(toUtf8(name.mid(1)));
        else
            QCOMPARE(got.erase(toUtf8(name)), std::size_t{1});
    }
    // Members' order is nothing to a reader of JSON.
    const bool same = nlohmann::json(got) == nlohmann::json(wanted);
    QVERIFY2(same, (dumpJson(got) + " and not " + dumpJson(wanted)).c_str());
}

void ExportFormatsTest::comesBackThroughTheImport_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<int>("place");
    for (const ExportFormat *format : exportFormats()) {
        const ExportFormat::Shape shape = format->shape();
        // Of labelled steps no response is left to be read.
        if (format->extension() != "jsonl" || shape == ExportFormat::Shape::Everything
            || shape == ExportFormat::Shape::Steps)
            continue;
        for (const int place : {0, 1, 2})
            QTest::addRow("%s %d", format->name().data(), place)
                << QByteArray(format->name().data()) << place;
    }
}

void ExportFormatsTest::comesBackThroughTheImport()
{
    QFETCH(QByteArray, format);
    QFETCH(int, place);
    const QTemporaryDir folder;
    const Prompt prompt = samplePrompt();
    const std::string written =
        write(format.constData(), static_cast<ReasoningPlace>(place), prompt,
              sampleResponse("3*4", "12"), sampleResponse("3+4", "7"));
    const auto found = peek(
        writeFile(folder, QStringLiteral("f.jsonl"), QByteArray::fromStdString(written + "\n")));
    VERIFY_RESULT(found);
    const ImportFormat *reader = recognise(found->rows);
    QVERIFY(reader);
    IncomingRow row;
    VERIFY_RESULT(reader->read(found->rows.front(), row));
    QCOMPARE(row.text, prompt.text);
    QCOMPARE(row.system, prompt.system);
    QVERIFY(row.history == prompt.history);
    QVERIFY(!row.responses.empty());
    const IncomingResponse &first = row.responses.front();
    const SplitText split = first.reasoning.empty() ? splitReasoning(first.raw)
                                                    : splitFields(first.reasoning, first.answer);
    QCOMPARE(split.answer, std::string("12"));
    QCOMPARE(split.reasoning, std::string(place == 2 ? "" : "3*4"));
}

void ExportFormatsTest::everyRowHasTheSameColumns_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const ExportFormat *format : exportFormats()) {
        if (format->extension() == "jsonl")
            QTest::newRow(format->name().data()) << QByteArray(format->name().data());
    }
}

/// Loaders take the columns' types from the first rows; one that differs later is an error there.
void ExportFormatsTest::everyRowHasTheSameColumns()
{
    QFETCH(QByteArray, format);
    Prompt bare;
    bare.text = "Q";
    const auto columns = [&](const Prompt &prompt, const Response &response) {
        const auto row = parseJson(write(format.constData(), ReasoningPlace::Field, prompt,
                                         response, sampleResponse("", "")));
        QStringList names;
        for (const auto &[name, value] : row->items())
            names << toQString(name) + QLatin1Char(' ') + QLatin1String(value.type_name());
        return names;
    };
    QCOMPARE(columns(bare, sampleResponse("", "")),
             columns(samplePrompt(), sampleResponse("3*4", "12")));
}

void ExportFormatsTest::emptyReasoningWritesNoTags()
{
    Prompt prompt;
    prompt.text = "Q";
    QCOMPARE(toQString(write("messages", ReasoningPlace::Think, prompt, sampleResponse("", "A"),
                             sampleResponse("", ""))),
             QStringLiteral(R"({"messages":[{"role":"user","content":"Q"},)"
                            R"({"role":"assistant","content":"A"}]})"));
}

void ExportFormatsTest::tableQuotesWhatItMust()
{
    const ExportFormat *csv = exportFormat("csv");
    QCOMPARE(csv->head().substr(csv->head().size() - 2), std::string_view("\r\n"));
    const QTemporaryDir folder;
    const std::string text = std::string(csv->head())
                             + write("csv", ReasoningPlace::Field, samplePrompt(),
                                     sampleResponse("a\r\nb", "\"12\","), {})
                             + std::string(csv->foot(false));
    const auto found =
        peek(writeFile(folder, QStringLiteral("f.csv"), QByteArray::fromStdString(text)));
    VERIFY_RESULT(found);
    QCOMPARE(found->rows.size(), std::size_t{1});
    QCOMPARE(found->rows.front().text("key"), std::string_view("k,1"));
    QCOMPARE(found->rows.front().text("reasoning"), std::string_view("a\r\nb"));
    QCOMPARE(found->rows.front().text("answer"), std::string_view("\"12\","));
}

void ExportFormatsTest::labelledStepsAreATextTheStepsAndTheirLabels()
{
    const Prompt prompt = samplePrompt();
    const std::vector<LabelledStep> steps = {{"a \"b\"", true}, {"数", false}};
    ExportRow row;
    row.prompt = &prompt;
    row.steps = steps;
    std::string out;
    exportFormat("stepwise")->append(out, row, ReasoningPlace::Think);
    QCOMPARE(toQString(out),
             QString::fromUtf8("{\"prompt\":\"Be brief.\\n\\nHello\\n\\nHi\\n\\nHow many "
                               "\\\"plums\\\"?\\nSay 数.\",\"completions\":[\"a "
                               "\\\"b\\\"\",\"数\"],\"labels\":[true,false]}"));
}

void ExportFormatsTest::everyFormatHasItsNames()
{
    for (const char *name : {"messages", "prompt-completion", "alpaca", "sharegpt", "dpo", "kto",
                             "stepwise", "csv", "jsonl"})
        QVERIFY2(exportFormat(name), name);
    QVERIFY(exportFormat("none") == nullptr);
    for (const ExportFormat *format : exportFormats()) {
        QCOMPARE(exportFormat(format->name()), format);
        QVERIFY(!format->title().empty() && !format->readBy().empty());
    }
}

QTEST_GUILESS_MAIN(ExportFormatsTest)
#include "exportformats_test.moc"
