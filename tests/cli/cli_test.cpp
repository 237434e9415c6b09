// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "program.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <support/files.h>
#include <support/testdata.h>

using namespace touchstone::test;

namespace {

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
        for (const char *command : {"import", "info", "show", "export", "check", "formats",
                                    "verify", "generate", "batch", "teachers"}) {
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
        const QString human = writeFile(folder, QStringLiteral("human.jsonl"), Human);
        const QString teacher = writeFile(folder, QStringLiteral("teacher.jsonl"), Teacher);
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

    void verifyKeepsVerdictsAndInfoCountsThem()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString rows = writeFile(
            folder, QStringLiteral("r.jsonl"),
            "{\"id\":\"a\",\"prompt\":\"7+5?\",\"reference\":\"12\",\"answer\":\"#### 12\"}\n"
            "{\"id\":\"b\",\"prompt\":\"7+6?\",\"reference\":\"13\",\"answer\":\"#### 12\"}\n"
            "{\"id\":\"c\",\"prompt\":\"Why?\",\"answer\":\"#### 12\"}\n");
        QCOMPARE(
            run({QStringLiteral("import"), project, rows, QStringLiteral("--map"),
                 QStringLiteral("id=key"), QStringLiteral("--map"), QStringLiteral("prompt=prompt"),
                 QStringLiteral("--map"), QStringLiteral("reference=reference"),
                 QStringLiteral("--map"), QStringLiteral("answer=response"),
                 QStringLiteral("--source"), QStringLiteral("people")})
                .status,
            0);
        const Ran verified = run({QStringLiteral("verify"), project, QStringLiteral("--json")});
        QCOMPARE(verified.status, 0);
        const QJsonObject people = verified.json()[QStringLiteral("sources")]
                                       .toObject()[QStringLiteral("people")]
                                       .toObject();
        QCOMPARE(people[QStringLiteral("total")].toInt(), 3);
        QCOMPARE(people[QStringLiteral("correct")].toInt(), 1);
        QCOMPARE(people[QStringLiteral("wrong")].toInt(), 1);
        QCOMPARE(people[QStringLiteral("skip")].toInt(), 1);
        for (const char *member : {"unit_differs", "cannot_tell", "no_answer", "truncated"})
            QCOMPARE(people[QLatin1String(member)].toInt(-1), 0);
        QCOMPARE(people[QStringLiteral("accuracy")].toDouble(), 0.5);
        QVERIFY(verified.json().contains(QStringLiteral("seconds")));
        QCOMPARE(run({QStringLiteral("info"), project, QStringLiteral("--json")})
                     .json()[QStringLiteral("verdicts")]
                     .toObject()[QStringLiteral("people")]
                     .toObject()[QStringLiteral("wrong")]
                     .toInt(),
                 1);
        const QJsonObject shown = run({QStringLiteral("show"), project, QStringLiteral("--key"),
                                       QStringLiteral("b"), QStringLiteral("--json")})
                                      .json()[QStringLiteral("responses")]
                                      .toArray()[0]
                                      .toObject()[QStringLiteral("verdict")]
                                      .toObject();
        QCOMPARE(shown[QStringLiteral("standing")].toString(), QStringLiteral("wrong"));
        QCOMPARE(shown[QStringLiteral("rule")].toString(), QStringLiteral("####"));
        QCOMPARE(shown[QStringLiteral("start")].toInt(), 5);
        QCOMPARE(shown[QStringLiteral("end")].toInt(), 7);

        // Nothing changed; then other rules, which the project keeps.
        QCOMPARE(run({QStringLiteral("verify"), project, QStringLiteral("--json")})
                     .json()[QStringLiteral("checked")]
                     .toInt(-1),
                 0);
        const QStringList strict = {QStringLiteral("verify"), project, QStringLiteral("--profile"),
                                    QStringLiteral("gsm8k-strict"), QStringLiteral("--json")};
        QCOMPARE(run(strict).json()[QStringLiteral("checked")].toInt(), 3);
        const QJsonObject again =
            run({QStringLiteral("verify"), project, QStringLiteral("--json")}).json();
        QCOMPARE(again[QStringLiteral("checked")].toInt(-1), 0);
        QCOMPARE(again[QStringLiteral("profile")].toString(), QStringLiteral("gsm8k-strict"));
        const Ran off = run({QStringLiteral("verify"), project, QStringLiteral("--profile"),
                             QStringLiteral("lenient")});
        QCOMPARE(off.status, 2);
        QVERIFY(off.err.contains("lenient"));
        QCOMPARE(run({QStringLiteral("verify"), project, QStringLiteral("--source"),
                      QStringLiteral("nobody")})
                     .status,
                 1);
    }

    void ownRulesCheckAndAreNotRunUnasked()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString rows = writeFile(folder, QStringLiteral("human.jsonl"), Human);
        QCOMPARE(run({QStringLiteral("import"), project, rows}).status, 0);
        const auto verified = [&project](const QStringList &more) {
            return run(QStringList{QStringLiteral("verify"), project, QStringLiteral("--json")}
                       + more);
        };
        const QString broken = writeFile(folder, QStringLiteral("broken.js"),
                                         "function validate(item) { return item.no.way; }");
        const Ran failed = verified({QStringLiteral("--validator"), broken});
        QCOMPARE(failed.status, 1);
        QVERIFY2(failed.err.contains("line 1"), failed.err.constData());
        QCOMPARE(verified({}).json()[QStringLiteral("profile")].toString(),
                 QStringLiteral("touchstone"));

        const QString script =
            writeFile(folder, QStringLiteral("own.js"),
                      "function validate(item) {\n"
                      "    return {verdict: 'wrong', score: 0.5, note: item.key + ' by script'};\n"
                      "}\n");
        const Ran own = verified({QStringLiteral("--validator"), script});
        QCOMPARE(own.status, 0);
        QCOMPARE(own.json()[QStringLiteral("profile")].toString(), QStringLiteral("script"));
        QCOMPARE(own.json()[QStringLiteral("failed")].toInt(-1), 0);
        const QJsonObject shown = run({QStringLiteral("show"), project, QStringLiteral("--item"),
                                       QStringLiteral("1"), QStringLiteral("--json")})
                                      .json()[QStringLiteral("responses")]
                                      .toArray()[0]
                                      .toObject()[QStringLiteral("verdict")]
                                      .toObject();
        QCOMPARE(shown[QStringLiteral("standing")].toString(), QStringLiteral("wrong"));
        QCOMPARE(shown[QStringLiteral("score")].toDouble(), 0.5);
        QVERIFY(shown[QStringLiteral("reason")].toString().endsWith(QStringLiteral("by script")));

        // What fails for one response leaves it without a verdict, to be tried again.
        const QString picky = writeFile(folder, QStringLiteral("picky.js"),
                                        "let seen = null;\n"
                                        "function validate(item) {\n"
                                        "    if (seen === null) seen = item.key;\n"
                                        "    if (item.key === seen) throw new Error('not this');\n"
                                        "    return true;\n"
                                        "}\n");
        for (const int checked : {1, 0}) {
            const Ran some = verified({QStringLiteral("--validator"), picky});
            QCOMPARE(some.status, 0);
            QCOMPARE(some.json()[QStringLiteral("checked")].toInt(-1), checked);
            QCOMPARE(some.json()[QStringLiteral("failed")].toInt(), 1);
            QVERIFY(some.err.contains("not this"));
        }

        // What a project brings is run by those only who say that they know it.
        const Ran stranger = verified({});
        QCOMPARE(stranger.status, 1);
        QVERIFY(stranger.err.contains("--trust"));
        QCOMPARE(verified({QStringLiteral("--trust")}).status, 0);

        const QString program =
            writeFile(folder, QStringLiteral("own.sh"),
                      "while read -r line; do id=${line#*\\\"id\\\":}; id=${id%%[,\\}]*}\n"
                      "echo \"{\\\"id\\\":$id,\\\"correct\\\":true}\"; done\n");
        const Ran command =
            verified({QStringLiteral("--command"), QStringLiteral("sh \"%1\"").arg(program)});
        QVERIFY2(command.status == 0, command.err.constData());
        QCOMPARE(command.json()[QStringLiteral("profile")].toString(), QStringLiteral("command"));
        QCOMPARE(verified({QStringLiteral("--command"), QStringLiteral("/no/such/program")}).status,
                 1);
        QCOMPARE(verified({QStringLiteral("--validator"), script, QStringLiteral("--profile"),
                           QStringLiteral("touchstone")})
                     .status,
                 2);
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
        const QString file = writeFile(folder, QStringLiteral("f.jsonl"),
                                       QByteArray(Human) + "{\"question\": oops}\n");
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
        const QString human = writeFile(folder, QStringLiteral("human.jsonl"), Human);
        QCOMPARE(
            run({QStringLiteral("import"), project, human, QStringLiteral("--dry-run")}).status, 0);
        QVERIFY(!QFile::exists(project));
    }

    void dryRunCountsAsTheImportWould()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString human = writeFile(folder, QStringLiteral("human.jsonl"), Human);
        const QString teacher = writeFile(folder, QStringLiteral("teacher.jsonl"), Teacher);
        QCOMPARE(run({QStringLiteral("import"), project, human}).status, 0);
        const QByteArray before = readFile(project);
        const Ran dry = run({QStringLiteral("import"), project, human, teacher,
                             QStringLiteral("--dry-run"), QStringLiteral("--json")});
        QCOMPARE(dry.json()[QStringLiteral("prompts_new")].toInt(), 0);
        QCOMPARE(dry.json()[QStringLiteral("responses_new")].toInt(), 2);
        QCOMPARE(dry.json()[QStringLiteral("already_there")].toInt(), 2);
        QCOMPARE(readFile(project), before);
    }

    void nothingIsImportedWhereOneFileIsUnknown()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString human = writeFile(folder, QStringLiteral("human.jsonl"), Human);
        const QString other = writeFile(folder, QStringLiteral("other.csv"), "x,y\n1,2\n");
        QCOMPARE(run({QStringLiteral("import"), project, human}).status, 0);
        const QString teacher = writeFile(folder, QStringLiteral("teacher.jsonl"), Teacher);
        QCOMPARE(run({QStringLiteral("import"), project, teacher, other}).status, 1);
        const QJsonObject info =
            run({QStringLiteral("info"), project, QStringLiteral("--json")}).json();
        QVERIFY(!info[QStringLiteral("responses")].toObject().contains(QStringLiteral("r1")));
    }

    void mappingIsRememberedInTheProject()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString first = writeFile(folder, QStringLiteral("a.csv"), "task,said\nQ,A\n");
        const QString second = writeFile(folder, QStringLiteral("b.csv"), "task,said\nR,B\n");
        QCOMPARE(run({QStringLiteral("import"), project, first}).status, 1);
        QCOMPARE(run({QStringLiteral("import"), project, first, QStringLiteral("--map"),
                      QStringLiteral("task=prompt"), QStringLiteral("--map"),
                      QStringLiteral("said=response")})
                     .status,
                 0);
        const Ran again =
            run({QStringLiteral("import"), project, second, QStringLiteral("--json")});
        QCOMPARE(again.status, 0);
        QCOMPARE(again.json()[QStringLiteral("responses_new")].toInt(), 1);
    }

    void jsonHasTheMembersThatWerePromised()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString human = writeFile(folder, QStringLiteral("human.jsonl"), Human);
        const auto has = [](const Ran &ran, const char *members) {
            const QJsonObject json = ran.json();
            for (const QString &member : QString::fromUtf8(members).split(QLatin1Char(' '))) {
                if (!json.contains(member))
                    return false;
            }
            return true;
        };
        const QString json = QStringLiteral("--json");
        QVERIFY(has(run({QStringLiteral("import"), project, human, json}),
                    "rows prompts_new responses_new already_there refused seconds"));
        QVERIFY(has(run({QStringLiteral("info"), project, json}),
                    "prompts responses verdicts decisions refused decided skipped drafted open"));
        QVERIFY(has(run({QStringLiteral("show"), project, QStringLiteral("--item"),
                         QStringLiteral("2"), json}),
                    "key prompt reference responses decision tags"));
        QVERIFY(has(run({QStringLiteral("check"), project, json}), "ok wrong"));
        QVERIFY(has(run({QStringLiteral("formats"), json}), "read write roles containers"));
        const Ran exported =
            run({QStringLiteral("export"), project, folder.filePath(QStringLiteral("x.csv")),
                 QStringLiteral("--format"), QStringLiteral("csv"), QStringLiteral("--take"),
                 QStringLiteral("human"), json});
        QVERIFY(has(exported, "files left_out manifest"));
        const QJsonObject file = exported.json()[QStringLiteral("files")].toArray()[0].toObject();
        QCOMPARE(file[QStringLiteral("rows")].toInt(), 2);
        QVERIFY(file.contains(QStringLiteral("path")) && file.contains(QStringLiteral("bytes"))
                && file.contains(QStringLiteral("sha256")));
    }

    void whatIsNotThereEndsWithOne()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        const QString none = folder.filePath(QStringLiteral("none.touchstone"));
        run({QStringLiteral("import"), project,
             writeFile(folder, QStringLiteral("human.jsonl"), Human)});
        for (const char *command : {"info", "check"}) {
            const Ran ran = run({QLatin1String(command), none});
            QCOMPARE(ran.status, 1);
            QVERIFY(ran.err.contains("none.touchstone") && ran.out.isEmpty());
        }
        const Ran item =
            run({QStringLiteral("show"), project, QStringLiteral("--item"), QStringLiteral("3")});
        QCOMPARE(item.status, 1);
        QVERIFY(item.err.contains("the project has 2"));
        const Ran source =
            run({QStringLiteral("export"), project, none, QStringLiteral("--format"),
                 QStringLiteral("messages"), QStringLiteral("--take"), QStringLiteral("nobody")});
        QCOMPARE(source.status, 1);
        QVERIFY(source.err.contains("There is no source nobody"));
        QVERIFY(!QFile::exists(none));
    }

    void helpNamesEveryOption()
    {
        const QByteArray exported = run({QStringLiteral("help"), QStringLiteral("export")}).out;
        for (const char *option : {"--format", "--take", "--filter", "--ties", "--pairs",
                                   "--reasoning", "--split", "--seed", "--study", "--json"})
            QVERIFY2(exported.contains(option), option);
        const QByteArray imported = run({QStringLiteral("import"), QStringLiteral("-h")}).out;
        for (const char *option :
             {"--format", "--map", "--source", "--kind", "--join", "--dry-run", "--json"})
            QVERIFY2(imported.contains(option), option);
    }

    void exportsTheSameBytesAgain()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p.touchstone"));
        run({QStringLiteral("import"), project,
             writeFile(folder, QStringLiteral("human.jsonl"), Human)});
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
