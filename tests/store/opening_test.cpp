// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <store/schema/schema.h>
#include <store/sql/database.h>

#include <QSignalSpy>
#include <QTest>

#include <support/lesspower.h>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

/// Runs SQL on the file as another program could.
void meddle(const QString &path, const std::string &script)
{
    auto database = sql::Database::open(path, sql::Database::Access::ReadWrite);
    if (!database || !(*database)->exec(script))
        qFatal("the file could not be meddled with");
}

/// A project's file with something wrong in it.
QString spoiled(Project &project, const std::string &script)
{
    if (!test::fill(*project, 3))
        qFatal("the project could not be filled");
    project.close();
    meddle(project.path(), script);
    return project.path();
}

} // namespace

class OpeningTest final : public QObject
{
    Q_OBJECT

private slots:
    void aClosedProjectIsOneFile()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 3));
        QVERIFY(QFile::exists(project.path() + QStringLiteral("-wal")));
        project.close();
        QCOMPARE(filesIn(project.folder()), QStringList{QStringLiteral("p.touchstone")});
        QCOMPARE(bytesOf(project.path()).at(18), '\1'); // no log is needed to read it
    }

    void aProjectIsNotMadeOverAFile()
    {
        Project project;
        project.close();
        const QByteArray before = bytesOf(project.path());
        const auto refused = Store::create(project.path(), project.options());
        QVERIFY(!refused);
        QCOMPARE(bytesOf(project.path()), before);
    }

    void strangersAreRefusedInWordsAndLeftAlone_data()
    {
        QTest::addColumn<std::string>("script");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("word");
        const int damaged = static_cast<int>(Error::Code::Damaged);
        QTest::newRow("another program's database")
            << std::string("PRAGMA application_id=7") << static_cast<int>(Error::Code::BadInput)
            << QStringLiteral("another program");
        QTest::newRow("newer format")
            << std::string("PRAGMA user_version=99") << static_cast<int>(Error::Code::Newer)
            << QStringLiteral("Update Touchstone");
        QTest::newRow("no format number")
            << std::string("PRAGMA user_version=0") << damaged << QStringLiteral("format number");
        QTest::newRow("trigger") << std::string(
            "CREATE TRIGGER t AFTER INSERT ON flag BEGIN DELETE FROM decision; END")
                                 << damaged << QStringLiteral("trigger t");
        QTest::newRow("view") << std::string("CREATE VIEW v AS SELECT 1") << damaged
                              << QStringLiteral("view v");
        QTest::newRow("table") << std::string("CREATE TABLE more(a)") << damaged
                               << QStringLiteral("table more");
        QTest::newRow("index on an expression")
            << std::string("CREATE INDEX i ON prompt(abs(words))") << damaged
            << QStringLiteral("index i");
        QTest::newRow("missing table") << std::string("DROP TABLE journal_prompt") << damaged
                                       << QStringLiteral("journal_prompt");
        QTest::newRow("changed table") << std::string("ALTER TABLE flag ADD COLUMN more INTEGER")
                                       << damaged << QStringLiteral("table flag");
        QTest::newRow("sorting index of another make")
            << std::string("CREATE INDEX sort_words ON prompt(key)") << damaged
            << QStringLiteral("sort_words");
    }
    void strangersAreRefusedInWordsAndLeftAlone()
    {
        QFETCH(std::string, script);
        QFETCH(int, code);
        QFETCH(QString, word);
        Project project;
        const QString path = spoiled(project, script);
        const QByteArray before = bytesOf(path);
        for (const Store::Mode mode : {Store::Mode::ReadWrite, Store::Mode::ReadOnly}) {
            Store::Options options = project.options();
            options.mode = mode;
            const auto refused = Store::open(path, options);
            QVERIFY(!refused);
            QCOMPARE(static_cast<int>(refused.error().code), code);
            const QString message = refused.error().message;
            QVERIFY2(message.contains(word), qPrintable(message));
            QVERIFY2(message.contains(path), qPrintable(message));
            QVERIFY(bytesOf(path) == before);
            QCOMPARE(filesIn(project.folder()), QStringList{QStringLiteral("p.touchstone")});
        }
    }

    void whatIsNoDatabaseIsRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("{\"question\":\"one\"}\n").repeated(100);
        QTest::newRow("only the beginning") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("noise behind the beginning")
            << QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\xa5');
    }
    void whatIsNoDatabaseIsRefusedInWords()
    {
        QFETCH(QByteArray, bytes);
        Project project;
        const QString path = project.folder() + QStringLiteral("/other.touchstone");
        write(path, bytes);
        const auto refused = Store::open(path, project.options());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::BadInput);
        QVERIFY(refused.error().message.contains(path));
        QVERIFY(bytesOf(path) == bytes);
    }

    void aFolderAndNothingAreRefusedInWords()
    {
        Project project;
        const auto folder = Store::open(project.folder(), project.options());
        QVERIFY(!folder);
        QVERIFY(folder.error().message.contains(QLatin1String("folder")));
        const auto nothing =
            Store::open(project.folder() + QStringLiteral("/no"), project.options());
        QVERIFY(!nothing);
        QCOMPARE(nothing.error().code, Error::Code::NotFound);
        QVERIFY(!Store::create(project.folder() + QStringLiteral("/no/p.touchstone"),
                               project.options()));
    }

    void aFileThatWasCutOffIsRefusedInWords()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 200));
        project.close();
        const QByteArray whole = bytesOf(project.path());
        for (const qsizetype missing : {qsizetype{1}, qsizetype{4096}, whole.size() / 2}) {
            const QByteArray cut = whole.chopped(missing);
            write(project.path(), cut);
            const auto refused = Store::open(project.path(), project.options());
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Error::Code::Damaged);
            QVERIFY(bytesOf(project.path()) == cut);
        }
    }

    void aSpoiledPageIsFoundByTheCheck()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 400));
        project.close();
        QByteArray bytes = bytesOf(project.path());
        const qsizetype at = bytes.size() / 2 / 4096 * 4096;
        bytes.replace(at, 4096, QByteArray(4096, '\x5a'));
        write(project.path(), bytes);
        auto opened = Store::open(project.path(), project.options());
        if (opened) {
            Progress progress;
            const auto wrong = (*opened)->check(progress);
            VERIFY_RESULT(wrong);
            QVERIFY(!wrong->empty());
        } else {
            QCOMPARE(opened.error().code, Error::Code::Damaged);
        }
    }

    void theCheckFindsWhatIsPlanted_data()
    {
        QTest::addColumn<std::string>("script");
        QTest::addColumn<std::string>("complaint");
        QTest::newRow("text gone") << std::string("DELETE FROM prompt_text WHERE prompt_id=2")
                                   << std::string("prompt without text: p2");
        QTest::newRow("answer gone") << std::string("DELETE FROM response_text WHERE response_id=1")
                                     << std::string("response without text: p1");
        QTest::newRow("response of nobody")
            << std::string("UPDATE response SET prompt_id=77 WHERE id=1")
            << std::string("reference: response row 1");
        QTest::newRow("filter bits") << std::string("UPDATE prompt SET marks=0 WHERE id=3")
                                     << std::string("out of date: p3");
        QTest::newRow("hidden prompt") << std::string("UPDATE prompt SET visible=0 WHERE id=3")
                                       << std::string("out of date: p3");
        QTest::newRow("decision about another's response")
            << std::string("INSERT INTO decision VALUES(1, 1, 1, 2, 3, NULL, '', 0, 0)")
            << std::string("another prompt's response: p1");
        QTest::newRow("history") << std::string(
            "INSERT INTO journal VALUES(9, x'00', 1, 'edit', NULL, 5)")
                                 << std::string("step without its edits: 9");
    }
    void theCheckFindsWhatIsPlanted()
    {
        QFETCH(std::string, script);
        QFETCH(std::string, complaint);
        Project project;
        spoiled(project, "PRAGMA foreign_keys=OFF; " + script);
        VERIFY_RESULT(project.reopen());
        const std::string complaints = project.complaints();
        QVERIFY2(complaints.find(complaint) != std::string::npos, complaints.c_str());
    }

    void aSecondWindowReadsOnlyAndSaysSo()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        const PromptId first = project->promptIds(Query{})->front();
        auto second = Store::open(project.path(), project.options());
        VERIFY_RESULT(second);
        QVERIFY((*second)->isReadOnly());
        QVERIFY((*second)->readOnlyReason().contains(QLatin1String("another window")));
        QVERIFY((*second)->readOnlyReason().contains(
            QString::number(QCoreApplication::applicationPid())));
        const auto refused = (*second)->perform(Step{{SetFlag{first, true}}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::ReadOnly);
        QVERIFY(!(*second)->undo());
        QVERIFY(!(*second)->beginImport(Batch{}, {}));
        QVERIFY(!(*second)->setSetting("a", "b"));

        QSignalSpy told(second->get(), &Store::changed);
        VERIFY_RESULT(project->perform(Step{{SetFlag{first, true}}}));
        QVERIFY((*second)->item(first)->flagged);
        QTRY_VERIFY(!told.isEmpty());
        second->reset();
        project.close();
        VERIFY_RESULT(project.reopen());
        QVERIFY(!project->isReadOnly());
    }

    void theSameFileByAnotherNameIsTheSameProject()
    {
        Project project;
        const QString link = project.folder() + QStringLiteral("/link.touchstone");
        QVERIFY(QFile::link(project.path(), link));
        auto second = Store::open(link, project.options());
        VERIFY_RESULT(second);
        QVERIFY((*second)->isReadOnly());
    }

    void aReadOnlyFolderIsReadAndSaysSo()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        project.close();
        const test::LessPower power(project.folder());
        QFile::setPermissions(project.folder(), QFile::ReadOwner | QFile::ExeOwner);
        {
            auto store = Store::open(project.path(), project.options());
            QFile::setPermissions(project.folder(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            VERIFY_RESULT(store);
            QVERIFY((*store)->isReadOnly());
            QVERIFY((*store)->readOnlyReason().contains(QLatin1String("folder")));
            QCOMPARE((*store)->accounting()->imported, 2);
            QVERIFY(
                !(*store)->perform(Step{{SetFlag{(*store)->promptIds(Query{})->front(), true}}}));
        }
        VERIFY_RESULT(project.reopen());
        QVERIFY(!project->isReadOnly());
    }

    void aWriteProtectedFileIsReadAndSaysSo()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        project.close();
        const test::LessPower power(project.folder());
        QFile::setPermissions(project.path(), QFile::ReadOwner);
        const QByteArray before = bytesOf(project.path());
        auto store = Store::open(project.path(), project.options());
        VERIFY_RESULT(store);
        QVERIFY((*store)->isReadOnly());
        QVERIFY((*store)->readOnlyReason().contains(QLatin1String("write-protected")));
        QCOMPARE((*store)->accounting()->imported, 2);
        store->reset();
        QVERIFY(bytesOf(project.path()) == before);
    }

    void aReadOnlyMediumIsReadThoughItsFileEndedInLogMode()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        project.close();
        meddle(project.path(), "PRAGMA journal_mode=WAL");
        const test::LessPower power(project.folder());
        QFile::setPermissions(project.folder(), QFile::ReadOwner | QFile::ExeOwner);
        auto store = Store::open(project.path(), project.options());
        QFile::setPermissions(project.folder(),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        VERIFY_RESULT(store);
        QVERIFY((*store)->isReadOnly());
        QCOMPARE((*store)->accounting()->imported, 2);
    }

    void anInterruptedImportIsGoneAfterOpening()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 2));
        const auto before = test::snapshotOf(*project);
        project.close();
        meddle(project.path(),
               "INSERT INTO batch(id, uid, path, sha256, format, mapping, started_us, "
               "first_prompt, first_response) VALUES(9, x'09', '', '', '', '', 1, 3, 5);"
               "INSERT INTO prompt VALUES(3, 9, 1, 1, 0, 0, 0, 0, x'03', 'new');"
               "INSERT INTO prompt_text VALUES(3, 'new', '', '', '', '{}');"
               "INSERT INTO source VALUES(9, 'late', 1, 9, '{}');"
               "INSERT INTO response VALUES(5, 1, 9, 0, 9, 1, 4, 1, 1, 0, NULL, x'05');"
               "INSERT INTO response_text VALUES(5, 'a', 'b', '', '', '', '', '{}');"
               "INSERT INTO brought VALUES(9, 1, 0, 'ref', 0), (9, 1, 1, 'tag', 1);"
               "INSERT INTO tag VALUES(1, 'tag');"
               "UPDATE prompt_text SET reference='ref' WHERE prompt_id=1;"
               "UPDATE prompt SET marks=marks | 1 WHERE id=1;");
        VERIFY_RESULT(project.reopen());
        QVERIFY(*test::snapshotOf(*project) == *before);
        QCOMPARE(project->sources()->size(), std::size_t{2});
        QCOMPARE(project.complaints(), std::string{});
    }
};

QTEST_GUILESS_MAIN(OpeningTest)
#include "opening_test.moc"
