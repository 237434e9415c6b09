// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace touchstone::test;

namespace {

QStringList words(std::initializer_list<const char *> all)
{
    QStringList made;
    for (const char *word : all)
        made << QString::fromUtf8(word);
    return made;
}

/// The program with `input` on its standard input.
Ran runWith(const QByteArray &input, const QStringList &arguments)
{
    QProcess process;
    process.start(program(), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QList<QJsonObject> linesOf(const QByteArray &out)
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : out.split('\n')) {
        if (!line.isEmpty())
            lines << QJsonDocument::fromJson(line).object();
    }
    return lines;
}

} // namespace

/// touchstone-cli equal.
class EqualTest final : public QObject
{
    Q_OBJECT

private slots:
    void looksWhereTheExpressionSays()
    {
        const QByteArray line =
            "{\"id\":1,\"gold\":\"7\",\"answer\":\"Result: 7 kg, not \\\\boxed{8}\"}\n";
        const Ran ran =
            runWith(line, words({"equal", "--batch", "--expression", "Result: (\\d+)"}));
        QCOMPARE(ran.status, 0);
        const QJsonObject json = linesOf(ran.out).value(0);
        QCOMPARE(json[QStringLiteral("verdict")].toString(), QStringLiteral("equal"));
        QCOMPARE(json[QStringLiteral("rule")].toString(), QStringLiteral("expression"));
        const Ran wrong = run(words({"equal", "7", "7", "--expression", "Result: (7"}));
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.err.contains("character 11"), wrong.err.constData());
        QCOMPARE(
            run(words({"equal", "7", "7", "--expression", "7", "--profile", "math-string"})).status,
            2);
    }

    void knowsTheOptionsOfAPrompt()
    {
        const Ran one = run(words({"equal", "B", "42", "--options", "[\"41\",\"42\"]", "--json"}));
        QCOMPARE(one.json()[QStringLiteral("verdict")].toString(), QStringLiteral("equal"));
        const Ran many = runWith("{\"gold\":\"B\",\"answer\":\"41\",\"options\":[\"41\",\"42\"]}\n"
                                 "{\"gold\":\"B\",\"answer\":\"C\",\"options\":[\"41\",\"42\"]}\n"
                                 "{\"gold\":\"B\",\"answer\":\"42\",\"options\":\"41 or 42\"}\n",
                                 words({"equal", "--batch"}));
        QCOMPARE(many.status, 3);
        const auto lines = linesOf(many.out);
        QCOMPARE(lines.value(0)[QStringLiteral("verdict")].toString(), QStringLiteral("different"));
        QCOMPARE(lines.value(1)[QStringLiteral("verdict")].toString(), QStringLiteral("no answer"));
        QVERIFY(
            lines.value(2)[QStringLiteral("error")].toString().contains(QStringLiteral("list")));
        QCOMPARE(run(words({"equal", "B", "42", "--options", "42"})).status, 2);
    }

    void checksOnePair()
    {
        const Ran ran = run(words({"equal", "72", "So \\boxed{72.0}", "--json"}));
        QCOMPARE(ran.status, 0);
        const QJsonObject json = ran.json();
        QCOMPARE(json[QStringLiteral("verdict")].toString(), QStringLiteral("equal"));
        QCOMPARE(json[QStringLiteral("proof")].toString(), QStringLiteral("exact"));
        QCOMPARE(json[QStringLiteral("rule")].toString(), QStringLiteral("boxed"));
        QCOMPARE(json[QStringLiteral("extracted")].toString(), QStringLiteral("72.0"));
        QCOMPARE(json[QStringLiteral("reading")].toString(), QStringLiteral("72.0"));
        QCOMPARE(json[QStringLiteral("profile")].toString(), QStringLiteral("touchstone"));
        QVERIFY(run(words({"equal", "72", "73"})).out.startsWith("different"));
        QVERIFY(run(words({"equal", "--", "-3", "-3"})).out.startsWith("equal (structural)"));
    }

    void saysOneOfFiveVerdicts_data()
    {
        QTest::addColumn<QString>("gold");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QString>("state");
        const auto add = [](const char *gold, const char *answer, const char *verdict,
                            const char *state) {
            QTest::newRow(answer) << QString::fromUtf8(gold) << QString::fromUtf8(answer)
                                  << QString::fromUtf8(verdict) << QString::fromUtf8(state);
        };
        add("72", "72", "equal", "equal");
        add("72", "71", "different", "different");
        add("5\\text{ cm}", "5\\text{ kg}", "unit differs", "unit differs");
        add("1/2x", "1/(2x)", "cannot tell", "cannot tell");
        add("5", "\\boxed{not 5}", "cannot tell", "unparsable");
        add("not 5", "\\boxed{5}", "cannot tell", "gold unparsable");
        add("5", "<think>5</think>", "no answer", "no answer");
        add("5", "<think>it is 5", "no answer", "no answer");
        add("5", "<think>6</think>The answer is 5.", "equal", "equal");
    }

    void saysOneOfFiveVerdicts()
    {
        QFETCH(QString, gold);
        QFETCH(QString, answer);
        const QJsonObject json =
            run({QStringLiteral("equal"), gold, answer, QStringLiteral("--json")}).json();
        QTEST(json[QStringLiteral("verdict")].toString(), "verdict");
        QTEST(json[QStringLiteral("state")].toString(), "state");
    }

    void profilesAndSwitchesAreNamed()
    {
        const auto verdict = [](const QStringList &options) {
            return run(words({"equal", "50", "\\boxed{50\\%}", "--json"}) + options)
                .json()[QStringLiteral("verdict")]
                .toString();
        };
        QCOMPARE(verdict({}), QStringLiteral("equal"));
        QCOMPARE(verdict(words({"--set", "percent-sign=off"})), QStringLiteral("cannot tell"));
        QCOMPARE(verdict(words({"--profile", "math-string"})), QStringLiteral("equal"));
        QCOMPARE(verdict(words({"--profile", "gsm8k-strict"})), QStringLiteral("no answer"));
        QCOMPARE(verdict(words({"--profile", "gsm8k-flexible"})), QStringLiteral("equal"));
    }

    void whatIsHardIsComparedByAProgramBesideIt()
    {
        const QStringList arguments = words({"equal", "\\sqrt{5+2\\sqrt6}", "\\sqrt2+\\sqrt3"});
        const Ran whole = run(arguments);
        QVERIFY(whole.out.startsWith("equal (exact)"));
        QVERIFY(whole.err.isEmpty());
        // Alone in a folder, it says once what is missing.
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("alone")));
        const QString copy = folder.filePath(QStringLiteral("alone/touchstone-cli"));
        QVERIFY(QFile::copy(program(), copy));
        QProcess alone;
        alone.start(copy, arguments);
        QVERIFY(alone.waitForFinished(-1));
        QCOMPARE(alone.exitCode(), 0);
        QVERIFY(alone.readAllStandardOutput().startsWith("cannot tell: "));
        const QByteArray warning = alone.readAllStandardError();
        QCOMPARE(warning.count("What is hard was not compared."), 1);
        QVERIFY(warning.contains("alone/touchstone-check cannot be started"));
    }

    void batchAnswersLineByLine()
    {
        const Ran ran = runWith("{\"id\":7,\"gold\":\"72\",\"answer\":\"\\\\boxed{72}\"}\n"
                                "{\"id\":\"b\",\"gold\":72,\"answer\":71}\n\n"
                                "{\"id\":9,\"gold\":\"72\",\"answer\":\"\"}\n",
                                words({"equal", "--batch"}));
        QCOMPARE(ran.status, 0);
        const auto lines = linesOf(ran.out);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0][QStringLiteral("id")].toInt(), 7);
        QCOMPARE(lines[0][QStringLiteral("verdict")].toString(), QStringLiteral("equal"));
        QCOMPARE(lines[0][QStringLiteral("rule")].toString(), QStringLiteral("boxed"));
        QCOMPARE(lines[0][QStringLiteral("extracted")].toString(), QStringLiteral("72"));
        QCOMPARE(lines[1][QStringLiteral("id")].toString(), QStringLiteral("b"));
        QCOMPARE(lines[1][QStringLiteral("verdict")].toString(), QStringLiteral("different"));
        QCOMPARE(lines[2][QStringLiteral("verdict")].toString(), QStringLiteral("no answer"));
    }

    void batchRefusesALineInItsPlace()
    {
        const Ran ran = runWith("{\"id\":1,\"gold\":\"72\"}\nnot json\n"
                                "{\"id\":3,\"gold\":\"72\",\"answer\":\"72\"}\n",
                                words({"equal", "--batch"}));
        QCOMPARE(ran.status, 3);
        const auto lines = linesOf(ran.out);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].contains(QStringLiteral("error")));
        QCOMPARE(lines[1][QStringLiteral("line")].toInt(), 2);
        QCOMPARE(lines[2][QStringLiteral("verdict")].toString(), QStringLiteral("equal"));
    }

    void batchOfManyLines()
    {
        QByteArray input;
        for (int i = 0; i < 20000; ++i)
            input += "{\"id\":" + QByteArray::number(i) + ",\"gold\":\"" + QByteArray::number(i)
                     + "\",\"answer\":\"#### " + QByteArray::number(i) + "\"}\n";
        const Ran ran = runWith(input, words({"equal", "--batch"}));
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.out.count("\"verdict\":\"equal\""), 20000);
    }

    void wordsThatAreOff()
    {
        for (const QStringList &off :
             {words({"equal"}), words({"equal", "1"}), words({"equal", "1", "2", "3"}),
              words({"equal", "1", "2", "--profile", "mine"}),
              words({"equal", "1", "2", "--set", "percent-sign"}),
              words({"equal", "1", "2", "--set", "colour=on"}), words({"equal", "--batch", "1"}),
              words({"equal", "--batch", "--json"})})
            QCOMPARE(runWith({}, off).status, 2);
    }
};

QTEST_GUILESS_MAIN(EqualTest)
#include "equal_test.moc"
