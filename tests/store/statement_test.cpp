// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <store/sql/database.h>
#include <store/sql/keepable.h>

#include <QTemporaryDir>
#include <QTest>

#include <support/testdata.h>
#include <vector>

using namespace touchstone;
using sql::Database;
using sql::Statement;
using sql::Transaction;

namespace {

std::unique_ptr<Database> inMemory()
{
    auto database = Database::open(QStringLiteral(":memory:"), Database::Access::Create);
    return database ? std::move(*database) : nullptr;
}

std::string textOf(Database &database, const std::string &query)
{
    auto statement = database.prepare(query);
    if (!statement || !statement->step().value_or(false))
        return "nothing";
    return statement->string(0);
}

} // namespace

class StatementTest final : public QObject
{
    Q_OBJECT

private slots:
    void anyTextComesBackAsItWent_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("apostrophe") << QByteArray("it's; DROP TABLE t; --");
        QTest::newRow("Bangla") << QByteArray("বাংলা");
        QTest::newRow("emoji") << QByteArray("👩‍🔬 ½ ∑");
        QTest::newRow("control characters") << QByteArray("\x01\x1f\x7f\r\n\t");
        QTest::newRow("long") << QByteArray(3'000'000, 'x');
    }
    void anyTextComesBackAsItWent()
    {
        QFETCH(QByteArray, text);
        const auto database = inMemory();
        VERIFY_RESULT(database->exec("CREATE TABLE t(a TEXT NOT NULL) STRICT"));
        auto insert = database->prepare("INSERT INTO t VALUES(?1)");
        VERIFY_RESULT(insert);
        VERIFY_RESULT(insert->args(text.toStdString()).run());
        QCOMPARE(textOf(*database, "SELECT a FROM t"), text.toStdString());
        QCOMPARE(textOf(*database, "SELECT typeof(a) FROM t"), std::string("text"));
    }

    void whatNoTextCanHoldIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("byte");
        QTest::newRow("NUL") << QByteArray("ab\0c", 4) << 2;
        QTest::newRow("NUL at the end") << QByteArray("12345678\0", 9) << 8;
        QTest::newRow("stray byte") << QByteArray("\xff") << 0;
        QTest::newRow("lone surrogate") << QByteArray("x\xed\xa0\x80") << 1;
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << 0;
        QTest::newRow("cut off") << QByteArray("\xe2\x82") << 0;
        QTest::newRow("NUL behind Bangla") << QByteArray("\xe0\xa6\x95\0", 4) << 3;
    }
    void whatNoTextCanHoldIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, byte);
        QCOMPARE(sql::firstUnkeepable(text.toStdString()),
                 std::optional(static_cast<std::size_t>(byte)));
        const auto database = inMemory();
        VERIFY_RESULT(database->exec("CREATE TABLE t(a TEXT) STRICT"));
        auto insert = database->prepare("INSERT INTO t VALUES(?1)");
        VERIFY_RESULT(insert);
        const auto refused = insert->args(text.toStdString()).run();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::BadInput);
        QCOMPARE(*database->number("SELECT count(*) FROM t"), 0);
        // The statement goes on working.
        VERIFY_RESULT(insert->args("good").run());
        QCOMPARE(*database->number("SELECT count(*) FROM t"), 1);
    }

    void plainTextOfEveryLengthCanBeKept()
    {
        for (std::size_t length = 0; length < 40; ++length) {
            const std::string plain(length, '\x7f');
            QVERIFY(!sql::firstUnkeepable(plain));
            for (std::size_t at = 0; at < length; ++at) {
                std::string broken = plain;
                broken[at] = '\0';
                QCOMPARE(sql::firstUnkeepable(broken), std::optional(at));
                broken[at] = '\x80';
                QCOMPARE(sql::firstUnkeepable(broken), std::optional(at));
            }
        }
    }

    void parametersGoByTheirNumber()
    {
        const auto database = inMemory();
        auto query = database->prepare("SELECT ?2 || '-' || ?1");
        VERIFY_RESULT(query);
        VERIFY_RESULT(query->args("one", "two").step());
        QCOMPARE(query->string(0), std::string("two-one"));
    }

    void boundViewsLiveAsLongAsTheirText()
    {
        const auto database = inMemory();
        VERIFY_RESULT(database->exec("CREATE TABLE t(a TEXT, b TEXT)"));
        auto insert = database->prepare("INSERT INTO t VALUES(?1, ?2)");
        VERIFY_RESULT(insert);
        std::vector<std::string> texts;
        for (int i = 0; i < 100; ++i) {
            texts.push_back("short " + std::to_string(i)); // short texts move as the vector grows
            VERIFY_RESULT(insert->args(texts.front(), texts.back()).run());
        }
        QCOMPARE(*database->number("SELECT count(*) FROM t WHERE a='short 0'"), 100);
        QCOMPARE(*database->number("SELECT count(DISTINCT b) FROM t"), 100);
    }

    void numbersOfSixtyFourBitsComeBack()
    {
        const auto database = inMemory();
        auto query = database->prepare("SELECT ?1, ?2, ?3");
        VERIFY_RESULT(query);
        VERIFY_RESULT(
            query->args(std::int64_t{5'000'000'000}, std::numeric_limits<std::int64_t>::min(), true)
                .step());
        QCOMPARE(query->integer(0), 5'000'000'000);
        QCOMPARE(query->integer(1), std::numeric_limits<std::int64_t>::min());
        QCOMPARE(query->integer(2), 1);
    }

    void nullIsNotAnEmptyText()
    {
        const auto database = inMemory();
        auto query = database->prepare("SELECT ?1, ?2");
        VERIFY_RESULT(query);
        query->bindNull(1).bind(2, std::string_view{});
        VERIFY_RESULT(query->step());
        QVERIFY(query->isNull(0));
        QVERIFY(!query->isNull(1));
    }

    void strictTablesRefuseTheWrongType()
    {
        const auto database = inMemory();
        VERIFY_RESULT(database->exec("CREATE TABLE t(a INTEGER NOT NULL) STRICT"));
        auto insert = database->prepare("INSERT INTO t VALUES(?1)");
        VERIFY_RESULT(insert);
        const auto refused = insert->args("abc").run();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Conflict);
        QVERIFY(refused.error().detail.contains(QLatin1String("3091"))); // the extended code
    }

    void aWordInDoubleQuotesIsNoText()
    {
        const auto database = inMemory();
        QVERIFY(!database->prepare("SELECT \"typo\""));
    }

    void severalStatementsAreNotPreparedAsOne()
    {
        const auto database = inMemory();
        QVERIFY(!database->prepare("SELECT 1; SELECT 2"));
        QVERIFY(!database->prepare(""));
    }

    void insertSaysTheNumberOfItsRow()
    {
        const auto database = inMemory();
        VERIFY_RESULT(database->exec("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT UNIQUE)"));
        auto insert = database->prepare("INSERT INTO t(a) VALUES(?1) ON CONFLICT DO NOTHING");
        VERIFY_RESULT(insert);
        QCOMPARE(*insert->args("x").insert(), 1);
        QCOMPARE(*insert->args("y").insert(), 2);
        QCOMPARE(*insert->args("x").insert(), 0);
    }

    void aTransactionInWhichAnythingFailedKeepsNothing()
    {
        const auto database = inMemory();
        VERIFY_RESULT(database->exec("CREATE TABLE t(a TEXT UNIQUE) STRICT"));
        auto insert = database->prepare("INSERT INTO t VALUES(?1)");
        VERIFY_RESULT(insert);
        {
            auto transaction = Transaction::begin(*database);
            VERIFY_RESULT(transaction);
            VERIFY_RESULT(insert->args("first").run());
            QVERIFY(!insert->args("first").run());
            VERIFY_RESULT(insert->args("second").run());
            const auto committed = transaction->commit();
            QVERIFY(!committed);
            QCOMPARE(committed.error().code, Error::Code::Conflict);
        }
        QVERIFY(!database->inTransaction());
        QCOMPARE(*database->number("SELECT count(*) FROM t"), 0);
        auto again = Transaction::begin(*database);
        VERIFY_RESULT(again);
        VERIFY_RESULT(insert->args("first").run());
        VERIFY_RESULT(again->commit());
        QCOMPARE(*database->number("SELECT count(*) FROM t"), 1);
    }

    void aTransactionThatIsLeftIsRolledBack()
    {
        const auto database = inMemory();
        VERIFY_RESULT(database->exec("CREATE TABLE t(a TEXT)"));
        {
            auto transaction = Transaction::begin(*database);
            VERIFY_RESULT(transaction);
            VERIFY_RESULT(database->exec("INSERT INTO t VALUES('x')"));
        }
        QCOMPARE(*database->number("SELECT count(*) FROM t"), 0);
    }

    void theLogIsFoldedOnlyWhileNobodyReads()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.db"));
        auto writer = Database::open(path, Database::Access::Create);
        VERIFY_RESULT(writer);
        VERIFY_RESULT(
            (*writer)->exec("PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)"));
        auto reader = Database::open(path, Database::Access::ReadOnly);
        VERIFY_RESULT(reader);
        auto scan = (*reader)->prepare("SELECT a FROM t");
        VERIFY_RESULT(scan);
        VERIFY_RESULT(scan->step());
        VERIFY_RESULT((*writer)->exec("INSERT INTO t VALUES(2)"));
        QCOMPARE(*(*writer)->foldLog(), false);
        scan->reset();
        QCOMPARE(*(*writer)->foldLog(), true);
        QCOMPARE(QFileInfo(path + QStringLiteral("-wal")).size(), 0);
    }

    void readersAreNotHeldUpByAWriter()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.db"));
        auto writer = Database::open(path, Database::Access::Create);
        VERIFY_RESULT(writer);
        VERIFY_RESULT((*writer)->exec("PRAGMA journal_mode=WAL; CREATE TABLE t(a)"));
        auto transaction = Transaction::begin(**writer);
        VERIFY_RESULT(transaction);
        VERIFY_RESULT((*writer)->exec("INSERT INTO t VALUES(1)"));
        auto reader = Database::open(path, Database::Access::ReadOnly);
        VERIFY_RESULT(reader);
        QCOMPARE(*(*reader)->number("SELECT count(*) FROM t"), 0);
        QVERIFY(!(*reader)->exec("INSERT INTO t VALUES(2)"));
    }
};

QTEST_GUILESS_MAIN(StatementTest)
#include "statement_test.moc"
