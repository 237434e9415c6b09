// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "said.h"

#include <QTest>

#include <support/testdata.h>
#include <validators/commandvalidator.h>
#include <validators/validators.h>

using namespace touchstone;
using namespace touchstone::test;
using namespace std::chrono_literals;

namespace {

Program shell(const QByteArray &script)
{
    return {QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString::fromUtf8(script)}};
}

/// A program that replies with these members and the id of its item, counted from one.
Program replying(const QByteArray &members)
{
    return shell("n=0; while read -r line; do n=$((n+1)); printf '{\"id\":%s,%s}\\n' $n '" + members
                 + "'; done");
}

} // namespace

class CommandValidatorTest final : public QObject
{
    Q_OBJECT

private slots:
    void repliesAreRead_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("words");
        const auto add = [](const char *members, const char *words) {
            QTest::newRow(members) << QByteArray(members) << QString::fromUtf8(words);
        };
        add("\"correct\":true", "equal");
        add("\"correct\":false,\"score\":0", "different 0");
        add("\"verdict\":\"correct\"", "equal");
        add("\"verdict\":\"wrong\",\"note\":\"off by one\"", "different (off by one)");
        add("\"verdict\":\"equal\",\"correct\":true,\"score\":0.5", "equal 0.5");
        add("\"verdict\":\"unit differs\"", "unit differs");
        add("\"verdict\":\"form differs\",\"correct\":false", "form differs");
        add("\"verdict\":\"no answer\",\"score\":null,\"note\":null", "no answer");
        add("\"verdict\":\"truncated\"", "truncated");
        add("\"verdict\":\"skip\"", "gold unparsable");
        add("\"verdict\":\"cannot tell\",\"score\":-1e3,\"more\":[1]", "cannot tell -1000");
        const char *names =
            "/bin/sh: \"verdict\" must be \"correct\", \"wrong\", \"unit differs\", \"form "
            "differs\", \"cannot tell\", \"no answer\", \"truncated\" or \"skip\" and is ";
        add("\"verdict\":\"right\"", (std::string(names) + "\"right\".").c_str());
        add("\"verdict\":true", (std::string(names) + "true.").c_str());
        add("\"verdict\":\"\"", (std::string(names) + "\"\".").c_str());
        add("\"score\":1", "/bin/sh: There is neither \"verdict\" nor \"correct\".");
        add("\"correct\":1", "/bin/sh: \"correct\" must be true or false and is 1.");
        add("\"correct\":\"yes\"", "/bin/sh: \"correct\" must be true or false and is \"yes\".");
        add("\"correct\":true,\"score\":\"NaN\"",
            "/bin/sh: \"score\" must be a number and is \"NaN\".");
        add("\"correct\":true,\"score\":[1]", "/bin/sh: \"score\" must be a number and is [1].");
        add("\"correct\":true,\"note\":7", "/bin/sh: \"note\" must be a text and is 7.");
        add("\"error\":\"no model loaded\"", "/bin/sh: no model loaded");
        add("\"error\":{\"code\":4}", "/bin/sh: {\"code\":4}");
    }

    void repliesAreRead()
    {
        QFETCH(QByteArray, members);
        CommandValidator validator(replying(members), 60s);
        // A reply that is wrong in itself does not put the next one out of step.
        for (int turn = 0; turn < 2; ++turn)
            QTEST(wordsOf(validator.check(someItem())), "words");
    }

    void verdictAndCorrectMayNotDisagree()
    {
        CommandValidator validator(replying("\"verdict\":\"wrong\",\"correct\":true"), 60s);
        QVERIFY(wordsOf(validator.check(someItem()))
                    .startsWith(QLatin1String("/bin/sh: \"verdict\" and \"correct\" say two")));
    }

    void hostileRepliesAreErrors_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("begins");
        const auto add = [](const char *name, const char *script, const char *begins) {
            QTest::newRow(name) << QByteArray(script) << QString::fromUtf8(begins);
        };
        const char *noJson = "/bin/sh wrote a line that is no JSON: ";
        add("rubbish", "echo hello", "/bin/sh wrote a line that is no JSON: hello");
        add("a banner", "echo 'Model v2 ready.'",
            "/bin/sh wrote a line that is no JSON: Model v2 ready.");
        add("nothing", "echo", noJson);
        add("NaN", "echo '{\"id\":1,\"correct\":true,\"score\":NaN}'", noJson);
        add("infinite", "echo '{\"id\":1,\"correct\":true,\"score\":1e999}'", noJson);
        add("not UTF-8", "printf '{\"id\":1,\"correct\":true,\"note\":\"\\377\"}\\n'", noJson);
        add("another id", "echo '{\"id\":2,\"correct\":true}'",
            "/bin/sh did not repeat the \"id\" 1: {\"id\":2,");
        add("an id as text", "echo '{\"id\":\"1\",\"correct\":true}'",
            "/bin/sh did not repeat the \"id\" 1: ");
        add("no id", "echo '{\"correct\":true}'", "/bin/sh did not repeat the \"id\" 1: ");
        add("a list", "echo '[1,2]'", "/bin/sh did not repeat the \"id\" 1: [1,2]");
        add("deep", "head -c 60000 /dev/zero | tr '\\0' '['; echo", noJson);
        add("huge", "head -c 100000 /dev/zero | tr '\\0' x; echo",
            "/bin/sh wrote a line of more than 65536 bytes.");
        add("ends", "echo no such model >&2; exit 2",
            "/bin/sh ended without an answer, with status 2: no such model");
        add("dies", "kill -SEGV $$", "/bin/sh was killed or crashed without an answer");
    }

    void hostileRepliesAreErrors()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, begins);
        CommandValidator validator(shell("read -r line; " + script + "; read -r line"), 60s);
        const QString words = wordsOf(validator.check(someItem()));
        QVERIFY2(words.startsWith(begins), qPrintable(words));
        QVERIFY(words.size() < 400);
    }

    void aLongNoteIsCut()
    {
        CommandValidator validator(
            shell("read -r line; printf '{\"id\":1,\"correct\":true,\"note\":\"'; "
                  "head -c 60000 /dev/zero | tr '\\0' n; echo '\"}'; read -r line"),
            60s);
        const auto verdict = validator.check(someItem());
        VERIFY_RESULT(verdict);
        QCOMPARE(verdict->note, std::string(2000, 'n'));
    }

    void theItemIsWhole()
    {
        // The note is the item's line as the program got it, with its quotes as single ones.
        CommandValidator validator(
            shell("read -r line; said=$(printf %s \"$line\" | tr '\"' \"'\");"
                  "printf '{\"id\":1,\"correct\":true,\"note\":\"%s\"}' \"$said\"; echo; read -r "
                  "line"),
            60s);
        QCOMPARE(wordsOf(validator.check(someItem("6"))),
                 QStringLiteral("equal ({'id':1,'key':'p1','prompt':'2+3?','reference':'5',"
                                "'reasoning':'two and three','answer':'6',"
                                "'response':'<think>two and three</think>6','source':'r1',"
                                "'source_kind':'teacher','model':'deepseek-r1','sample':3})"));
    }

    void oneThatIsNotThereIsSaid()
    {
        CommandValidator validator({QStringLiteral("/nowhere/validator"), {}});
        const auto verdict = validator.check(someItem());
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().code, Error::Code::NotFound);
        QVERIFY(wordsOf(verdict).startsWith(QLatin1String("/nowhere/validator cannot be started")));
    }

    void oneThatHangsIsStartedAnew()
    {
        // It answers its first item, so that the time to start does not count for the second.
        CommandValidator validator(shell("read -r line; id=${line#*:}; id=${id%%,*};"
                                         "echo \"{\\\"id\\\":$id,\\\"correct\\\":true}\";"
                                         "exec sleep 100000"),
                                   50ms);
        QCOMPARE(wordsOf(validator.check(someItem())), QStringLiteral("equal"));
        const auto hung = validator.check(someItem());
        QVERIFY(!hung);
        QCOMPARE(hung.error().code, Error::Code::Busy);
        QCOMPARE(wordsOf(validator.check(someItem())), QStringLiteral("equal"));
    }

    void waitingCanBeGivenUp()
    {
        CommandValidator validator(shell("exec sleep 100000"), 60s);
        const auto verdict = validator.check(someItem(), [] { return true; });
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().code, Error::Code::Cancelled);
    }

    void rulesNameTheirValidator()
    {
        CheckRules rules;
        QVERIFY(!makeValidator(rules));
        rules.by = CheckRules::By::Command;
        QVERIFY(!makeValidator(rules));
        rules.command = {"/bin/sh", "-c",
                         "read -r line; echo '{\"id\":1,\"correct\":true,\"note\":\"$0; `id`\"}'"};
        const auto command = makeValidator(rules);
        VERIFY_RESULT(command);
        QCOMPARE(wordsOf((*command)->check(someItem())), QStringLiteral("equal ($0; `id`)"));
        rules.by = CheckRules::By::Script;
        QVERIFY(!makeValidator(rules));
        rules.script = "function validate() { return true; }";
        QVERIFY(makeValidator(rules));
    }
};

QTEST_GUILESS_MAIN(CommandValidatorTest)
#include "commandvalidator_test.moc"
