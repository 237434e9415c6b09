// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readrows.h"

#include <QCryptographicHash>
#include <QTest>

#include <support/files.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

/// The same reader for every container: what the rows are, where they begin, which are refused.
class RowReaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryContainer_data();
    void readsEveryContainer();
    void readsTheSameRowsCompressed_data() { readsEveryContainer_data(); }
    void readsTheSameRowsCompressed();
    void refusesWithThePlace_data();
    void refusesWithThePlace();
    void readsOnBehindABrokenRow();
    void rowsMayLieAcrossReads_data();
    void rowsMayLieAcrossReads();
    void severalCompressedMembersAreOneFile();
    void lastOfTwoFieldsOfOneNameHolds();
    void wholeNumbersOfAnySizeAreKept();
    void manyFieldsAreFound();
    void hashIsOfTheFileAsItLies();
};

void RowReaderTest::readsEveryContainer_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("container");
    QTest::addColumn<QStringList>("rows");
    const auto add = [](const char *title, const char *name, const QByteArray &bytes,
                        const char *container, const QStringList &rows) {
        QTest::newRow(title) << QString::fromUtf8(name) << bytes << QString::fromUtf8(container)
                             << rows;
    };
    const QStringList two = {QStringLiteral("1: a=x, b=1"), QStringLiteral("2: a=y, b=[2, {}]")};
    add("lines", "f.jsonl", "{\"a\":\"x\",\"b\":1}\n{\"a\":\"y\",\"b\":[2, {}]}\n", "jsonl", two);
    add("lines without a last line break", "f.jsonl",
        "{\"a\":\"x\",\"b\":1}\n{\"a\":\"y\",\"b\":[2, {}]}", "jsonl", two);
    add("lines that end in CRLF", "f.jsonl",
        "{\"a\":\"x\",\"b\":1}\r\n{\"a\":\"y\",\"b\":[2, {}]}\r\n", "jsonl", two);
    add("lines behind a byte order mark", "f.jsonl",
        "\xef\xbb\xbf{\"a\":\"x\",\"b\":1}\n{\"a\":\"y\",\"b\":[2, {}]}\n", "jsonl", two);
    add("lines named json", "f.json", "{\"a\":\"x\",\"b\":1}\n{\"a\":\"y\",\"b\":[2, {}]}\n",
        "jsonl", two);
    add("blank lines count", "f.jsonl", "\n{\"a\":1}\n\n  \n{\"a\":2}\n", "jsonl",
        {QStringLiteral("2: a=1"), QStringLiteral("5: a=2")});
    add("an array", "f.json", "[{\"a\":\"x\",\"b\":1},\n{\"a\":\"y\",\"b\":[2, {}]}]", "json", two);
    add("a pretty-printed array", "f.json",
        "[\n  {\n    \"a\": \"x\"\n  },\n  {\n    \"a\": \"], {\"\n  }\n]\n", "json",
        {QStringLiteral("2: a=x"), QStringLiteral("5: a=], {")});
    add("an empty array", "f.json", " [ ]\n", "json", {});
    add("an object's list", "f.json",
        "{\"meta\": {\"n\": [1]},\n \"examples\": [\n{\"a\":1},\n{\"a\":2}],\n \"more\": [3]}",
        "json", {QStringLiteral("3: a=1"), QStringLiteral("4: a=2")});
    add("a lone object, pretty-printed", "f.json", "{\n \"a\": [\n1],\n \"b\": {\"c\": [{}]}\n}\n",
        "json", {QStringLiteral("1: a=[\n1], b={\"c\": [{}]}")});
    add("pretty-printed objects one after the other", "f.jsonl",
        "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", "json",
        {QStringLiteral("1: a=1"), QStringLiteral("4: a=2")});
    add("a chat is no list of rows", "f.jsonl",
        "{\"messages\":[{\"role\":\"user\"}]}\n{\"messages\":[]}\n", "jsonl",
        {QStringLiteral("1: messages=[{\"role\":\"user\"}]"), QStringLiteral("2: messages=[]")});
    add("escapes", "f.jsonl", R"({"a":"\"\\\/\n\u00e9\ud83d\ude00"})", "jsonl",
        {QStringLiteral("1: a=\"\\/\n\u00e9\U0001F600")});
    add("commas", "f.csv", "a,b\nx,1\n\"y,\"\"z\"\"\",\"2\n3\"\nlast,\n", "csv",
        {QStringLiteral("2: a=x, b=1"), QStringLiteral("3: a=y,\"z\", b=2\n3"),
         QStringLiteral("5: a=last, b=")});
    add("commas, CRLF and a byte order mark", "f.csv",
        "\xef\xbb\xbf"
        "a,b\r\nx,1\r\ny,2\r\n",
        "csv", {QStringLiteral("2: a=x, b=1"), QStringLiteral("3: a=y, b=2")});
    add("semicolons", "f.csv", "a;b\nx;1,5\n", "csv", {QStringLiteral("2: a=x, b=1,5")});
    add("tabs", "f.tsv", "a, or b\tc\nx, y\t2\n", "tsv", {QStringLiteral("2: a, or b=x, y, c=2")});
    add("spaces are kept", "f.csv", "a,b\n x ,\"y \"\n", "csv", {QStringLiteral("2: a= x , b=y ")});
    add("a quotation mark within a cell", "f.csv", "a,b\n5\" pipe,x\n", "csv",
        {QStringLiteral("2: a=5\" pipe, b=x")});
    add("columns without a name or of the same", "f.csv", "a,,a\n1,2,3\n", "csv",
        {QStringLiteral("2: a=1, column 2=2, a 2=3")});
    add("a header alone", "f.csv", "a,b\n", "csv", {});
}

void RowReaderTest::readsEveryContainer()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    const ReadRows read = readRows(writeFile(folder, name, bytes));
    QCOMPARE(read.error, QString{});
    QTEST(read.container, "container");
    QCOMPARE(read.reasons, QStringList{});
    QTEST(read.rows, "rows");
}

void RowReaderTest::readsTheSameRowsCompressed()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, container);
    QTemporaryDir folder;
    const ReadRows read = readRows(writeFile(folder, name + QStringLiteral(".gz"), gzipped(bytes)));
    QCOMPARE(read.error, QString{});
    QCOMPARE(read.container, container + QStringLiteral(".gz"));
    QTEST(read.rows, "rows");
}

void RowReaderTest::refusesWithThePlace_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("refused");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char *title, const char *name, const QByteArray &bytes,
                        const QStringList &refused, const char *reason) {
        QTest::newRow(title) << QString::fromUtf8(name) << bytes << refused
                             << QString::fromUtf8(reason);
    };
    const auto at = [](const char *place) { return QStringList{QString::fromUtf8(place)}; };
    add("a word that is no JSON", "f.jsonl", "{\"a\":1}\n{\"a\": oops}\n", at("2:7"),
        "not valid JSON");
    add("a first line that is cut off", "f.jsonl", "{\"a\": 1,\n{\"a\":2}\n", at("1"),
        "not valid JSON");
    add("a last line that is cut off", "f.jsonl", "{\"a\":1}\n{\"a\":\"half", at("2"),
        "no closing quotation mark");
    add("no object", "f.jsonl", "{\"a\":1}\n[1]\n", at("2"), "not a JSON object");
    add("invalid UTF-8", "f.jsonl", "{\"a\":\"x\xff\"}\n", at("1:8"), "UTF-8");
    add("a NUL, escaped", "f.jsonl", "{\"a\":\"x\\u0000\"}\n", at("1"), "NUL");
    add("a NUL, plain", "f.jsonl", QByteArray("{\"a\":\"x\0\"}\n", 11), at("1"), "");
    add("half a surrogate pair", "f.jsonl", "{\"a\":\"\\ud800\"}\n", at("1"), "");
    add("a fault within a pretty-printed row", "f.json",
        "[\n {\n  \"a\": 1\n },\n {\n  \"a\": 1,\n }\n]", at("7:2"), "not valid JSON");
    add("a list that does not end", "f.json", "[{\"a\":1},\n", at("2"), "ends before its list");
    add("a row that does not end", "f.json", "[{\"a\":1},\n{\"a\":", at("2"),
        "ends within this row");
    add("two commas", "f.json", "[{\"a\":1},,{\"a\":2}]", at("1"), "comma stands where a value");
    add("a comma before the end", "f.json", "[{\"a\":1},]", at("1"), "before the end of the list");
    add("a comma that is missing", "f.json", "[{\"a\":1}\n{\"a\":2}]", at("2"), "comma is missing");
    add("something behind the list", "f.json", "[{\"a\":1}]\nx", at("2"), "behind the end");
    add("no JSON behind an object's list", "f.json", "{\"rows\":[\n{\"a\":1}], x}", at("2"),
        "What stands behind the list");
    add("a JSON file that begins with a word", "f.json", "nothing", at("1:2"), "not valid JSON");
    add("too few cells", "f.csv", "a,b\n1\n", at("2"), "has 1 columns and the header has 2");
    add("too many cells", "f.csv", "a,b\n1,2,3\n", at("2"), "has 3 columns and the header has 2");
    add("a quotation that never ends", "f.csv", "a,b\n1,\"x\n2,y\n", at("2"), "never closed");
    add("text behind a quotation", "f.csv", "a,b\n1,\"x\" y\n2,z\n", at("2"), "must be doubled");
    add("invalid UTF-8 in a cell", "f.csv", "a,b\n1,x\xc0\n", at("2"),
        "Column b is not valid UTF-8");
    add("a NUL in a cell", "f.csv", QByteArray("a,b\n1,x\0\n", 9), at("2"), "Column b has");
}

void RowReaderTest::refusesWithThePlace()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    QFETCH(QStringList, refused);
    QTemporaryDir folder;
    const ReadRows read = readRows(writeFile(folder, name, bytes));
    QCOMPARE(read.error, QString{});
    QCOMPARE(read.reasons.size(), 1);
    QVERIFY2(read.reasons.first().contains(reason), qPrintable(read.reasons.first()));
    // A column is told where it is known; a test that does not care names the line only.
    QString place = read.refused.first();
    if (!refused.first().contains(QLatin1Char(':')))
        place = place.section(QLatin1Char(':'), 0, 0);
    QCOMPARE(place, refused.first());
}

void RowReaderTest::readsOnBehindABrokenRow()
{
    QTemporaryDir folder;
    const ReadRows lines = readRows(
        writeFile(folder, QStringLiteral("f.jsonl"), "{\"a\":1,\n{\"a\":2}\nx\n{\"a\":4}\n"));
    QCOMPARE(lines.rows, QStringList({QStringLiteral("2: a=2"), QStringLiteral("4: a=4")}));
    QCOMPARE(lines.refused.size(), 2);
    const ReadRows list =
        readRows(writeFile(folder, QStringLiteral("f.json"), "[{\"a\":1},{\"a\":x},7,{\"a\":4}]"));
    QCOMPARE(list.rows, QStringList({QStringLiteral("1: a=1"), QStringLiteral("1: a=4")}));
    QCOMPARE(list.refused.size(), 2);
    // An open quotation mark would otherwise swallow all rows behind it.
    const ReadRows table =
        readRows(writeFile(folder, QStringLiteral("f.csv"), "a,b\n1,\"x\n2,y\n3,z\n"));
    QCOMPARE(table.rows,
             QStringList({QStringLiteral("3: a=2, b=y"), QStringLiteral("4: a=3, b=z")}));
    QCOMPARE(table.refused, QStringList{QStringLiteral("2")});
}

void RowReaderTest::rowsMayLieAcrossReads_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<QString>("last");
    // What stands at the border of two reads, with every byte of it once at the border.
    QTest::newRow("lines") << QStringLiteral("f.jsonl") << QByteArray("{\"a\":\"")
                           << QByteArray("\\\"\\\\\xf0\x9f\x98\x80\"}\r\n{\"a\":\"end\"}\r\n")
                           << QStringLiteral("\"\\\U0001F600");
    QTest::newRow("a list") << QStringLiteral("f.json") << QByteArray("[\n{\"a\":\"")
                            << QByteArray("\\\"\\\\\xf0\x9f\x98\x80\"} ,\n {\"a\":\"end\"}\n]\n")
                            << QStringLiteral("\"\\\U0001F600");
    QTest::newRow("a table") << QStringLiteral("f.csv") << QByteArray("a\r\n\"")
                             << QByteArray("\"\"\r\n\xf0\x9f\x98\x80\"\r\nend\r\n")
                             << QStringLiteral("\"\r\n\U0001F600");
}

void RowReaderTest::rowsMayLieAcrossReads()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, behind);
    QFETCH(QString, last);
    constexpr qsizetype ReadSize = 1 << 20;
    QTemporaryDir folder;
    for (qsizetype shift = 0; shift <= behind.size(); ++shift) {
        const qsizetype padding = ReadSize - before.size() - shift;
        const ReadRows read =
            readRows(writeFile(folder, name, before + QByteArray(padding, 'x') + behind));
        QCOMPARE(read.reasons, QStringList{});
        QCOMPARE(read.rows.size(), 2);
        QVERIFY(read.rows[0].endsWith(QStringLiteral("xx") + last));
        QVERIFY(read.rows[1].endsWith(QStringLiteral(": a=end")));
    }
}

void RowReaderTest::severalCompressedMembersAreOneFile()
{
    QTemporaryDir folder;
    const ReadRows read = readRows(writeFile(folder, QStringLiteral("f.jsonl.gz"),
                                             gzipped("{\"a\":1}\n{\"a\"") + gzipped(":2}\n")));
    QCOMPARE(read.rows, QStringList({QStringLiteral("1: a=1"), QStringLiteral("2: a=2")}));
}

void RowReaderTest::lastOfTwoFieldsOfOneNameHolds()
{
    QTemporaryDir folder;
    const ReadRows read =
        readRows(writeFile(folder, QStringLiteral("f.jsonl"), "{\"a\":1,\"b\":2,\"a\":[3]}"));
    QCOMPARE(read.rows, QStringList{QStringLiteral("1: a=[3], b=2")});
}

void RowReaderTest::wholeNumbersOfAnySizeAreKept()
{
    QTemporaryDir folder;
    const ReadRows read = readRows(
        writeFile(folder, QStringLiteral("f.jsonl"), "{\"a\":18446744073709551616,\"b\":\"x\"}"));
    QCOMPARE(read.reasons, QStringList{});
    QCOMPARE(read.rows.size(), 1);
    QVERIFY(read.rows[0].endsWith(QStringLiteral("b=x")));
}

void RowReaderTest::manyFieldsAreFound()
{
    QByteArray row = "{";
    for (int i = 0; i < 200; ++i)
        row += "\"f" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ",";
    row += "\"f7\":\"last\"}";
    QTemporaryDir folder;
    const auto reader = RowReader::open(writeFile(folder, QStringLiteral("f.jsonl"), row));
    VERIFY_RESULT(reader);
    const auto next = (*reader)->next();
    VERIFY_RESULT(next);
    const Row *read = std::get<const Row *>(*next);
    QCOMPARE(read->fields.size(), std::size_t{200});
    QCOMPARE(read->find("f7")->text, std::string_view("last"));
    QCOMPARE(read->find("f199")->text, std::string_view("199"));
}

void RowReaderTest::hashIsOfTheFileAsItLies()
{
    QTemporaryDir folder;
    const QByteArray packed = gzipped("{\"a\":1}\n");
    const auto reader = RowReader::open(writeFile(folder, QStringLiteral("f.jsonl.gz"), packed));
    VERIFY_RESULT(reader);
    const auto hash = (*reader)->sha256();
    VERIFY_RESULT(hash);
    QCOMPARE(QByteArray::fromStdString(*hash),
             QCryptographicHash::hash(packed, QCryptographicHash::Sha256).toHex());
}

QTEST_GUILESS_MAIN(RowReaderTest)
#include "rowreader_test.moc"
