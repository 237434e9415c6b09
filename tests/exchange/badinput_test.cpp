// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readrows.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <support/files.h>
#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

/// Files that are broken, hostile or no files at all: words that name the place, never a crash.
class BadInputTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyFileOfTheJsonTestSuite_data();
    void everyFileOfTheJsonTestSuite();
    void tablesAreReadAsTheirExamplesSay_data();
    void tablesAreReadAsTheirExamplesSay();
    void brokenTablesAreRefused_data();
    void brokenTablesAreRefused();
    void naughtyStringsComeThroughUnchanged();
    void whatIsNoFileOfRowsSaysSo_data();
    void whatIsNoFileOfRowsSaysSo();
    void nestingIsRefusedBeyondAThousandLevels();
    void compressedFileThatIsCutOffSaysSo();
    void compressedFileThatGrowsWithoutEndIsRefused();
    void rowBeyondTheLimitIsRefusedAndReadingGoesOn();
    void fileThatGrowsEndsWhereItEnded();
    void fileThatShrinksIsAnError();
};

void BadInputTest::everyFileOfTheJsonTestSuite_data()
{
    REQUIRE_DATA(data);
    QTest::addColumn<QString>("path");
    const QDir folder(data + QStringLiteral("/robust/JSONTestSuite/test_parsing"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    QCOMPARE(names.size(), 318);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

/// y_: must be read, n_: must be refused, i_: as one likes. A JSON text that is no object is no row
/// and is refused as such, which is no complaint about its JSON.
void BadInputTest::everyFileOfTheJsonTestSuite()
{
    QFETCH(QString, path);
    const ReadRows read = readRows(path);
    const QString name = QFileInfo(path).fileName();
    QStringList complaints = read.reasons;
    if (!read.error.isEmpty())
        complaints << read.error;
    if (name.startsWith(QLatin1String("y_"))) {
        complaints.removeAll(QStringLiteral("The row is not a JSON object."));
        // The suite allows NUL within a text; a training file may not have it.
        if (name.contains(QLatin1String("null_escape")) || name.contains(QLatin1String("u+0000")))
            return;
        QCOMPARE(complaints, QStringList{});
    } else if (name.startsWith(QLatin1String("n_"))) {
        QVERIFY(!complaints.isEmpty());
    }
}

void BadInputTest::tablesAreReadAsTheirExamplesSay_data()
{
    REQUIRE_DATA(data);
    QTest::addColumn<QString>("csv");
    QTest::addColumn<QString>("json");
    const QDir folder(data + QStringLiteral("/robust/csv-test-data"));
    for (const QString &name : QDir(folder.filePath(QStringLiteral("csv")))
                                   .entryList({QStringLiteral("*.csv")}, QDir::Files)) {
        const QString json = folder.filePath(
            QStringLiteral("json/")
            + QString(name).replace(QStringLiteral(".csv"), QStringLiteral(".json")));
        // To us a file of blank lines has no rows; whatIsNoFileOfRowsSaysSo has it.
        if (QFileInfo::exists(json) && name != QLatin1String("all-empty.csv"))
            QTest::newRow(qPrintable(name))
                << folder.filePath(QStringLiteral("csv/") + name) << json;
    }
}

void BadInputTest::tablesAreReadAsTheirExamplesSay()
{
    QFETCH(QString, csv);
    QFETCH(QString, json);
    const QJsonArray wanted = QJsonDocument::fromJson(readFile(json)).array();
    const ReadRows read = readRows(csv);
    QCOMPARE(read.reasons, QStringList{});
    QStringList rows;
    // Lists have the header as their first element, objects have it as their names.
    const QJsonArray header =
        wanted.isEmpty() || wanted[0].isObject() ? QJsonArray{} : wanted[0].toArray();
    for (qsizetype i = header.isEmpty() ? 0 : 1; i < wanted.size(); ++i) {
        QStringList cells;
        if (header.isEmpty()) {
            // Qt sorts an object's names; the file of objects has its columns in this order.
            for (const char *name : {"foo", "bar", "baz"})
                cells << QLatin1String(name) + QLatin1Char('=')
                             + wanted[i].toObject()[QLatin1String(name)].toString();
        } else {
            for (qsizetype j = 0; j < header.size(); ++j)
                cells << header[j].toString() + QLatin1Char('=')
                             + wanted[i].toArray()[j].toString();
        }
        rows << cells.join(QStringLiteral(", "));
    }
    QStringList got;
    for (const QString &row : read.rows)
        got << row.section(QStringLiteral(": "), 1);
    QCOMPARE(got, rows);
}

void BadInputTest::brokenTablesAreRefused_data()
{
    REQUIRE_DATA(data);
    QTest::addColumn<QString>("path");
    const QString folder = data + QStringLiteral("/robust/csv-test-data/csv/bad-");
    for (const char *name : {"header-less-fields", "header-more-fields", "missing-quote",
                             "quotes-with-unescaped-quote", "header-no-header"})
        QTest::newRow(name) << folder + QLatin1String(name) + QStringLiteral(".csv");
}

void BadInputTest::brokenTablesAreRefused()
{
    QFETCH(QString, path);
    const ReadRows read = readRows(path);
    QVERIFY(!read.error.isEmpty() || !read.reasons.isEmpty());
    QVERIFY(read.rows.isEmpty());
}

void BadInputTest::naughtyStringsComeThroughUnchanged()
{
    REQUIRE_DATA(data);
    const QJsonArray strings =
        QJsonDocument::fromJson(readFile(data + QStringLiteral("/robust/blns/blns.json"))).array();
    QVERIFY(strings.size() > 400);
    QByteArray lines;
    for (const auto &text : strings)
        lines +=
            QJsonDocument(QJsonObject{{QStringLiteral("a"), text}}).toJson(QJsonDocument::Compact)
            + '\n';
    QTemporaryDir folder;
    const ReadRows read = readRows(writeFile(folder, QStringLiteral("f.jsonl"), lines));
    QCOMPARE(read.reasons, QStringList{});
    QCOMPARE(read.rows.size(), strings.size());
    for (qsizetype i = 0; i < strings.size(); ++i)
        QCOMPARE(read.rows[i], QStringLiteral("%1: a=").arg(i + 1) + strings[i].toString());
    // As they lie there they are a list of texts, none of which is a row.
    const ReadRows bare = readRows(data + QStringLiteral("/robust/blns/blns.json"));
    QCOMPARE(bare.refused.size(), strings.size());
    QCOMPARE(bare.rows, QStringList{});
}

void BadInputTest::whatIsNoFileOfRowsSaysSo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QStringLiteral("f.jsonl") << QByteArray()
                           << QStringLiteral("is empty");
    QTest::newRow("blank lines") << QStringLiteral("f.jsonl") << QByteArray("\n  \r\n\t\n")
                                 << QStringLiteral("only blank lines");
    QTest::newRow("a byte order mark alone")
        << QStringLiteral("f.csv") << QByteArray("\xef\xbb\xbf") << QStringLiteral("blank lines");
    QTest::newRow("UTF-16") << QStringLiteral("f.csv")
                            << QByteArray("\xff\xfe"
                                          "a\0\n\0",
                                          6)
                            << QStringLiteral("UTF-16");
    QTest::newRow("empty, compressed")
        << QStringLiteral("f.gz") << gzipped({}) << QStringLiteral("blank lines");
    QTest::newRow("a folder") << QString{} << QByteArray() << QStringLiteral("is a folder");
    QTest::newRow("nothing") << QStringLiteral("-") << QByteArray()
                             << QStringLiteral("There is no file");
    QTest::newRow("a device") << QStringLiteral("/dev/null") << QByteArray()
                              << QStringLiteral("no plain file");
}

void BadInputTest::whatIsNoFileOfRowsSaysSo()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    QTemporaryDir folder;
    QString path = name.isEmpty() ? folder.path() : name;
    if (!name.isEmpty() && name != QLatin1String("-") && !name.startsWith(QLatin1Char('/')))
        path = writeFile(folder, name, bytes);
    else if (name == QLatin1String("-"))
        path = folder.filePath(QStringLiteral("none.jsonl"));
    const ReadRows read = readRows(path);
    QVERIFY2(read.error.contains(words), qPrintable(read.error));
    QVERIFY2(read.error.contains(path), qPrintable(read.error));
}

void BadInputTest::nestingIsRefusedBeyondAThousandLevels()
{
    const auto nested = [](qsizetype levels) {
        return "{\"a\":" + QByteArray(levels, '[') + QByteArray(levels, ']') + "}\n";
    };
    QTemporaryDir folder;
    const QByteArray bytes = nested(900) + nested(10'000) + "{\"a\":1}\n";
    const ReadRows read = readRows(writeFile(folder, QStringLiteral("f.jsonl"), bytes));
    QCOMPARE(read.rows.size(), 2);
    QCOMPARE(read.refused.size(), 1);
    QVERIFY(read.refused.first().startsWith(QLatin1Char('2')));
    QVERIFY(read.reasons.first().contains(QStringLiteral("nested too deeply")));
    const ReadRows list = readRows(writeFile(folder, QStringLiteral("f.json"),
                                             QByteArray(10'000, '[') + QByteArray(10'000, ']')));
    QCOMPARE(list.rows.size(), 0);
    QCOMPARE(list.refused.size(), 1);
}

void BadInputTest::compressedFileThatIsCutOffSaysSo()
{
    QByteArray rows;
    for (int i = 0; i < 20'000; ++i)
        rows += "{\"a\":" + QByteArray::number(i * 7919) + "}\n";
    const QByteArray packed = gzipped(rows);
    QTemporaryDir folder;
    for (const qsizetype kept : {packed.size() - 1, packed.size() / 2, qsizetype{12}}) {
        const ReadRows read =
            readRows(writeFile(folder, QStringLiteral("f.jsonl.gz"), packed.left(kept)));
        QVERIFY2(read.error.contains(QStringLiteral("damaged or cut off")), qPrintable(read.error));
    }
    QByteArray flipped = packed;
    flipped[flipped.size() / 2] = static_cast<char>(~flipped[flipped.size() / 2]);
    QVERIFY(!readRows(writeFile(folder, QStringLiteral("f.jsonl.gz"), flipped)).error.isEmpty());
}

void BadInputTest::compressedFileThatGrowsWithoutEndIsRefused()
{
    // 320 MB of spaces in 320 kB.
    QByteArray bomb;
    const QByteArray member = gzipped(QByteArray(qsizetype{32} << 20, ' '));
    for (int i = 0; i < 10; ++i)
        bomb += member;
    QTemporaryDir folder;
    const ReadRows read =
        readRows(writeFile(folder, QStringLiteral("f.jsonl.gz"), gzipped("{\"a\":1}\n") + bomb));
    QVERIFY2(read.error.contains(QStringLiteral("500 times its size")), qPrintable(read.error));
}

void BadInputTest::rowBeyondTheLimitIsRefusedAndReadingGoesOn()
{
    const QByteArray before = "{\"a\":\"x\"}\n{\"a\":\"";
    const QByteArray behind = "\"}\n{\"a\":\"end\"}\n";
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("f.jsonl"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(before);
    const QByteArray part(qsizetype{1} << 20, 'y');
    for (int i = 0; i < 257; ++i)
        QCOMPARE(file.write(part), part.size());
    file.write(behind);
    file.close();
    const ReadRows read = readRows(path);
    QCOMPARE(read.error, QString{});
    QCOMPARE(read.rows.size(), 2);
    QVERIFY(read.rows.first().endsWith(QStringLiteral("a=x")));
    QVERIFY(read.rows.last().endsWith(QStringLiteral("a=end")));
    QCOMPARE(read.reasons, QStringList{QStringLiteral("The row is larger than 256 MB.")});
}

void BadInputTest::fileThatGrowsEndsWhereItEnded()
{
    QTemporaryDir folder;
    const QString path = writeFile(folder, QStringLiteral("f.jsonl"), "{\"a\":1}\n{\"a\":2}\n");
    const auto reader = RowReader::open(path);
    VERIFY_RESULT(reader);
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("{\"a\":3}\n{\"a\"");
    file.close();
    int rows = 0;
    while (true) {
        const auto next = (*reader)->next();
        VERIFY_RESULT(next);
        if (std::holds_alternative<RowReader::End>(*next))
            break;
        QVERIFY(std::holds_alternative<const Row *>(*next));
        ++rows;
    }
    QCOMPARE(rows, 2);
    QCOMPARE((*reader)->position(), (*reader)->size());
}

void BadInputTest::fileThatShrinksIsAnError()
{
    QTemporaryDir folder;
    QByteArray bytes;
    for (int i = 0; i < 300'000; ++i)
        bytes += "{\"a\":" + QByteArray::number(i) + "}\n";
    const QString path = writeFile(folder, QStringLiteral("f.jsonl"), bytes);
    const auto reader = RowReader::open(path);
    VERIFY_RESULT(reader);
    QVERIFY(QFile::resize(path, 10));
    QString error;
    while (error.isEmpty()) {
        const auto next = (*reader)->next();
        if (!next)
            error = next.error().message;
        else
            QVERIFY(!std::holds_alternative<RowReader::End>(*next));
    }
    QVERIFY2(error.contains(QStringLiteral("became shorter")), qPrintable(error));
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "badinput_test.moc"
