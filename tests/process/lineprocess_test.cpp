// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <process/lineprocess.h>
#include <support/files.h>
#include <support/testdata.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace touchstone;
using namespace std::chrono_literals;

namespace {

constexpr auto Ample = 60s;  ///< for what does answer
constexpr auto Short = 50ms; ///< for what never does

Program shell(const char *script)
{
    return {QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString::fromUtf8(script)}};
}

/// The reply, or "Code: message".
std::string
askedOf(LineProcess &process, std::string_view line, std::chrono::milliseconds deadline = Ample)
{
    const auto reply = process.request(line, deadline);
    if (reply)
        return *reply;
    static const std::map<Error::Code, std::string> Names = {{Error::Code::NotFound, "NotFound"},
                                                             {Error::Code::Busy, "Busy"},
                                                             {Error::Code::BadInput, "BadInput"},
                                                             {Error::Code::Io, "Io"},
                                                             {Error::Code::Cancelled, "Cancelled"}};
    return Names.at(reply.error().code) + ": " + reply.error().message.toStdString();
}

#define COMPARE_ASKED(asked, text) QCOMPARE(QString::fromStdString(asked), QStringLiteral(text))
#define VERIFY_BEGINS(asked, text)                                                                 \
    do {                                                                                           \
        const std::string said = (asked);                                                          \
        QVERIFY2(said.starts_with(text), said.c_str());                                            \
    } while (false)

} // namespace

class LineProcessTest final : public QObject
{
    Q_OBJECT

private slots:
    void aProgramIsStartedOnceAndKept()
    {
        LineProcess process(shell("while read -r line; do echo \"$$ $line\"; done"));
        QVERIFY(!process.isRunning());
        const std::string first = askedOf(process, "same");
        QVERIFY(process.isRunning());
        QCOMPARE(askedOf(process, "same"), first);
        QVERIFY(first.ends_with(" same"));
    }

    void bytesCrossUnchanged()
    {
        LineProcess process({QStringLiteral("cat"), {}}, 4 << 20);
        std::string line;
        for (int i = 0; i < 1000; ++i)
            line += "\"\\n\t\xC3\xA9\xFF\x01 ";
        QCOMPARE(askedOf(process, line), line);
        QVERIFY(process.request("", Ample).has_value());
        // More than both pipes hold, so that it is written and read at the same time.
        const std::string large(3 << 20, 'x');
        QCOMPARE(askedOf(process, large).size(), large.size());
    }

    void argumentsAreNoShellsLine()
    {
        LineProcess process(
            {QStringLiteral("/bin/echo"), {QStringLiteral("$HOME; `id` | 'a' \"b\"")}});
        COMPARE_ASKED(askedOf(process, ""), "$HOME; `id` | 'a' \"b\"");
    }

    void aProgramThatIsNotThereIsSaid()
    {
        LineProcess process({QStringLiteral("/nowhere/at all"), {}});
        VERIFY_BEGINS(askedOf(process, "x"), "NotFound: /nowhere/at all cannot be started");
        VERIFY_BEGINS(askedOf(process, "x"), "NotFound: ");
    }

    void aProgramThatHangsIsKilledAndStartedAnew()
    {
        LineProcess process(shell("read -r line; echo \"first $line\"; exec sleep 100000"));
        COMPARE_ASKED(askedOf(process, "a"), "first a");
        COMPARE_ASKED(askedOf(process, "b", Short), "Busy: /bin/sh gave no answer within 0.05 s.");
        QVERIFY(!process.isRunning());
        COMPARE_ASKED(askedOf(process, "c"), "first c");
    }

    void whatItStartedIsKilledWithIt()
    {
        const QTemporaryDir folder;
        const QByteArray pipe = folder.filePath(QStringLiteral("pipe")).toUtf8();
        QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
        const int reader = ::open(pipe.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        QVERIFY(reader >= 0);
        const QByteArray script =
            "exec 9>'" + pipe + "'; sleep 100000 & exec 9>&-; echo started; sleep 100000";
        LineProcess process(shell(script.constData()));
        COMPARE_ASKED(askedOf(process, ""), "started");
        VERIFY_BEGINS(askedOf(process, "", Short), "Busy: ");
        // The end of the pipe comes when its last holder is gone.
        pollfd waiting{reader, POLLIN, 0};
        QVERIFY(::poll(&waiting, 1, 60000) == 1 && (waiting.revents & POLLHUP) != 0);
        ::close(reader);
    }

    void aProgramThatEndsSaysWhy_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("said");
        const auto add = [](const char *name, const char *script, const char *said) {
            QTest::newRow(name) << QString::fromUtf8(script) << QString::fromUtf8(said);
        };
        add("at once", "exit 3", "Io: /bin/sh ended without an answer, with status 3.");
        add("at the request", "read -r line; echo no such $line >&2; exit 1",
            "Io: /bin/sh ended without an answer, with status 1: no such thing");
        add("in the middle of a line", "printf half; exit 0",
            "Io: /bin/sh ended without an answer, with status 0.");
        add("by a signal", "kill -SEGV $$", "Io: /bin/sh was killed or crashed without an answer.");
    }

    void aProgramThatEndsSaysWhy()
    {
        QFETCH(QString, script);
        LineProcess process(shell(script.toUtf8().constData()));
        for (int turn = 0; turn < 2; ++turn) {
            QTEST(QString::fromStdString(askedOf(process, "thing")), "said");
            QVERIFY(!process.isRunning());
        }
    }

    void aProgramThatEndsAfterEachReplyIsStartedAnew()
    {
        LineProcess process(shell("read -r line; echo \"got $line\""));
        for (int i = 0; i < 30; ++i)
            QCOMPARE(askedOf(process, std::to_string(i)), "got " + std::to_string(i));
    }

    void aReplyWithoutAnEndIsCut()
    {
        LineProcess process(shell("yes | tr -d '\\n'"), 100000);
        COMPARE_ASKED(askedOf(process, ""),
                      "BadInput: /bin/sh wrote a line of more than 100000 bytes.");
        LineProcess whole(shell("read -r line; echo 12345678901; read -r line"), 10);
        VERIFY_BEGINS(askedOf(whole, ""), "BadInput: ");
        LineProcess fits(shell("read -r line; echo 1234567890; read -r line"), 10);
        COMPARE_ASKED(askedOf(fits, ""), "1234567890");
    }

    void aFloodOfErrorsDoesNotStopTheReply()
    {
        LineProcess process(shell("head -c 300000000 /dev/zero >&2; echo done; read -r line"));
        rusage before{};
        ::getrusage(RUSAGE_SELF, &before);
        COMPARE_ASKED(askedOf(process, ""), "done");
        rusage after{};
        ::getrusage(RUSAGE_SELF, &after);
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("The sanitizer keeps what was freed");
#endif
        QVERIFY2(after.ru_maxrss - before.ru_maxrss < 100000, "a flood of errors is kept");
    }

    void theEndOfManyErrorsIsSaid()
    {
        LineProcess process(
            shell("head -c 100000 /dev/zero | tr '\\0' e >&2; echo last words >&2; exit 1"));
        const std::string said = askedOf(process, "");
        QVERIFY(said.ends_with("eeelast words"));
        QVERIFY(said.size() < 2200);
    }

    void aProgramThatNeverReadsIsLeft()
    {
        LineProcess process(shell("exec sleep 100000"));
        VERIFY_BEGINS(askedOf(process, std::string(10 << 20, 'x'), Short), "Busy: ");
    }

    void aProgramThatClosesItsEndsIsLeft_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("input") << QStringLiteral("exec <&-; exec sleep 100000");
        QTest::newRow("output") << QStringLiteral("exec >&-; exec sleep 100000");
        QTest::newRow("all") << QStringLiteral("exec <&- >&- 2>&-; exec sleep 100000");
    }

    void aProgramThatClosesItsEndsIsLeft()
    {
        QFETCH(QString, script);
        LineProcess process(shell(script.toUtf8().constData()));
        VERIFY_BEGINS(askedOf(process, std::string(1 << 20, 'x'), Short), "Busy: ");
        VERIFY_BEGINS(askedOf(process, "again", Short), "Busy: ");
    }

    void aProgramThatReadsNothingMayAnswer()
    {
        LineProcess process(shell("exec <&-; echo deaf; exec sleep 100000"));
        COMPARE_ASKED(askedOf(process, std::string(1 << 20, 'x')), "deaf");
    }

    void waitingCanBeGivenUp()
    {
        LineProcess process(shell("exec sleep 100000"));
        int asked = 0;
        const auto reply = process.request("x", Ample, [&asked] { return ++asked > 3; });
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, Error::Code::Cancelled);
        QVERIFY(!process.isRunning());
    }

    void anyThreadHasItsOwn()
    {
        std::vector<std::thread> threads;
        std::atomic<int> right = 0;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&right, thread] {
                LineProcess process({QStringLiteral("cat"), {}});
                for (int i = 0; i < 50; ++i) {
                    const std::string line = std::to_string(thread) + ":" + std::to_string(i);
                    right += askedOf(process, line) == line ? 1 : 0;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(right.load(), 200);
    }
};

QTEST_GUILESS_MAIN(LineProcessTest)
#include "lineprocess_test.moc"
