// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <exchange/format.h>
#include <pipeline/rowsahead.h>

#include <QTemporaryDir>
#include <QTest>

#include <support/files.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

constexpr int Many = 5000;

QByteArray numbered(int count)
{
    QByteArray rows;
    for (int i = 1; i <= count; ++i)
        rows += "{\"question\":\"Number " + QByteArray::number(i) + "\",\"answer\":\"so\\n#### "
                + QByteArray::number(i) + "\"}\n";
    return rows;
}

std::unique_ptr<RowReader> readerOf(const QTemporaryDir &folder, const QByteArray &bytes)
{
    auto opened = RowReader::open(writeFile(folder, QStringLiteral("rows.jsonl"), bytes));
    return opened ? *std::move(opened) : nullptr;
}

} // namespace

/// Rows that another thread makes ready: all of them, in the file's order, and no more than asked.
class RowsAheadTest final : public QObject
{
    Q_OBJECT

private slots:
    void rowsComeReadyAndInTheFilesOrder();
    void aRefusedRowStandsAmongTheOthers();
    void nothingBehindTheLastRow();
    void anErrorComesAfterTheRowsBeforeIt();
    void whoeverStopsEarlyDoesNotWaitForTheRest();

private:
    QTemporaryDir m_folder;
    const ImportFormat *m_format = importFormat("gsm8k");
};

void RowsAheadTest::rowsComeReadyAndInTheFilesOrder()
{
    const auto reader = readerOf(m_folder, numbered(Many));
    QVERIFY(reader);
    RowsAhead rows(*reader, m_format);
    std::int64_t position = 0;
    for (int i = 1; i <= Many; ++i) {
        const auto next = rows.next();
        QVERIFY(next && *next);
        const ReadyRow &ready = **next;
        QVERIFY(!ready.refused);
        QCOMPARE(ready.row.line, i);
        QCOMPARE(ready.responses.size(), std::size_t{1});
        QCOMPARE(ready.responses[0].finalAnswer, std::to_string(i));
        QCOMPARE(ready.digests.responses.size(), std::size_t{1});
        QVERIFY(ready.position >= position);
        position = ready.position;
    }
}

void RowsAheadTest::aRefusedRowStandsAmongTheOthers()
{
    // A row's place in a block is used again: what was refused there must not stay.
    QByteArray bytes;
    for (int i = 0; i < Many; ++i)
        bytes += i % 3 == 1 ? QByteArray("{broken\n") : numbered(1);
    const auto reader = readerOf(m_folder, bytes);
    QVERIFY(reader);
    RowsAhead rows(*reader, m_format);
    for (int i = 0; i < Many; ++i) {
        const auto next = rows.next();
        QVERIFY(next && *next);
        QCOMPARE((*next)->refused.has_value(), i % 3 == 1);
    }
}

void RowsAheadTest::nothingBehindTheLastRow()
{
    const auto reader = readerOf(m_folder, numbered(1));
    QVERIFY(reader);
    RowsAhead rows(*reader, m_format);
    QVERIFY(*rows.next());
    for (int again = 0; again < 2; ++again) {
        const auto next = rows.next();
        QVERIFY(next);
        QVERIFY(!*next);
    }
    QVERIFY(reader->sha256());
}

void RowsAheadTest::anErrorComesAfterTheRowsBeforeIt()
{
    QByteArray packed = gzipped(numbered(20 * Many));
    packed[packed.size() - 5] = static_cast<char>(~packed[packed.size() - 5]); // of the check sum
    const auto alone = readerOf(m_folder, packed);
    QVERIFY(alone);
    int before = 0;
    while (alone->next())
        ++before;
    QVERIFY(before > 0);

    const auto reader = readerOf(m_folder, packed);
    RowsAhead rows(*reader, m_format);
    for (int i = 0; i < before; ++i) {
        const auto next = rows.next();
        QVERIFY(next && *next);
    }
    QVERIFY(!rows.next());
}

void RowsAheadTest::whoeverStopsEarlyDoesNotWaitForTheRest()
{
    const auto reader = readerOf(m_folder, numbered(20 * Many));
    QVERIFY(reader);
    {
        RowsAhead rows(*reader, m_format);
        QVERIFY(*rows.next());
    }
    QVERIFY(reader->position() < reader->size());
}

QTEST_GUILESS_MAIN(RowsAheadTest)
#include "rowsahead_test.moc"
