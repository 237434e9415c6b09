// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "program.h"

#include <base/text.h>
#include <generate/teachers.h>

#include <QFile>
#include <QJsonArray>
#include <QProcessEnvironment>
#include <QTest>

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

/// Few in CI; for the figure of 200 kills: TOUCHSTONE_KILLS=200.
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

std::size_t answeredIn(const Store &store)
{
    const auto ids = store.promptIds(*parseQuery("source:m1"));
    return ids ? ids->size() : 0;
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
        const TeacherServer server(
            [](const ServerRequest &request) { return test::usualReply(request, 8, 1ms); });
        Project project;
        project.addProblems(prompts, true, false);
        project.close();
        const QString teacher = teacherFile(project, server);
        std::mt19937 random(20'261'129);
        std::size_t answered = 0;
        std::size_t unknown = 0;
        for (int life = 0; life < lives; ++life) {
            const std::size_t wanted = server.requests().size() + random() % 10;
            QProcess process;
            prepare(process);
            process.start(test::program(), words(project, teacher));
            while (server.requests().size() < wanted && process.state() != QProcess::NotRunning)
                process.waitForFinished(1);
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 20));
            process.kill();
            process.waitForFinished(-1);

            VERIFY_RESULT(project.reopen());
            const std::size_t nowAnswered = answeredIn(*project);
            const std::size_t nowUnknown = project->unknownRequests()->size();
            QVERIFY2(nowAnswered >= answered, qPrintable(QString::number(life)));
            QVERIFY2(nowUnknown - unknown <= Streams, qPrintable(QString::number(life)));
            QCOMPARE(project.complaints(), std::string{});
            answered = nowAnswered;
            unknown = nowUnknown;
            project.close();
        }
        QVERIFY(generate(project, teacher).status != 1);
        VERIFY_RESULT(project.reopen());
        QCOMPARE(answeredIn(*project) + project->unknownRequests()->size(),
                 static_cast<std::size_t>(prompts));
        for (const auto &[problem, times] : askedFor(server))
            QVERIFY2(times == 1, problem.c_str());
        qInfo("%d kills: %zu of %d answered, %zu unknown, %zu requests came to the server", lives,
              answeredIn(*project), prompts, project->unknownRequests()->size(),
              server.requests().size());
    }
};

QTEST_GUILESS_MAIN(GenerateTest)
#include "generate_test.moc"
