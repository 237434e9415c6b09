// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "datarows.h"

#include <judge/checker.h>
#include <reasoning/split.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <support/files.h>
#include <support/testdata.h>
#include <thread>

using namespace touchstone;
using namespace touchstone::test;

namespace {

using namespace std::chrono_literals;

constexpr auto Ample = 60s; ///< for what does end

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A shell script in the place of touchstone-check.
Program peer(const QByteArray &script)
{
    return {QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString::fromUtf8(script)}};
}

/// A peer that says it is ready, and then does `then` with each other line.
Program readyPeer(const QByteArray &then)
{
    return peer(R"(while read -r line; do case $line in *ready*) echo '{"ready":"0.1.0"}';; *) )"
                + then + ";; esac; done");
}

const std::string HardGold = "\\sqrt{2+\\sqrt{2+\\sqrt2}}";
const std::string HardAnswer = "2\\cos\\frac{\\pi}{16}";

/// Identities that need Calcium, many terms or large numbers.
Pairs hardPairs()
{
    std::string factorials = "1";
    std::string turned = "1";
    for (int i = 2900; i < 2915; ++i) {
        factorials += ", " + std::to_string(i) + "!";
        turned.insert(0, std::to_string(i) + "!, ");
    }
    return {{factorials, turned},
            {HardGold, HardAnswer},
            {"\\sqrt{5+2\\sqrt6}", "\\sqrt2+\\sqrt3"},
            {"\\cos\\frac{\\pi}{5}", "\\frac{1+\\sqrt5}{4}"},
            {"\\arctan\\frac12+\\arctan\\frac13", "\\frac{\\pi}{4}"},
            {"(x+y)^{30}-y^{30}", "(x+y)^{30}-y^{30}+1"},
            {"[\\sqrt{5+2\\sqrt6},4]", "[\\sqrt2+\\sqrt3,4]"},
            {"1, \\cos\\frac{2\\pi}{5}", "\\frac{\\sqrt5-1}{4}, 1"},
            {"(x+1)^{40}=y", "y=(x+1)^{40}"}};
}

Pairs neverEqual()
{
    Pairs pairs;
    for (const Json &row : rowsOf(ownData(QStringLiteral("answers/never_equal.jsonl"))))
        pairs.emplace_back(textOf(row, "gold"), textOf(row, "answer"));
    return pairs;
}

/// Where the two say other things of a pair.
std::string differences(const Pairs &pairs, Judge &judge, Checker &checker)
{
    std::string wrong;
    for (const auto &[gold, answer] : pairs) {
        const AnswerCheck one = judge.check(gold, answer);
        const AnswerCheck other = checker.check(gold, answer);
        if (!(one == other))
            wrong += gold + " ~ " + answer + ": " + one.reason + " | " + other.reason + "\n";
    }
    return wrong;
}

AnswerCheck hardCheck(Checker &checker)
{
    return checker.check(HardGold, "So \\boxed{" + HardAnswer + "}.");
}

} // namespace

class CheckerTest final : public QObject
{
    Q_OBJECT

private slots:
    void hardPairsNeedTheProcess()
    {
        std::string asked;
        Judge simple({}, {}, [&asked](const CheckQuestion &question) {
            asked += question.gold;
            return AnswerCheck{};
        });
        // Twice each, so the second time where the reference is remembered as well.
        for (const auto &[gold, answer] : hardPairs()) {
            asked.clear();
            (void)simple.compare(gold, answer);
            (void)simple.compare(gold, answer);
            QVERIFY2(asked == gold + gold, gold.c_str());
        }
    }

    void ordinaryAnswersNeedNoProcess()
    {
        REQUIRE_DATA(data);
        std::string left;
        Judge simple({}, {}, [&left](const CheckQuestion &question) {
            left += std::string(question.gold) + " ~ " + std::string(question.answer) + "\n";
            return AnswerCheck{};
        });
        int checks = 0;
        for (const char *name : {"gsm.deepseek-chat", "math-l5.o1-mini-2024-09-12"}) {
            for (const Json &row :
                 rowsOf(data + QStringLiteral("/zeroeval/%1.jsonl").arg(QLatin1String(name)))) {
                (void)simple.check(textOf(row, "gold"),
                                   splitReasoning(textOf(row, "output")).answer);
                ++checks;
            }
        }
        QVERIFY(checks > 2000);
        QVERIFY2(left.empty(), left.c_str());
    }

    void itSaysWhatAJudgeSays()
    {
        Profile strict;
        strict.numeric = false;
        strict.anyOrder = false;
        strict.oneSidedUnit = false;
        for (const Profile &profile : {Profile{}, strict}) {
            Judge judge(profile);
            Checker checker(profile, {}, checkProgram(), Ample);
            std::string wrong = differences(hardPairs(), judge, checker);
            wrong += differences(neverEqual(), judge, checker);
            QVERIFY2(wrong.empty(), wrong.c_str());
            QVERIFY(checker.trouble().isEmpty());
        }
        Checker checker({}, {}, checkProgram(), Ample);
        const AnswerCheck check = hardCheck(checker);
        QCOMPARE(check.verdict, Verdict::Equal);
        QCOMPARE(check.extracted.rule, std::string("boxed"));
    }

    void whatHangsIsNotTold()
    {
        Checker checker({}, {}, readyPeer("exec sleep 100000"), 50ms);
        const AnswerCheck check = hardCheck(checker);
        QCOMPARE(check.verdict, Verdict::CannotTell);
        QCOMPARE(check.proof, Proof::None);
        QCOMPARE(check.reason, std::string("not decided within 0.05 s"));
        QCOMPARE(check.extracted.text, HardAnswer);
        QVERIFY(!check.goldReading.empty() && !check.answerReading.empty());
        QVERIFY(checker.trouble().isEmpty());
    }

    void afterOneThatHungAnotherAnswers()
    {
        const QTemporaryDir folder;
        const QByteArray been = folder.filePath(QStringLiteral("been")).toUtf8();
        const QByteArray real = checkProgram().path.toUtf8();
        Checker checker({}, {},
                        peer("[ -e '" + been + "' ] && exec '" + real + "'; touch '" + been
                             + R"('; read -r line; echo '{"ready":"0.1.0"}'; exec sleep 100000)"),
                        3s);
        QCOMPARE(hardCheck(checker).verdict, Verdict::CannotTell);
        QCOMPARE(hardCheck(checker).verdict, Verdict::Equal);
    }

    void whatGoesWrongIsNotTold_data()
    {
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QString>("reason");
        const QString tooLarge = QStringLiteral(
            "too large to be decided: the comparison ran out of memory or broke off");
        const QString noAnswer =
            QStringLiteral("the program that compares what is hard gave no proper answer");
        QTest::newRow("ends") << QByteArray("exit 1") << tooLarge;
        QTest::newRow("dies") << QByteArray("kill -ABRT $$") << tooLarge;
        QTest::newRow("rubbish") << QByteArray("echo rubbish") << noAnswer;
        QTest::newRow("nothing") << QByteArray("echo '{}'") << noAnswer;
        QTest::newRow("another id")
            << QByteArray(R"(echo '{"id":77,"verdict":"equal","proof":"exact","reason":"",)"
                          R"("gold_reading":"","reading":"",)"
                          R"("extracted":{"text":"","rule":"","begin":0,"end":0}}')")
            << noAnswer;
        QTest::newRow("no verdict")
            << QByteArray(R"(echo '{"id":1,"verdict":"right","proof":"exact","reason":"",)"
                          R"("gold_reading":"","reading":"",)"
                          R"("extracted":{"text":"","rule":"","begin":0,"end":0}}')")
            << noAnswer;
        QTest::newRow("endless") << QByteArray("yes | tr -d '\\n'") << tooLarge;
    }

    void whatGoesWrongIsNotTold()
    {
        QFETCH(QByteArray, then);
        Checker checker({}, {}, readyPeer(then), Ample);
        const AnswerCheck check = hardCheck(checker);
        QCOMPARE(check.verdict, Verdict::CannotTell);
        QTEST(QString::fromStdString(check.reason), "reason");
        QCOMPARE(checker.check("72", "\\boxed{72}").verdict, Verdict::Equal);
    }

    void whereThereIsNoProcessItIsSaid_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("trouble");
        QTest::newRow("not there")
            << QStringLiteral("/nowhere/touchstone-check")
            << QStringLiteral("/nowhere/touchstone-check cannot be started: ");
        QTest::newRow("another version")
            << QStringLiteral("cat") << QStringLiteral("touchstone-check is of another version.");
        QTest::newRow("ends at once") << QStringLiteral("false") << QStringLiteral("false ended ");
    }

    void whereThereIsNoProcessItIsSaid()
    {
        QFETCH(QString, path);
        QFETCH(QString, trouble);
        Checker checker({}, {}, {path, {}});
        QCOMPARE(checker.check("72", "\\boxed{72}").verdict, Verdict::Equal);
        QVERIFY(checker.trouble().isEmpty());
        for (int turn = 0; turn < 2; ++turn) {
            const AnswerCheck check = hardCheck(checker);
            QCOMPARE(check.verdict, Verdict::CannotTell);
            QCOMPARE(check.reason,
                     std::string("the program that compares what is hard cannot be started"));
            QVERIFY2(checker.trouble().startsWith(trouble), qPrintable(checker.trouble()));
        }
    }

    void theWholeQuestionIsAsked()
    {
        const AnswerOptions options = lettered({HardGold, "1", "3"});
        const auto expression = AnswerExpression::compile("my result: (.*)");
        VERIFY_RESULT(expression);
        Judge judge({}, *expression);
        Checker checker({}, *expression, checkProgram(), Ample);
        const std::string response = "\\boxed{7} my result: " + HardAnswer;
        for (const bool truncated : {false, true}) {
            for (const char *gold : {"A", "B", HardGold.c_str(), "2"}) {
                const AnswerCheck check = checker.check(gold, response, truncated, options);
                QVERIFY(check == judge.check(gold, response, truncated, options));
            }
        }
        QCOMPARE(checker.check("A", response, false, options).verdict, Verdict::Equal);
        QVERIFY(checker.compare(HardGold, HardAnswer) == judge.compare(HardGold, HardAnswer));
    }

    void theProcessIsBounded()
    {
        QProcess process;
        process.start(checkProgram().path, {});
        process.write("{\"ready\":true}\n");
        QVERIFY(process.waitForReadyRead(60000));
        QCOMPARE(process.readAllStandardOutput(), QByteArray("{\"ready\":\"0.1.0\"}\n"));
        const QByteArray limits =
            readFile(QStringLiteral("/proc/%1/limits").arg(process.processId()));
        const QString shown = QString::fromUtf8(limits).simplified();
        QVERIFY(shown.contains(QLatin1String("Max core file size 0 0 ")));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        QVERIFY(shown.contains(QLatin1String("Max address space 1073741824 1073741824 ")));
#endif
        static const QRegularExpression Seconds(QStringLiteral("Max cpu time [67]\\d "));
        QVERIFY2(shown.contains(Seconds), qPrintable(shown));
        process.write("rubbish\n[]\n{\"id\":1}\n");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.readAllStandardOutput().count("{\"error\":\"not a line of ours\"}\n"), 3);
        QCOMPARE(process.exitCode(), 0);
    }

    void eachThreadHasItsOwn()
    {
        std::vector<std::thread> threads;
        std::atomic<int> equal = 0;
        for (int i = 0; i < 3; ++i) {
            threads.emplace_back([&equal] {
                Checker checker({}, {}, checkProgram(), Ample);
                for (int turn = 0; turn < 20; ++turn)
                    equal += hardCheck(checker).verdict == Verdict::Equal ? 1 : 0;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(equal.load(), 60);
    }
};

QTEST_GUILESS_MAIN(CheckerTest)
#include "checker_test.moc"
