// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "answerserver.h"
#include "benchmarks.h"
#include "generatefloor.h"
#include "npmclient.h"

#include <base/text.h>
#include <generate/client.h>
#include <generate/dialect.h>
#include <pipeline/generatejob.h>

#include <QFile>

#include <support/project.h>
#include <unistd.h>

namespace touchstone::benchmark {

namespace {

using std::chrono::milliseconds;

constexpr int Streams = 256;
constexpr int MostRequests = 5000;
constexpr int RowsForRequest = 20;
constexpr std::int64_t BytesOfToken = 6; ///< " token"
constexpr int NpmRequests = 512;         ///< of a client that takes some seconds for them
constexpr int FewNpmRequests = 16;
constexpr std::int64_t LeastRowsForNpm = 10'000; ///< with fewer only the program is looked at
/// PRODUCT §7: of what the server gives a bare client.
constexpr double Budget = 1 / 0.9;

TeacherProfile teacherAt(const std::string &base)
{
    TeacherProfile teacher;
    teacher.name = "local";
    teacher.base = base;
    teacher.reasoning = {"reasoning_content"};
    return teacher;
}

ChatRequest question()
{
    ChatRequest request;
    request.model = "test-teacher";
    request.messages = {{"user", "What is 17 plus 25?"}};
    return request;
}

ClientLimits limits()
{
    ClientLimits made;
    made.streams = Streams;
    return made;
}

Result<> askAll(const std::string &base, int requests)
{
    TeacherClient client(teacherAt(base), Secret("sk-none-that-counts"), limits());
    const ChatRequest request = question();
    std::vector<TeacherClient::Ended> ended;
    std::int64_t bytes = 0;
    int sent = 0;
    for (int done = 0; done < requests;) {
        for (; sent < requests && client.running() < Streams; ++sent)
            TRY(client.start(sent, request));
        ended.clear();
        client.poll(milliseconds(1000), ended);
        for (const auto &end : ended) {
            if (end.fault)
                return wrong(end.fault->message);
            bytes += std::ssize(end.reply.reasoning) + std::ssize(end.reply.answer);
        }
        done += static_cast<int>(ended.size());
    }
    if (bytes != std::int64_t(requests) * TokensOfAnswer * BytesOfToken)
        return wrong(QStringLiteral("The replies have %1 bytes of text.").arg(bytes));
    return {};
}

/// Of this process, in bytes.
std::int64_t residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

/// Streams that said something and then nothing: what one takes, and how long it takes to end them.
Result<> measureStuck(const std::string &address, Setting &setting)
{
    std::vector<double> cancelMs;
    std::vector<double> kilobytes;
    for (int round = 0; round < setting.rounds; ++round) {
        const std::int64_t before = residentBytes();
        TeacherClient client(teacherAt(address + "/stuck"), Secret("sk-none-that-counts"),
                             limits());
        std::vector<TeacherClient::Ended> ended;
        for (int id = 0; id < Streams; ++id)
            TRY(client.start(id, question()));
        for (int speaking = 0; speaking < Streams && ended.empty();) {
            client.poll(milliseconds(100), ended);
            speaking = 0;
            client.eachRunning([&speaking](std::int64_t, const ChatReply &soFar, milliseconds) {
                speaking += soFar.pieces > 0 ? 1 : 0;
            });
        }
        kilobytes.push_back(static_cast<double>(residentBytes() - before) / 1000 / Streams);
        const Stopwatch watch;
        client.cancelAll();
        client.poll(milliseconds(0), ended);
        cancelMs.push_back(watch.elapsed().wall * 1000);
        if (ended.size() != Streams)
            return wrong(QStringLiteral("%1 streams were cancelled.").arg(ended.size()));
    }
    // Only the first round finds memory that nobody used before.
    setting.report->add({.group = "generate",
                         .name = "memory of a stream",
                         .unit = "kB",
                         .value = spreadOf({kilobytes.front()}),
                         .budget = 100,
                         .note = "of 256, beside its text"});
    setting.report->add({.group = "generate",
                         .name = "cancel 256 stuck streams",
                         .unit = "ms",
                         .value = spreadOf(cancelMs),
                         .budget = 100});
    return {};
}

GeneratePlan planFor(const std::string &base)
{
    GeneratePlan plan;
    plan.settings.teacher = teacherAt(base);
    plan.settings.model = question().model;
    plan.settings.streams = Streams;
    plan.key = Secret("sk-none-that-counts");
    return plan;
}

/// A new project with so many prompts, as long as question().
Result<std::unique_ptr<Store>> projectToAnswer(const QString &path, int prompts)
{
    std::vector<test::Row> rows;
    for (int number = 1; number <= prompts; ++number) {
        const std::string digits = std::to_string(number);
        rows.push_back({"p" + digits, "What is 17 plus " + digits + "?"});
    }
    removeProject(path);
    TRY_ASSIGN(std::unique_ptr<Store> store, Store::create(path, {}));
    TRY(test::import(*store, rows));
    return store;
}

/// The whole job with its project, ledger and waits for the disk; making the prompts is not timed.
Result<Cost> generateAll(const QString &path, const std::string &base, int requests)
{
    TRY_ASSIGN(const std::unique_ptr<Store> store, projectToAnswer(path, requests));
    GenerateJob job(planFor(base));
    Progress progress;
    const Stopwatch watch;
    TRY(job.run(*store, progress));
    const Cost cost = watch.elapsed();
    const Spending &spent = job.report().spending;
    TRY_ASSIGN(const auto samples, store->sampleCounts(question().model));
    if (spent.settled != requests || std::ssize(samples) != requests
        || spent.completionTokens != std::int64_t(requests) * TokensOfAnswer)
        return wrong(QStringLiteral("%1 requests were settled with %2 tokens, %3 prompts have a "
                                    "response.")
                         .arg(spent.settled)
                         .arg(spent.completionTokens)
                         .arg(samples.size()));
    return cost;
}

Round roundOf(const std::function<Result<>()> &work)
{
    return [work]() -> Result<Cost> {
        const Stopwatch watch;
        TRY(work());
        return watch.elapsed();
    };
}

/// At the same parallelism: ahead of it is what is wanted.
Result<> measureAgainstNpm(const std::string &base, Setting &setting)
{
    const NpmClient npm;
    if (!npm.missing().isEmpty()) {
        setting.report->say("npm client openai", "not measured: " + toUtf8(npm.missing()));
        return {};
    }
    const int requests = setting.rows < LeastRowsForNpm ? FewNpmRequests : NpmRequests;
    const std::int64_t bytes = std::int64_t(requests) * TokensOfAnswer * BytesOfToken;
    TRY_ASSIGN(const Duel costs,
               duel(setting.rounds, roundOf([&] { return askAll(base, requests); }),
                    [&] { return npm.askAll(base, requests, Streams, bytes); }));
    addDuel(*setting.report,
            {.group = "generate",
             .name = "ask, 256 streams, once more",
             .unit = "s",
             .budget = 1,
             .note = std::to_string(requests) + " replies of 200 tokens"},
            "official npm client openai, 256 streams", costs);
    return {};
}

/// What is asked of the server, by us and by others.
struct Questions
{
    std::string server;
    std::string path;
    std::string body;
    int requests = 0;

    [[nodiscard]] Round bare(BareReading reading, const std::string &place = {}) const
    {
        return roundOf([this, reading, place]() -> Result<> {
            TRY(askBare(server + place + path, body, requests, Streams, reading));
            return {};
        });
    }
};

std::string speeds(const Questions &questions, const std::vector<Cost> &costs)
{
    const auto perSecond = [](double count, const std::vector<double> &seconds) {
        return std::to_string(static_cast<std::int64_t>(count / spreadOf(seconds).median));
    };
    return perSecond(questions.requests, Duel::walls(costs)) + " requests/s, "
           + perSecond(static_cast<double>(questions.requests) * TokensOfAnswer, Duel::cpus(costs))
           + " tokens/s of a core";
}

Result<> measureAsking(const Questions &questions, Setting &setting)
{
    const Round product = roundOf([&] { return askAll(questions.server, questions.requests); });
    TRY_ASSIGN(const Duel json, duel(setting.rounds, product, questions.bare(BareReading::Json)));
    addDuel(*setting.report,
            {.group = "generate",
             .name = "ask, 256 streams",
             .unit = "s",
             .budget = Budget,
             .note = std::to_string(questions.requests) + " replies of 200 tokens, "
                     + speeds(questions, json.product)},
            "bare libcurl with simdjson", json);
    TRY_ASSIGN(const Duel bytes, duel(setting.rounds, product, questions.bare(BareReading::Bytes)));
    addDuel(*setting.report,
            {.group = "generate",
             .name = "ask, 256 streams, again",
             .unit = "s",
             .note = speeds(questions, bytes.product)},
            "bare libcurl, nothing read", bytes);
    return {};
}

/// Tokens that come one by one, as from a real teacher: what counts is the processor's time.
Result<> measurePaced(Questions questions, Setting &setting)
{
    questions.requests = Streams;
    const Round product =
        roundOf([&] { return askAll(questions.server + "/paced", questions.requests); });
    TRY_ASSIGN(const Duel paced, duel(1, product, questions.bare(BareReading::Json, "/paced")));
    addDuel(*setting.report,
            {.group = "generate",
             .name = "256 streams of 50 tokens/s",
             .unit = "s",
             .note = speeds(questions, paced.product)},
            "bare libcurl with simdjson, paced", paced);
    return {};
}

Result<> measureJob(const Questions &questions, Setting &setting)
{
    const QString project = setting.path("generate.touchstone");
    TRY_ASSIGN(const Duel job,
               duel(
                   setting.rounds,
                   [&] { return generateAll(project, questions.server, questions.requests); },
                   questions.bare(BareReading::Json)));
    removeProject(project);
    addDuel(*setting.report,
            {.group = "generate",
             .name = "generate into a project, 256 streams",
             .unit = "s",
             .budget = Budget,
             .note = std::to_string(questions.requests) + " prompts, ledger and disk, "
                     + speeds(questions, job.product)},
            "bare libcurl with simdjson, again", job);
    return {};
}

} // namespace

Result<> measureGenerate(Setting &setting)
{
    AnswerServer server;
    TRY(server.start());
    const auto dialect = dialectFor(teacherAt(server.address()));
    Questions questions;
    questions.server = server.address();
    questions.path = dialect->chatPath();
    TRY_ASSIGN(questions.body, dialect->body(question()));
    questions.requests = static_cast<int>(
        std::clamp<std::int64_t>(setting.rows / RowsForRequest, Streams, MostRequests));
    TRY(measureStuck(questions.server, setting));
    TRY(measureAsking(questions, setting));
    TRY(measurePaced(questions, setting));
    TRY(measureAgainstNpm(questions.server, setting));
    return measureJob(questions, setting);
}

} // namespace touchstone::benchmark
