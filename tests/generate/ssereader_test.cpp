// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <generate/replies/ssereader.h>

#include <QTest>

#include <support/files.h>
#include <support/testdata.h>

using namespace touchstone;

namespace {

std::vector<std::string> dataOf(const std::vector<std::string> &pieces, std::size_t most = 1000)
{
    SseReader reader(most);
    std::vector<std::string> all;
    for (const std::string &piece : pieces) {
        reader.feed(piece);
        while (const auto data = reader.next())
            all.emplace_back(*data);
    }
    return all;
}

} // namespace

class SseReaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void eventsAreReadHoweverTheyAreCut_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArrayList>("events");
        QTest::newRow("plain") << QByteArray("data: a\n\ndata: b\n\n") << QByteArrayList{"a", "b"};
        QTest::newRow("no space") << QByteArray("data:a\n\n") << QByteArrayList{"a"};
        QTest::newRow("two spaces") << QByteArray("data:  a\n\n") << QByteArrayList{" a"};
        QTest::newRow("returns") << QByteArray("data: a\r\rdata: b\r\r")
                                 << QByteArrayList{"a", "b"};
        QTest::newRow("both") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n")
                              << QByteArrayList{"a", "b"};
        QTest::newRow("mixed") << QByteArray("data: a\r\n\ndata: b\n\r\ndata: c\r\r")
                               << QByteArrayList{"a", "b", "c"};
        QTest::newRow("lines") << QByteArray("data: a\ndata:b\ndata\ndata: c\n\n")
                               << QByteArrayList{"a\nb\n\nc"};
        QTest::newRow("comments") << QByteArray(": keep-alive\n\n:\n\ndata: a\n: between\n\n")
                                  << QByteArrayList{"a"};
        QTest::newRow("fields") << QByteArray("event: x\nid: 1\nretry: 5\ndatax: y\ndata: a\n\n")
                                << QByteArrayList{"a"};
        QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF"
                                            "data: a\n\n")
                              << QByteArrayList{"a"};
        QTest::newRow("no end") << QByteArray("data: a\n\ndata: b\n") << QByteArrayList{"a"};
        QTest::newRow("empty") << QByteArray("\n\n\r\n\r") << QByteArrayList{};
    }
    void eventsAreReadHoweverTheyAreCut()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArrayList, events);
        std::vector<std::string> expected;
        for (const QByteArray &event : events)
            expected.push_back(event.toStdString());
        const std::string text = body.toStdString();
        QVERIFY(dataOf({text}) == expected);
        std::vector<std::string> bytes;
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            QVERIFY(dataOf({text.substr(0, cut), text.substr(cut)}) == expected);
            if (cut < text.size())
                bytes.push_back(text.substr(cut, 1));
        }
        QVERIFY(dataOf(bytes) == expected);
    }

    void whatHasNoEndIsGivenAtTheEnd()
    {
        SseReader reader(100);
        reader.feed("data: a\n\ndata: b\ndata: c");
        QCOMPARE(std::string(*reader.next()), std::string("a"));
        QVERIFY(!reader.next());
        QCOMPARE(std::string(*reader.last()), std::string("b\nc"));
        SseReader empty(100);
        QVERIFY(!empty.last());
    }

    void aLineWithoutAnEndIsBounded()
    {
        SseReader reader(100);
        const std::string piece(60, 'x');
        for (int i = 0; i < 3; ++i) {
            reader.feed(piece);
            QVERIFY(!reader.next());
        }
        QVERIFY(reader.isTooLong());
    }

    void manyLinesOfOneEventAreBounded()
    {
        SseReader reader(100);
        for (int i = 0; i < 50 && !reader.isTooLong(); ++i) {
            reader.feed("data: 0123456789\n");
            QVERIFY(!reader.next());
        }
        QVERIFY(reader.isTooLong());
    }

    void theVectorsOfOthersAreRead()
    {
        REQUIRE_DATA(folder);
        QFile file(folder + QStringLiteral("/sse/sse_vectors.json"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const auto json = parseJson(file.readAll().toStdString());
        VERIFY_RESULT(json);
        int count = 0;
        for (const Json &vector : (*json)["vectors"]) {
            if (!vector.contains("chunks") || !vector.contains("events"))
                continue;
            std::vector<std::string> expected;
            for (const Json &event : vector["events"]) {
                if (event.contains("data"))
                    expected.push_back(event["data"].get<std::string>());
            }
            const auto chunks = vector["chunks"].get<std::vector<std::string>>();
            const auto read = dataOf(chunks, 1 << 24);
            QVERIFY2(read == expected, vector["name"].get<std::string>().c_str());
            ++count;
        }
        QVERIFY(count > 5);
    }
};

QTEST_GUILESS_MAIN(SseReaderTest)
#include "ssereader_test.moc"
