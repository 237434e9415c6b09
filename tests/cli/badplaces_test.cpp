// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "program.h"

#include <QDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <support/files.h>
#include <support/testdata.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace touchstone::test;

namespace {

QByteArray numbered(int count)
{
    QByteArray rows;
    for (int i = 0; i < count; ++i)
        rows += "{\"question\":\"Number " + QByteArray::number(i) + "\",\"answer\":\"#### 1\"}\n";
    return rows;
}

/// No file may grow beyond so many bytes, as on a disk that is full.
void limitFiles(QProcess &process, rlim_t bytes)
{
    process.setChildProcessModifier([bytes] {
        const rlimit limit{bytes, bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    });
}

/// What is forbidden to people is allowed to root, so the program runs as nobody where need be.
void runAsAPerson(QProcess &process)
{
    constexpr uid_t Nobody = 65534;
    if (::geteuid() == 0)
        process.setChildProcessModifier([] {
            [[maybe_unused]] const int group = ::setgid(Nobody);
            [[maybe_unused]] const int user = ::setuid(Nobody);
        });
}

} // namespace

/// Disks that are full, folders that may not be written, people who stop the work: the real program
/// ends with words, and what was there before is there after.
class BadPlacesTest final : public QObject
{
    Q_OBJECT

private slots:
    void fullDiskEndsAnImportAndLeavesTheProject();
    void fullDiskEndsAnImportIntoANewProject();
    void fullDiskEndsAnExportAndLeavesTheOldFile();
    void readOnlyFolderIsToldBeforeAnythingIsWritten();
    void interruptLeavesNothing_data();
    void interruptLeavesNothing();
    void progressShowsOnATerminalOnly();
};

void BadPlacesTest::fullDiskEndsAnImportAndLeavesTheProject()
{
    const QTemporaryDir folder;
    const QString project = folder.filePath(QStringLiteral("p.touchstone"));
    const QString few = writeFile(folder, QStringLiteral("few.jsonl"), numbered(10));
    const QString many = writeFile(folder, QStringLiteral("many.jsonl"), numbered(20'000));
    QCOMPARE(run({QStringLiteral("import"), project, few}).status, 0);
    const QByteArray before = run({QStringLiteral("info"), project, QStringLiteral("--json")}).out;
    QProcess process;
    limitFiles(process, 1 << 20);
    const Ran ran = runIn(process, {QStringLiteral("import"), project, many});
    QCOMPARE(ran.status, 1);
    QVERIFY2(ran.err.startsWith("touchstone-cli: "), ran.err.constData());
    QVERIFY(ran.out.isEmpty());
    QCOMPARE(run({QStringLiteral("info"), project, QStringLiteral("--json")}).out, before);
    QCOMPARE(run({QStringLiteral("check"), project}).status, 0);
    // With room again the same import goes through.
    QCOMPARE(run({QStringLiteral("import"), project, many}).status, 0);
}

void BadPlacesTest::fullDiskEndsAnImportIntoANewProject()
{
    const QTemporaryDir folder;
    const QString many = writeFile(folder, QStringLiteral("many.jsonl"), numbered(20'000));
    QProcess process;
    limitFiles(process, 1 << 20);
    const Ran ran = runIn(
        process, {QStringLiteral("import"), folder.filePath(QStringLiteral("p.touchstone")), many});
    QCOMPARE(ran.status, 1);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
             QStringList{QStringLiteral("many.jsonl")});
}

void BadPlacesTest::fullDiskEndsAnExportAndLeavesTheOldFile()
{
    const QTemporaryDir folder;
    const QString project = folder.filePath(QStringLiteral("p.touchstone"));
    run({QStringLiteral("import"), project,
         writeFile(folder, QStringLiteral("many.jsonl"), numbered(5000))});
    const QString out = writeFile(folder, QStringLiteral("out.jsonl"), "old\n");
    QProcess process;
    limitFiles(process, 100'000);
    const Ran ran =
        runIn(process, {QStringLiteral("export"), project, out, QStringLiteral("--format"),
                        QStringLiteral("messages"), QStringLiteral("--take"),
                        QStringLiteral("human"), QStringLiteral("--json")});
    QCOMPARE(ran.status, 1);
    QVERIFY2(ran.err.contains("out.jsonl could not be written"), ran.err.constData());
    QVERIFY(ran.json().contains(QStringLiteral("error")));
    QCOMPARE(readFile(out), QByteArray("old\n"));
    QVERIFY(QDir(folder.path()).entryList({QStringLiteral("out*")}, QDir::Files)
            == QStringList{QStringLiteral("out.jsonl")});
}

void BadPlacesTest::readOnlyFolderIsToldBeforeAnythingIsWritten()
{
    const QTemporaryDir folder;
    const QString project = folder.filePath(QStringLiteral("p.touchstone"));
    const QString few = writeFile(folder, QStringLiteral("few.jsonl"), numbered(10));
    QCOMPARE(run({QStringLiteral("import"), project, few}).status, 0);
    const QString locked = folder.filePath(QStringLiteral("locked"));
    QVERIFY(QDir().mkdir(locked));
    QCOMPARE(::chmod(qPrintable(folder.path()), 0755), 0);
    QCOMPARE(::chmod(qPrintable(locked), 0555), 0);
    QProcess probe;
    runAsAPerson(probe);
    if (runIn(probe, {QStringLiteral("--version")}).status != 0)
        QSKIP("the program cannot be run as somebody else than root here");
    QProcess importing;
    runAsAPerson(importing);
    const Ran import =
        runIn(importing, {QStringLiteral("import"), locked + QStringLiteral("/n.touchstone"), few});
    QCOMPARE(import.status, 1);
    QVERIFY2(import.err.contains("n.touchstone"), import.err.constData());
    QProcess exporting;
    runAsAPerson(exporting);
    const Ran written =
        runIn(exporting, {QStringLiteral("export"), project, locked + QStringLiteral("/out.jsonl"),
                          QStringLiteral("--format"), QStringLiteral("messages"),
                          QStringLiteral("--take"), QStringLiteral("human")});
    QCOMPARE(written.status, 1);
    QVERIFY2(!written.err.isEmpty(), "an error has words");
    QVERIFY(QDir(locked).isEmpty());
}

void BadPlacesTest::interruptLeavesNothing_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("interrupt") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
}

/// The project's file appears when the import has begun; so many rows take far longer than
/// noticing.
void BadPlacesTest::interruptLeavesNothing()
{
    QFETCH(int, signal);
    const QTemporaryDir folder;
    const QString project = folder.filePath(QStringLiteral("p.touchstone"));
    const QString many = writeFile(folder, QStringLiteral("many.jsonl"), numbered(300'000));
    QProcess process;
    process.start(program(), {QStringLiteral("import"), project, many});
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(project), 60'000);
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(-1));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("Cancelled"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
             QStringList{QStringLiteral("many.jsonl")});
}

void BadPlacesTest::progressShowsOnATerminalOnly()
{
    const QTemporaryDir folder;
    const QString few = writeFile(folder, QStringLiteral("few.jsonl"), numbered(10));
    const Ran plain =
        run({QStringLiteral("import"), folder.filePath(QStringLiteral("a.touchstone")), few,
             QStringLiteral("--json")});
    QCOMPARE(plain.err, QByteArray());
    QVERIFY(!plain.json().isEmpty());
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0)
        QSKIP("there is no pseudo terminal here");
    QProcess process;
    process.setStandardErrorFile(QString::fromLocal8Bit(::ptsname(terminal)));
    const Ran shown =
        runIn(process, {QStringLiteral("import"), folder.filePath(QStringLiteral("b.touchstone")),
                        few, QStringLiteral("--json")});
    QByteArray seen(4096, '\0');
    const ssize_t size = ::read(terminal, seen.data(), static_cast<size_t>(seen.size()));
    ::close(terminal);
    QVERIFY(size > 0);
    QVERIFY2(seen.contains("Import few.jsonl"), seen.constData());
    QVERIFY(!shown.json().isEmpty());
}

QTEST_GUILESS_MAIN(BadPlacesTest)
#include "badplaces_test.moc"
