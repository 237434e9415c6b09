// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "program.h"

#include <base/text.h>
#include <generate/teachers.h>
#include <pipeline/unknownrequests.h>

#include <QFile>
#include <QJsonArray>
#include <QProcessEnvironment>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <support/project.h>
#include <support/testdata.h>
#include <teacherserver/teacherreplies.h>
#include <thread>

using namespace touchstone;
using namespace std::chrono_literals;
using test::Project;
using test::Ran;
using test::ServerReply;
using test::ServerRequest;
using test::TeacherServer;

namespace {

constexpr const char *PlantedKey = "sk-planted-0123456789";
constexpr int Streams = 8;

/// Few in CI; for the figure of 200 kills: TOUCHSTONE_KILLS=200 QTEST_FUNCTION_TIMEOUT=3600000.
int kills()
{
    const int wanted = qEnvironmentVariableIntValue("TOUCHSTONE_KILLS");
    return wanted > 0 ? wanted : 6;
}

QString teacherFile(const Project &project, const TeacherServer &server)
{
    TeacherProfile teacher;
    teacher.name = "local";
    teacher.label = "Local";
    teacher.base = server.address();
    teacher.keyVariable = "LOCAL_KEY";
    teacher.models = {"m1"};
    teacher.reasoning = {"reasoning_content"};
    teacher.prices = {{"m1", "USD", "2026-11-01", 1'000'000'000, {}, 2'000'000'000}};
    QFile file(project.folder() + QStringLiteral("/teacher.json"));
    if (file.open(QIODevice::WriteOnly))
        file.write(textOf(teacher).c_str());
    return file.fileName();
}

void prepare(QProcess &process)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LOCAL_KEY"), QLatin1String(PlantedKey));
    process.setProcessEnvironment(environment);
}

QStringList words(const Project &project, const QString &teacher, const QStringList &more = {})
{
    return QStringList{QStringLiteral("generate"),   project.path(),
                       QStringLiteral("--teacher"),  teacher,
                       QStringLiteral("--parallel"), QString::number(Streams)}
           + more;
}

Ran generate(const Project &project, const QString &teacher, const QStringList &more = {})
{
    QProcess process;
    prepare(process);
    return test::runIn(process, words(project, teacher, more));
}

/// How often each problem was asked for.
std::map<std::string, int> askedFor(const TeacherServer &server)
{
    std::map<std::string, int> counts;
    for (const ServerRequest &request : server.requests()) {
        const std::size_t at = request.body.find("Problem ");
        ++counts[request.body.substr(at, request.body.find(" of pears", at) - at)];
    }
    return counts;
}

std::vector<PromptId> answeredIn(const Store &store)
{
    auto ids = store.promptIds(*parseQuery("source:m1"));
    if (!ids)
        return {};
    std::sort(ids->begin(), ids->end());
    return *ids;
}

} // namespace

class GenerateTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsMissingIsGeneratedOnce()
    {
        const TeacherServer server(
            [](const ServerRequest &request) { return test::usualReply(request, 8, 0ms); });
        Project project;
        project.addProblems(5, true, false);
        project.close();
        const QString teacher = teacherFile(project, server);
        const Ran rehearsal =
            generate(project, teacher, {QStringLiteral("--dry-run"), QStringLiteral("--json")});
        QCOMPARE(rehearsal.status, 0);
        QCOMPARE(rehearsal.json()[QLatin1String("requests")].toInt(), 5);
        QVERIFY(server.requests().empty());
        const Ran first = generate(project, teacher, {QStringLiteral("--json")});
        QCOMPARE(first.status, 0);
        QCOMPARE(first.json()[QLatin1String("settled")].toInt(), 5);
        QCOMPARE(first.json()[QLatin1String("end")].toString(), QStringLiteral("done"));
        QCOMPARE(generate(project, teacher).status, 0);
        QCOMPARE(server.requests().size(), std::size_t{5});
        const Ran info =
            test::run({QStringLiteral("info"), project.path(), QStringLiteral("--json")});
        const QJsonObject spending = info.json()[QLatin1String("spending")].toObject();
        const QJsonArray bySource =
            spending[QLatin1String("sources")][QLatin1String("m1")].toArray();
        QCOMPARE(bySource.first()[QLatin1String("settled")].toInt(), 5);
        QVERIFY(spending[QLatin1String("total")].toArray().first()[QLatin1String("cost")].toDouble()
                > 0);
    }

    void whatFailedIsRetriedAndNothingElse()
    {
        std::atomic<bool> mends = false;
        const TeacherServer server([&mends](const ServerRequest &request) {
            return !mends && request.body.find("Problem 2 ") != std::string::npos
                       ? test::errorReply(400, "too rude", "invalid_request_error", "")
                       : test::usualReply(request, 8, 0ms);
        });
        Project project;
        project.addProblems(3, true, false);
        project.close();
        const QString teacher = teacherFile(project, server);
        QCOMPARE(generate(project, teacher, {QStringLiteral("--json")}).status, 3);
        VERIFY_RESULT(project.reopen());
        project.addProblems(5, true, false); // missing, but of no run
        project.close();
        mends = true;
        const auto retry = [&project](const QStringList &more = {}) {
            QProcess process;
            prepare(process);
            return test::runIn(process, QStringList{QStringLiteral("generate"), project.path(),
                                                    QStringLiteral("--retry-failed"),
                                                    QStringLiteral("--json")}
                                            + more);
        };
        const Ran rehearsal = retry({QStringLiteral("--dry-run")});
        QCOMPARE(rehearsal.json()[QLatin1String("requests")].toInt(), 1);
        QCOMPARE(retry({QStringLiteral("--model"), QStringLiteral("m2")}).status, 2);
        QCOMPARE(retry({QStringLiteral("--unknown"), QStringLiteral("forgo")}).status, 2);
        QCOMPARE(server.requests().size(), std::size_t{3});
        const Ran done = retry();
        QCOMPARE(done.status, 0);
        QCOMPARE(done.json()[QLatin1String("settled")].toInt(), 1);
        QCOMPARE(server.requests().size(), std::size_t{4});
        QCOMPARE(askedFor(server)["Problem 2"], 2);
        QCOMPARE(retry().json()[QLatin1String("planned")].toInt(), 0);
        QCOMPARE(server.requests().size(), std::size_t{4});
    }

    void theKeyIsNowhere()
    {
        const TeacherServer server([](const ServerRequest &request) {
            return test::errorReply(401,
                                    std::string("wrong key ") + PlantedKey + " for "
                                        + request.headers.at("authorization"),
                                    "auth", "invalid_key");
        });
        Project project;
        project.addProblems(5, true, false);
        project.close();
        const Ran refused = generate(project, teacherFile(project, server));
        QCOMPARE(refused.status, 1);
        QVERIFY(refused.err.contains("wrong key"));
        QVERIFY(!refused.err.contains(PlantedKey));
        QVERIFY(!refused.out.contains(PlantedKey));
        QFile file(project.path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(PlantedKey));
        // Where it is not set nothing is sent, and its variable is named.
        const std::size_t before = server.requests().size();
        const Ran none = test::run(words(project, teacherFile(project, server)));
        QCOMPARE(none.status, 1);
        QVERIFY(none.err.contains("LOCAL_KEY"));
        QCOMPARE(server.requests().size(), before);
    }

    void wordsThatAreOffEndWithTwo()
    {
        QCOMPARE(test::run({QStringLiteral("generate"), QStringLiteral("p")}).status, 2);
        QCOMPARE(
            test::run({QStringLiteral("generate"), QStringLiteral("p"), QStringLiteral("--teacher"),
                       QStringLiteral("t"), QStringLiteral("--parallel"), QStringLiteral("513")})
                .status,
            2);
        QCOMPARE(
            test::run({QStringLiteral("batch"), QStringLiteral("eat"), QStringLiteral("p")}).status,
            2);
    }

    void noKillLosesOrBuysTwice()
    {
        const int lives = kills();
        const int prompts = lives * 5;
        std::atomic<int> came = 0;
        const TeacherServer server([&came](const ServerRequest &request) {
            ++came;
            return test::usualReply(request, 8, 1ms);
        });
        Project project;
        project.addProblems(prompts, true, false);
        project.close();
        const QString teacher = teacherFile(project, server);
        std::mt19937 random(20'261'129);
        std::map<std::string, int> mayAsk; // how often a problem may be asked for
        std::vector<PromptId> answered;
        std::size_t lost = 0;
        for (int life = 0; life < lives; ++life) {
            const int wanted = came + static_cast<int>(random() % 16);
            QProcess process;
            prepare(process);
            process.start(test::program(), words(project, teacher));
            while (came < wanted && process.state() != QProcess::NotRunning)
                process.waitForFinished(1);
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 20));
            process.kill();
            process.waitForFinished(-1);

            VERIFY_RESULT(project.reopen());
            const std::vector<PromptId> now = answeredIn(*project);
            QVERIFY2(std::includes(now.begin(), now.end(), answered.begin(), answered.end()),
                     qPrintable(QString::number(life)));
            const std::vector<UnknownRequest> unknown = *project->unknownRequests();
            QVERIFY2(unknown.size() <= Streams, qPrintable(QString::number(life)));
            QCOMPARE(project.complaints(), std::string{});
            // A person has them asked again; nothing else may be asked for twice.
            for (const UnknownRequest &one : unknown)
                ++mayAsk["Problem " + one.key.substr(1)];
            VERIFY_RESULT(forgoUnknown(*project, unknown));
            answered = now;
            lost += unknown.size();
            project.close();
        }
        QCOMPARE(generate(project, teacher).status, 0);
        VERIFY_RESULT(project.reopen());
        QCOMPARE(answeredIn(*project).size(), static_cast<std::size_t>(prompts));
        for (const auto &[problem, times] : askedFor(server))
            QVERIFY2(times <= 1 + mayAsk[problem], problem.c_str());
        qInfo(
            "%d kills: %d responses, %zu requests were unknown for a time, %zu came to the server",
            lives, prompts, lost, server.requests().size());
    }
};

QTEST_GUILESS_MAIN(GenerateTest)
#include "generate_test.moc"
