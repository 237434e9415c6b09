// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <pipeline/partfile.h>
#include <pipeline/writebehind.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <support/files.h>
#include <support/fulldisk.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

constexpr int Many = 300;

std::string pieceOf(int number)
{
    return std::to_string(number) + std::string(5000, 'x') + "\n";
}

} // namespace

/// Files that a thread writes behind whoever fills the buffers.
class WriteBehindTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyFileHasItsBytesInTheirOrder();
    void theBufferComesBackEmpty();
    void anErrorOfTheDiskIsTold();
    void whatStillWaitsIsGivenUpWithoutATrace();

private:
    QTemporaryDir m_folder;
};

void WriteBehindTest::everyFileHasItsBytesInTheirOrder()
{
    PartFile even(m_folder.filePath(QStringLiteral("even.txt")));
    PartFile odd(m_folder.filePath(QStringLiteral("odd.txt")));
    QVERIFY(even.open() && odd.open());
    std::string expected[2];
    {
        WriteBehind writer;
        for (int i = 0; i < Many; ++i) {
            std::string buffer = pieceOf(i);
            expected[i % 2] += buffer;
            QVERIFY(writer.write(i % 2 == 0 ? even : odd, buffer));
        }
        QVERIFY(writer.finish());
    }
    for (PartFile *file : {&even, &odd})
        QVERIFY(file->close() && file->publish());
    QCOMPARE(readFile(m_folder.filePath(QStringLiteral("even.txt"))).toStdString(), expected[0]);
    QCOMPARE(readFile(m_folder.filePath(QStringLiteral("odd.txt"))).toStdString(), expected[1]);
}

void WriteBehindTest::theBufferComesBackEmpty()
{
    PartFile file(m_folder.filePath(QStringLiteral("again.txt")));
    QVERIFY(file.open());
    WriteBehind writer;
    std::string buffer;
    for (int i = 0; i < Many; ++i) {
        buffer += pieceOf(i);
        QVERIFY(writer.write(file, buffer));
        QVERIFY(buffer.empty());
    }
    QVERIFY(writer.finish());
}

void WriteBehindTest::anErrorOfTheDiskIsTold()
{
    PartFile file(m_folder.filePath(QStringLiteral("full.txt")));
    QVERIFY(file.open());
    const FullDisk disk(20'000);
    WriteBehind writer;
    Result<> told;
    for (int i = 0; i < Many && told; ++i) {
        std::string buffer = pieceOf(i);
        told = writer.write(file, buffer);
    }
    QVERIFY(!told);
    QCOMPARE(told.error().code, Error::Code::Io);
    QVERIFY(!writer.finish());
}

void WriteBehindTest::whatStillWaitsIsGivenUpWithoutATrace()
{
    const QString path = m_folder.filePath(QStringLiteral("given-up.txt"));
    {
        PartFile file(path);
        QVERIFY(file.open());
        WriteBehind writer;
        for (int i = 0; i < 3; ++i) {
            std::string buffer = pieceOf(i);
            QVERIFY(writer.write(file, buffer));
        }
    }
    QVERIFY(QDir(m_folder.path()).entryList({QStringLiteral("given-up*")}).isEmpty());
}

QTEST_GUILESS_MAIN(WriteBehindTest)
#include "writebehind_test.moc"
