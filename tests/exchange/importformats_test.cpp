// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <base/text.h>
#include <exchange/format.h>
#include <exchange/mapping.h>
#include <exchange/peek.h>

#include <QTest>

#include <support/files.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// A row in one line, as a test compares it.
QString toText(const IncomingRow &row)
{
    QStringList parts;
    const auto part = [&parts](const char *name, const std::string &text) {
        if (!text.empty() && text != "{}")
            parts << QLatin1String(name) + QLatin1Char('=') + toQString(text);
    };
    part("key", row.key);
    part("system", row.system);
    for (const Message &message : row.history)
        parts << toQString(message.role) + QLatin1Char(':') + toQString(message.content);
    part("text", row.text);
    part("reference", row.reference);
    part("meta", row.meta);
    for (const IncomingResponse &response : row.responses) {
        parts << QStringLiteral("| %1").arg(response.sample);
        part("source", response.source);
        part("kind", response.kind ? std::string(nameOf(*response.kind)) : std::string{});
        part("raw", response.raw);
        part("reasoning", response.reasoning);
        part("answer", response.answer);
        part("finish", response.finishReason);
        part("meta", response.meta);
    }
    return parts.join(QLatin1Char(' '));
}

void addRow(const char *title, const char *format, const char *row, const char *read)
{
    QTest::newRow(title) << QString::fromUtf8(format) << QByteArray(row) << QString::fromUtf8(read);
}

/// What the format makes of the first row; its error where it refuses it.
QString readFirst(const ImportFormat &format, const Peek &found)
{
    IncomingRow row;
    const auto read = format.read(found.rows.front(), row);
    return read ? toText(row) : QStringLiteral("refused: ") + read.error().message;
}

Peek peekAt(const QByteArray &bytes, const QString &name = QStringLiteral("f.jsonl"))
{
    const QTemporaryDir folder;
    auto found = peek(writeFile(folder, name, bytes));
    return found ? *std::move(found) : Peek{};
}

} // namespace

/// Every format of rows: known by its columns, and what becomes of them.
class ImportFormatsTest final : public QObject
{
    Q_OBJECT

private slots:
    void recognisesAndReads_data();
    void recognisesAndReads();
    void refusesRowsWithoutWhatTheyNeed_data();
    void refusesRowsWithoutWhatTheyNeed();
    void realFilesAreRecognised_data();
    void realFilesAreRecognised();
    void oneOddRowDoesNotHideTheFormat();
    void brokenFirstRowsDoNotHideTheFormat();
    void usualKindIsWhoWritesSuchFiles();
    void everyFormatHasItsNameAndTitle();
    void mapsColumnsToRoles_data();
    void mapsColumnsToRoles();
    void refusesMappingsThatSayNothing();
    void mappingsComeBackFromTheirText();
    void guessesWhatAPersonWouldChoose();
    void shapeIsOfTheColumnsWhateverTheirOrder();

private:
    static void addProblemsWithAnswers();
    static void addChats();
};

void ImportFormatsTest::recognisesAndReads_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("read");
    addProblemsWithAnswers();
    addChats();
}

void ImportFormatsTest::addProblemsWithAnswers()
{
    addRow("GSM8K", "gsm8k", R"({"question":"How many?","answer":"3*4=<<3*4=12>>12\n#### 1,200"})",
           "text=How many? reference=1200 | 0 raw=3*4=12\n#### 1,200");
    addRow("GSM8K with our columns", "gsm8k",
           R"({"id":"k","question":"Q","answer":"1 << 2\n#### 4","reference":"5","level":2})",
           "key=k text=Q reference=5 meta={\"level\":2} | 0 raw=1 << 2\n#### 4");
    addRow(
        "MATH", "math",
        R"({"problem":"P","level":"Level 5","type":"Algebra","solution":"$\\boxed{\\frac{7}{2}}$"})",
        "text=P reference=\\frac{7}{2} meta={\"level\":\"Level 5\",\"type\":\"Algebra\"} | 0 "
        "raw=$\\boxed{\\frac{7}{2}}$");
    addRow(
        "MATH with its answer", "math",
        R"({"problem":"P","solution":"S","answer":"7","unique_id":"test/1","subject":"Algebra"})",
        "key=test/1 text=P reference=7 meta={\"subject\":\"Algebra\"} | 0 raw=S");
    addRow("ZeroEval", "zeroeval",
           R"({"dataset":"gsm","model":"m","id":"#0","question":"Q","gold":"# 18","output":"O"})",
           "key=#0 text=Q reference=18 | 0 source=m raw=O meta={\"dataset\":\"gsm\"}");
    addRow("responses", "responses",
           R"({"id":7,"question":"Q","model":"m","output":"O","finish_reason":"length"})",
           "key=7 text=Q | 0 source=m raw=O finish=length");
    addRow("responses with thinking of their own", "responses",
           R"({"question":"Q","model":"m","output":"O","reasoning_content":"R"})",
           "text=Q | 0 source=m reasoning=R answer=O");
    addRow(
        "think pairs", "think-pairs",
        R"({"idx":3,"question":"Q","gt_cot":"H","gt":"145","code":["A","B"],"score":[true,false],)"
        R"("solution":"H"})",
        "text=Q reference=145 meta={\"idx\":3} | 0 source=human label kind=human raw=H | 0 raw=A "
        "meta={\"score\":true} | 1 raw=B meta={\"score\":false}");
    addRow("think pairs without a human", "think-pairs",
           R"({"question":"Q","gt_cot":"None","gt":"A","code":["x"],"response":["x"]})",
           "text=Q reference=A | 0 raw=x");
}

void ImportFormatsTest::addChats()
{
    addRow("chat", "messages",
           R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"1"},)"
           R"({"role":"assistant","content":"2"},{"role":"user","content":"3"},)"
           R"({"role":"assistant","content":"4"}]})",
           "system=S user:1 assistant:2 text=3 | 0 raw=4");
    addRow(
        "chat in parts, with thinking beside it", "messages",
        R"({"messages":[{"role":"developer","content":"S"},{"role":"user","content":[{"type":"text",)"
        R"("text":"1"},{"type":"text","text":"2"}]},{"role":"assistant","content":"4",)"
        R"("reasoning_content":"R"}],"id":"k","model":"m","finish_reason":"stop"})",
        "key=k system=S text=12 | 0 source=m reasoning=R answer=4 finish=stop");
    addRow(
        "chat with OpenRouter's details", "messages",
        R"({"messages":[{"role":"user","content":"1"},{"role":"assistant","content":"2",)"
        R"("reasoning":"old","reasoning_details":[{"type":"reasoning.text","text":"a"},)"
        R"({"type":"reasoning.summary","summary":"b"},{"type":"reasoning.encrypted","data":"x"}]}]})",
        "text=1 | 0 reasoning=ab answer=2");
    addRow("chat that ends with the question", "messages",
           R"({"messages":[{"role":"user","content":"1"}]})", "text=1");
    addRow("chat with a label", "messages",
           R"({"messages":[{"role":"user","content":"1"},{"role":"assistant","content":"2"}],)"
           R"("label":false})",
           "text=1 | 0 raw=2 meta={\"label\":false}");
    addRow(
        "ShareGPT", "sharegpt",
        R"({"conversations":[{"from":"human","value":"1"},{"from":"gpt","value":"2"}],"system":"S"})",
        "system=S text=1 | 0 raw=2");
    addRow(
        "ShareGPT as we write it", "sharegpt",
        R"({"conversations":[{"from":"human","value":"1"},{"from":"gpt","value":"2"}],"system":"",)"
        R"("reasoning":"R"})",
        "text=1 | 0 reasoning=R answer=2");
    addRow("ShareGPT pair", "sharegpt",
           R"({"conversations":[{"from":"human","value":"1"}],"chosen":{"from":"gpt","value":"2"},)"
           R"("rejected":{"from":"gpt","value":"3"}})",
           "text=1 | 0 source=chosen raw=2 | 0 source=rejected raw=3");
    addRow("Alpaca", "alpaca",
           R"({"instruction":"1","input":"2","output":"3","system":"S","history":[["a","b"]]})",
           "system=S user:a assistant:b text=1\n2 | 0 raw=3");
    addRow("Alpaca pair", "alpaca", R"({"instruction":"1","input":"","chosen":"2","rejected":"3"})",
           "text=1 | 0 source=chosen raw=2 | 0 source=rejected raw=3");
    addRow("TRL texts", "trl", R"({"prompt":"1","completion":"<think>a</think>2","label":true})",
           "text=1 | 0 raw=<think>a</think>2 meta={\"label\":true}");
    addRow("TRL messages", "trl",
           R"({"prompt":[{"role":"user","content":"1"}],"completion":[{"role":"assistant",)"
           R"("content":"2","reasoning_content":"R"}]})",
           "text=1 | 0 reasoning=R answer=2");
    addRow(
        "TRL pair", "trl",
        R"({"prompt":[{"role":"user","content":"1"}],"chosen":[{"role":"assistant","content":"2"}],)"
        R"("rejected":[{"role":"assistant","content":"3"}]})",
        "text=1 | 0 source=chosen raw=2 | 0 source=rejected raw=3");
    addRow("TRL pair that carries its prompt", "trl",
           R"({"chosen":[{"role":"user","content":"1"},{"role":"assistant","content":"2"}],)"
           R"("rejected":[{"role":"user","content":"1"},{"role":"assistant","content":"3"}]})",
           "text=1 | 0 source=chosen raw=2 | 0 source=rejected raw=3");
}

void ImportFormatsTest::recognisesAndReads()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, row);
    const Peek found = peekAt(row + '\n');
    QCOMPARE(found.rows.size(), std::size_t{1});
    const ImportFormat *recognised = recognise(found.rows);
    QVERIFY(recognised);
    QCOMPARE(toQString(recognised->name()), format);
    QTEST(readFirst(*recognised, found), "read");
    QCOMPARE(importFormat(toUtf8(format)), recognised);
}

void ImportFormatsTest::refusesRowsWithoutWhatTheyNeed_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("column");
    const auto add = [](const char *format, const char *row, const char *column) {
        QTest::addRow("%s, %s", format, row)
            << QString::fromUtf8(format) << QByteArray(row) << QString::fromUtf8(column);
    };
    add("gsm8k", R"({"answer":"#### 1"})", "question");
    add("gsm8k", R"({"question":"Q","answer":null})", "answer");
    add("math", R"({"solution":"S"})", "problem");
    add("zeroeval", R"({"question":"Q","gold":"1"})", "output");
    add("responses", R"({"output":"1"})", "question");
    add("think-pairs", R"({"question":"Q","code":"x"})", "code");
    add("think-pairs", R"({"question":"Q","code":[1]})", "code");
    add("messages", R"({"messages":[]})", "messages");
    add("messages", R"({"messages":[{"content":"x"}]})", "messages");
    add("messages", R"({"messages":[{"role":"assistant","content":"x"}]})", "messages");
    add("messages", R"({"messages":[{"role":"user","content":" "}]})", "messages");
    add("sharegpt", R"({"conversations":{}})", "messages");
    add("alpaca", R"({"output":"x"})", "instruction");
    add("alpaca", R"({"instruction":"1","output":"2","history":[["a"]]})", "history");
    add("trl", R"({"completion":"x"})", "prompt");
    add("trl", R"({"prompt":"x","chosen":7,"rejected":"y"})", "chosen");
}

void ImportFormatsTest::refusesRowsWithoutWhatTheyNeed()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, row);
    QFETCH(QString, column);
    const QString read = readFirst(*importFormat(toUtf8(format)), peekAt(row + '\n'));
    QVERIFY2(read.startsWith(QLatin1String("refused: ")), qPrintable(read));
    QVERIFY2(read.contains(column), qPrintable(read));
}

void ImportFormatsTest::realFilesAreRecognised_data()
{
    REQUIRE_DATA(data);
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("format");
    const auto add = [&data](const char *path, const char *format) {
        QTest::newRow(path) << data + QLatin1Char('/') + QLatin1String(path)
                            << QString::fromUtf8(format);
    };
    add("gsm8k/train.jsonl", "gsm8k");
    add("gsm8k/test.jsonl", "gsm8k");
    add("zeroeval/gsm.deepseek-chat.jsonl", "zeroeval");
    add("zeroeval/gsm.gemma-2-2b-it.jsonl", "zeroeval");
    add("zeroeval/math-l5.o1-mini-2024-09-12.jsonl", "zeroeval");
    add("think_pairs_3b/aqua.Qwen-2.5-3B-rlft.jsonl", "think-pairs");
    add("think_pairs_3b/svamp.Qwen2.5-3B-Instruct.jsonl", "think-pairs");
    add("qwen25_math/math_cot_100.jsonl", "think-pairs");
    add("problem_sets/math500.jsonl", "math");
    add("problem_sets/aime24.jsonl", "math");
    add("export_formats/alpaca_en_demo.json", "alpaca");
    add("export_formats/dpo_en_demo.json", "sharegpt");
    add("export_formats/kto_en_demo.json", "messages");
    // These want a mapping; nothing may claim them.
    for (const char *path :
         {"problem_sets/aqua.jsonl", "problem_sets/cmath.jsonl", "problem_sets/svamp.jsonl",
          "problem_sets/sat_math.jsonl", "r1_bangla/r1_think_dev.jsonl",
          "r1distill_race/result.json", "pandalm/testset-v1.json",
          "alpaca_eval/gpt-3.5-turbo-1106.annotations.json",
          "magpie/example_instructions_5res_armorm.json", "robust/twitter.json",
          "llm_comparator/example_tiny.json"})
        add(path, "");
}

void ImportFormatsTest::realFilesAreRecognised()
{
    QFETCH(QString, path);
    const auto found = peek(path);
    VERIFY_RESULT(found);
    const ImportFormat *format = recognise(found->rows);
    QTEST(format ? toQString(format->name()) : QString{}, "format");
    for (std::size_t i = 0; format && i < found->rows.size(); ++i) {
        IncomingRow row;
        VERIFY_RESULT(format->read(found->rows[i], row));
        QVERIFY(!row.text.empty());
    }
}

void ImportFormatsTest::oneOddRowDoesNotHideTheFormat()
{
    const Peek found = peekAt("{\"question\":\"Q\",\"answer\":\"no mark\"}\n"
                              "{\"question\":\"Q\",\"answer\":\"#### 1\"}\n"
                              "{\"question\":\"Q\",\"answer\":\"#### 2\"}\n");
    QVERIFY(recognise(found.rows));
    QCOMPARE(recognise(found.rows)->name(), std::string_view("gsm8k"));
}

void ImportFormatsTest::brokenFirstRowsDoNotHideTheFormat()
{
    QByteArray bytes;
    for (int i = 0; i < 300; ++i)
        bytes += "{broken\n";
    const Peek found = peekAt(bytes + "{\"question\":\"Q\",\"answer\":\"#### 1\"}\n");
    QCOMPARE(found.rows.size(), std::size_t{1});
    QCOMPARE(found.rows.front().line, std::int64_t{301});
    QCOMPARE(found.refused.size(), std::size_t{300});
    QVERIFY(recognise(found.rows));
}

void ImportFormatsTest::usualKindIsWhoWritesSuchFiles()
{
    QCOMPARE(importFormat("gsm8k")->usualKind(), SourceKind::Human);
    QCOMPARE(importFormat("zeroeval")->usualKind(), SourceKind::Teacher);
    QCOMPARE(importFormat("responses")->usualKind(), SourceKind::Teacher);
    QCOMPARE(importFormat("think-pairs")->usualKind(), SourceKind::Student);
    QVERIFY(importFormat("think-pairs")->fileNamesSource());
}

void ImportFormatsTest::everyFormatHasItsNameAndTitle()
{
    QVERIFY(importFormat("no such format") == nullptr);
    for (const ImportFormat *format : importFormats()) {
        QCOMPARE(importFormat(format->name()), format);
        QVERIFY(!format->title().empty());
    }
}

void ImportFormatsTest::mapsColumnsToRoles_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("read");
    const auto add = [](const char *title, const QStringList &roles, const char *row,
                        const char *read) {
        QTest::newRow(title) << roles << QByteArray(row) << QString::fromUtf8(read);
    };
    const auto list = [](const char *roles) {
        return QString::fromUtf8(roles).split(QLatin1Char(' '));
    };
    add("several columns make a prompt", list("b=prompt a=prompt n=key g=reference s=system"),
        R"({"a":"2","b":"1","n":7,"g":145.0,"s":"S"})", "key=7 system=S text=1\n2 reference=145.0");
    add("reasoning and answer are one response",
        list("q=prompt r=reasoning o=answer m=source n=sample"),
        R"({"q":"Q","r":"R","o":"O","m":"r1","n":2})", "text=Q | 2 source=r1 reasoning=R answer=O");
    add("two sources side by side", list("q=prompt a=response:alpha b=response:beta"),
        R"({"q":"Q","a":"A","b":"B"})", "text=Q | 0 source=alpha raw=A | 0 source=beta raw=B");
    add("a list is samples", list("q=prompt a=response"), R"({"q":"Q","a":["A","B"]})",
        "text=Q | 0 raw=A | 1 raw=B");
    add("a pair", list("q=prompt a=chosen b=rejected"), R"({"q":"Q","a":"A","b":"B"})",
        "text=Q | 0 source=chosen raw=A | 0 source=rejected raw=B");
    add("verdict and scores stay with the response",
        list("q=prompt a=response v=verdict s=score:clarity"),
        R"({"q":"Q","a":"A","v":true,"s":4})",
        "text=Q | 0 raw=A meta={\"verdict\":\"true\",\"scores\":{\"clarity\":\"4\"}}");
    add("a chat", list("c=messages"),
        R"({"c":[{"role":"user","content":"1"},{"role":"assistant","content":"2"}]})",
        "text=1 | 0 raw=2");
    add("a chat of another convention", list("c=messages"),
        R"({"c":[{"from":"human","value":"1"},{"from":"gpt","value":"2"}]})", "text=1 | 0 raw=2");
    add("columns without a role are kept", list("q=prompt x=ignore"),
        R"({"q":"Q","x":1,"y":[2],"z":"3"})", "text=Q meta={\"y\":[2],\"z\":\"3\"}");
    add("null is nothing", list("q=prompt a=response"), R"({"q":"Q","a":null})", "text=Q");
    add("no prompt", list("q=prompt a=response"), R"({"a":"A"})",
        "refused: The column q is missing or empty.");
    add("a key alone", list("k=key a=response"), R"({"k":"7","a":"A"})", "key=7 | 0 raw=A");
}

void ImportFormatsTest::mapsColumnsToRoles()
{
    QFETCH(QStringList, roles);
    QFETCH(QByteArray, row);
    Mapping mapping;
    for (const QString &pair : roles) {
        const auto column = parseRole(toUtf8(pair.section(QLatin1Char('='), 0, 0)),
                                      toUtf8(pair.section(QLatin1Char('='), 1)));
        QVERIFY(column);
        mapping.columns.push_back(*column);
    }
    const auto format = makeMappedFormat(mapping);
    VERIFY_RESULT(format);
    QTEST(readFirst(**format, peekAt(row + '\n')), "read");
}

void ImportFormatsTest::refusesMappingsThatSayNothing()
{
    Mapping mapping;
    mapping.columns = {*parseRole("a", "response")};
    const auto nothingAsked = makeMappedFormat(mapping);
    QVERIFY(!nothingAsked && nothingAsked.error().message.contains(QStringLiteral("No column")));
    mapping.columns = {*parseRole("a", "key"), *parseRole("b", "key")};
    const auto twice = makeMappedFormat(mapping);
    QVERIFY(!twice && twice.error().message.contains(QStringLiteral("key")));
    QVERIFY(!parseRole("a", "question"));
}

void ImportFormatsTest::mappingsComeBackFromTheirText()
{
    Mapping mapping;
    for (const Mapping::Role role : allRoles()) {
        const std::string name = roleName({{}, role, {}});
        QVERIFY(!roleHelp(role).empty());
        mapping.columns.push_back(*parseRole("column " + name, name));
    }
    mapping.columns.push_back(*parseRole("s", "score:clarity: of words"));
    const auto back = mappingFromJsonText(toJsonText(mapping));
    VERIFY_RESULT(back);
    QVERIFY(*back == mapping);
    for (const char *broken : {"", "[]", "{\"a\":7}", "{\"a\":\"no role\"}"})
        QVERIFY(!mappingFromJsonText(broken));
}

void ImportFormatsTest::guessesWhatAPersonWouldChoose()
{
    const auto guess = [](const QByteArray &row) {
        return toQString(toJsonText(guessMapping(peekAt(row + '\n').rows)));
    };
    QCOMPARE(guess(R"({"id":1,"question":"Q","answer":"B","rationale":"R","other":2})"),
             QStringLiteral(R"({"id":"key","question":"prompt","answer":"reference",)"
                            R"("rationale":"reasoning","other":"meta"})"));
    // A long answer is what somebody wrote.
    QCOMPARE(guess("{\"Question\":\"Q\",\"answer\":\"" + QByteArray(80, 'x') + "\"}"),
             QStringLiteral(R"({"Question":"prompt","answer":"response"})"));
    // What one column may hold goes to the first.
    QCOMPARE(guess(R"({"id":1,"uuid":2,"prompt":"P"})"),
             QStringLiteral(R"({"id":"key","uuid":"meta","prompt":"prompt"})"));
}

void ImportFormatsTest::shapeIsOfTheColumnsWhateverTheirOrder()
{
    const auto shape = [](const QByteArray &bytes, const char *name) {
        return shapeOf(peekAt(bytes, QString::fromUtf8(name)).rows);
    };
    const std::string one = shape("{\"a\":1,\"b\":2}\n", "f.jsonl");
    QCOMPARE(shape("{\"b\":3}\n{\"a\":\"x\"}\n", "f.jsonl"), one);
    QCOMPARE(shape("b,a\n1,2\n", "f.csv"), one);
    QVERIFY(shape("{\"a\":1}\n", "f.jsonl") != one);
}

QTEST_GUILESS_MAIN(ImportFormatsTest)
#include "importformats_test.moc"
