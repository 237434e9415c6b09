// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <support/testdata.h>

namespace {

struct Ran
{
    int status = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// The real program, as a shell would start it.
Ran run(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(TOUCHSTONE_BINARY_DIR "/bin/touchstone-cli"), arguments);
    process.waitForFinished(-1);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return path;
}

constexpr const char *Human =
    "{\"question\":\"Ana has 3 bags of 4 plums. How many "
    "plums?\",\"answer\":\"3*4=<<3*4=12>>12\\n#### 12\"}\n"
    "{\"question\":\"Bo walks 2 km and 5 km. How far?\",\"answer\":\"2+5=7\\n#### 7\"}\n";
constexpr const char *Teacher =
    "{\"question\":\"Ana has 3 bags of 4 plums.  How many "
    "plums?\",\"model\":\"r1\",\"output\":\"<think>\\n3 times 4\\n</think>\\n\\n\\\\boxed{12}\"}\n"
    "{\"question\":\"Bo walks 2 km and 5 km. How "
    "far?\",\"model\":\"r1\",\"output\":\"<think>2+5</think>\\\\boxed{8}\"}\n";

} // namespace

class CliTest final : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatThereIs()
    {
        QCOMPARE(run({QStringLiteral("--help")}).status, 0);
        for (const char *command : {"import", "info", "show", "export", "check", "formats"}) {
            const Ran help = run({QLatin1String(command), QStringLiteral("--help")});
            QCOMPARE(help.status, 0);
            QVERIFY(help.out.contains(command));
        }
    }

    void wordsThatAreOffEndWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("no such command") << QStringList{QStringLiteral("improt")};
        QTest::newRow("import of nothing")
            << QStringList{QStringLiteral("import"), QStringLiteral("p")};
        QTest::newRow("kind") << QStringList{QStringLiteral("import"), QStringLiteral("p"),
                                             QStringLiteral("f"), QStringLiteral("--kind"),
                                             QStringLiteral("cat")};
        QTest::newRow("role") << QStringList{QStringLiteral("import"), QStringLiteral("p"),
                                             QStringLiteral("f"), QStringLiteral("--map"),
                                             QStringLiteral("a=b")};
        QTest::newRow("option") << QStringList{QStringLiteral("info"), QStringLiteral("p"),
                                               QStringLiteral("--colour")};
        QTest::newRow("format") << QStringList{QStringLiteral("export"), QStringLiteral("p"),
                                               QStringLiteral("o"), QStringLiteral("--format"),
                                               QStringLiteral("doc")};
        QTest::newRow("filter") << QStringList{
            QStringLiteral("export"),    QStringLiteral("p"),   QStringLiteral("o"),
            QStringLiteral("--format"),  QStringLiteral("dpo"), QStringLiteral("--filter"),
            QStringLiteral("state:gone")};
        QTest::newRow("item") << QStringList{QStringLiteral("show"), QStringLiteral("p"),
                                             QStringLiteral("--item"), QStringLiteral("0")};
    }

    void wordsThatAreOffEndWithTwo()
    {
        QFETCH(QStringList, arguments);
        const Ran off = run(arguments);
        QCOMPARE(off.status, 2);
        QVERIFY(off.out.isEmpty());
        QVERIFY(off.err.startsWith("touchstone-cli: "));
    }

    void joinsTeacherAndHumanByText()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString human = write(folder, QStringLiteral("human.jsonl"), Human);
        const QString teacher = write(folder, QStringLiteral("teacher.jsonl"), Teacher);
        const Ran first = run({QStringLiteral("import"), project, human, QStringLiteral("--json")});
        QCOMPARE(first.status, 0);
        QCOMPARE(first.json()[QStringLiteral("prompts_new")].toInt(), 2);
        const Ran second =
            run({QStringLiteral("import"), project, teacher, QStringLiteral("--kind"),
                 QStringLiteral("teacher"), QStringLiteral("--join"), QStringLiteral("text"),
                 QStringLiteral("--json")});
        QCOMPARE(second.json()[QStringLiteral("prompts_new")].toInt(), 0);
        QCOMPARE(second.json()[QStringLiteral("responses_new")].toInt(), 2);
        const Ran again =
            run({QStringLiteral("import"), project, teacher, human, QStringLiteral("--join"),
                 QStringLiteral("text"), QStringLiteral("--json")});
        QCOMPARE(again.json()[QStringLiteral("already_there")].toInt(), 4);
        QCOMPARE(again.json()[QStringLiteral("responses_new")].toInt(), 0);
        const QJsonObject info =
            run({QStringLiteral("info"), project, QStringLiteral("--json")}).json();
        QCOMPARE(info[QStringLiteral("prompts")].toInt(), 2);
        QCOMPARE(info[QStringLiteral("open")].toInt(), 2);
        QCOMPARE(info[QStringLiteral("responses")].toObject()[QStringLiteral("r1")].toInt(), 2);
        QCOMPARE(run({QStringLiteral("check"), project}).status, 0);
        const QJsonObject shown = run({QStringLiteral("show"), project, QStringLiteral("--item"),
                                       QStringLiteral("1"), QStringLiteral("--json")})
                                      .json();
        QCOMPARE(shown[QStringLiteral("responses")].toArray().size(), 2);
        QCOMPARE(shown[QStringLiteral("responses")]
                     .toArray()[1]
                     .toObject()[QStringLiteral("reasoning")]
                     .toString(),
                 QStringLiteral("3 times 4"));
    }

    void realFilesMeetOnTheSamePrompts()
    {
        REQUIRE_DATA(data);
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("study.touchstone"));
        QCOMPARE(run({QStringLiteral("import"), project, data + QStringLiteral("/gsm8k/test.jsonl"),
                      QStringLiteral("--kind"), QStringLiteral("human")})
                     .status,
                 0);
        QCOMPARE(run({QStringLiteral("import"), project,
                      data + QStringLiteral("/zeroeval/gsm.deepseek-chat.jsonl"),
                      QStringLiteral("--kind"), QStringLiteral("teacher"), QStringLiteral("--join"),
                      QStringLiteral("text")})
                     .status,
                 0);
        const QJsonObject info =
            run({QStringLiteral("info"), project, QStringLiteral("--json")}).json();
        QCOMPARE(info[QStringLiteral("prompts")].toInt(), 1319);
        const QString out = folder.filePath(QStringLiteral("study"));
        const QJsonObject exported =
            run({QStringLiteral("export"), project, out, QStringLiteral("--format"),
                 QStringLiteral("messages"), QStringLiteral("--study"), QStringLiteral("--json")})
                .json();
        QCOMPARE(exported[QStringLiteral("files")].toArray().size(), 3);
        for (const auto file : exported[QStringLiteral("files")].toArray())
            QCOMPARE(file.toObject()[QStringLiteral("rows")].toInt(), 1319);
    }

    void refusedRowsEndWithThreeAndAreListed()
    {
        QTemporaryDir folder;
        const QString file =
            write(folder, QStringLiteral("f.jsonl"), QByteArray(Human) + "{\"question\": oops}\n");
        const Ran ran =
            run({QStringLiteral("import"), folder.filePath(QStringLiteral("p.touchstone")), file,
                 QStringLiteral("--json")});
        QCOMPARE(ran.status, 3);
        const QJsonArray refused = ran.json()[QStringLiteral("refused")].toArray();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused[0].toObject()[QStringLiteral("line")].toInt(), 3);
    }

    void failureLeavesNoProject()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const Ran ran =
            run({QStringLiteral("import"), project, folder.filePath(QStringLiteral("none.jsonl")),
                 QStringLiteral("--json")});
        QCOMPARE(ran.status, 1);
        QVERIFY(!QFile::exists(project));
        QVERIFY(ran.json().contains(QStringLiteral("error")));
    }

    void dryRunWritesNothing()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString human = write(folder, QStringLiteral("human.jsonl"), Human);
        QCOMPARE(
            run({QStringLiteral("import"), project, human, QStringLiteral("--dry-run")}).status, 0);
        QVERIFY(!QFile::exists(project));
    }

    void exportsTheSameBytesAgain()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        run({QStringLiteral("import"), project,
             write(folder, QStringLiteral("human.jsonl"), Human)});
        QByteArray before;
        for (const char *name : {"a", "b"}) {
            const QString out = folder.filePath(QLatin1String(name)) + QStringLiteral("/x.jsonl");
            QCOMPARE(
                run({QStringLiteral("export"), project, out, QStringLiteral("--format"),
                     QStringLiteral("alpaca"), QStringLiteral("--take"), QStringLiteral("human")})
                    .status,
                0);
            QFile file(out);
            QFile manifest(out + QStringLiteral(".manifest.json"));
            QVERIFY(file.open(QIODevice::ReadOnly) && manifest.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll() + manifest.readAll();
            QVERIFY(before.isEmpty() || bytes == before);
            before = bytes;
        }
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "cli_test.moc"
