// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generationrunner.h"

#include "generationstart.h"
#include "replyresponse.h"

#include <base/text.h>
#include <generate/prompttemplate.h>
#include <generate/teachers.h>

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <thread>

namespace touchstone {

using namespace std::chrono_literals;

namespace {

constexpr auto LongestWait = 50ms;
/// A server that answers at once ends all streams together. What is written down in parts leaves
/// again in parts, so that the ledger and the streams are at work at the same time.
constexpr int PartsOfStreams = 4;
constexpr int LeastInTurn = 32;
/// Where nothing was answered and so many failed for good, the others would fare alike.
constexpr std::int64_t HopelessFailures = 10;
/// A disk that is full for a moment must not cost what was paid for.
constexpr int WriteAttempts = 60;
constexpr auto BetweenWrites = 500ms;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::GenerateJob", text);
}

ClientLimits limitsOf(const GeneratePlan &plan)
{
    ClientLimits limits = plan.limits;
    limits.streams = plan.settings.streams;
    return limits;
}

int mostInTurn(int streams)
{
    return std::max(LeastInTurn, streams / PartsOfStreams);
}

bool isRefusal(FaultKind kind)
{
    switch (kind) {
    case FaultKind::RateLimited:
    case FaultKind::Busy:
    case FaultKind::Unreachable:
    case FaultKind::Reset:
    case FaultKind::Stalled:
        return true;
    default:
        return false;
    }
}

} // namespace

Result<std::unique_ptr<GenerationRunner>> GenerationRunner::begin(Store &store,
                                                                  const GeneratePlan &plan,
                                                                  const MissingSamples &missing,
                                                                  const Usage &expected,
                                                                  GenerationControls &controls,
                                                                  GenerateJob::Report &report)
{
    const GenerationSettings &settings = plan.settings;
    const TokenPrice *price = priceOf(settings.teacher, settings.model);
    if (settings.budget && !price)
        return Error{Error::Code::BadInput,
                     tr("The price of %1 is not known, so a budget in money cannot be kept. Give "
                        "the teacher a price, or set a budget in tokens.")
                         .arg(toQString(settings.model))};
    TRY_ASSIGN(LedgerWriter writer, store.beginGeneration(startOf(settings)));
    std::unique_ptr<GenerationRunner> made(
        new GenerationRunner(store, plan, expected, controls, report, std::move(writer)));
    for (const MissingSamples::Prompt &one : missing.prompts)
        made->m_queue.add(one.prompt, one.samples, one.sample);
    return made;
}

GenerationRunner::GenerationRunner(Store &store,
                                   const GeneratePlan &plan,
                                   const Usage &expected,
                                   GenerationControls &controls,
                                   GenerateJob::Report &report,
                                   LedgerWriter writer)
    : m_store(store)
    , m_plan(plan)
    , m_price(priceOf(plan.settings.teacher, plan.settings.model))
    , m_controls(controls)
    , m_report(report)
    , m_writer(std::move(writer))
    , m_pacer(plan.settings.streams, plan.settings.teacher.requestsPerMinute)
    , m_budget(plan.settings, m_price, expected)
    , m_line(plan.settings.teacher, plan.key, limitsOf(plan))
{
    m_live.planned = report.planned;
    m_live.streamsWanted = plan.settings.streams;
    m_live.currency = m_price ? m_price->currency : std::string{};
    m_live.source = m_writer.source().name;
    m_report.generation = m_writer.generation();
}

Result<> GenerationRunner::run(Progress &progress)
{
    Result<> done;
    while (done && !isOver())
        done = turn(progress);
    const Result<> closed = close();
    TRY(done);
    TRY(closed);
    m_report.end = m_stop.value_or(End::Done);
    if (m_report.end == End::Refused)
        return Error{Error::Code::BadInput, m_words};
    if (m_report.end == End::Cancelled)
        return Error{Error::Code::Cancelled, tr("Generating was cancelled.")};
    return {};
}

bool GenerationRunner::isOver() const
{
    return m_flights.empty() && (m_stop || m_queue.isEmpty());
}

/// Waits for what ends, decides what leaves, writes both down, and only then lets it leave.
Result<> GenerationRunner::turn(Progress &progress)
{
    if (progress.isCancelled() && m_stop != End::Cancelled) {
        m_stop = End::Cancelled;
        m_line.cancelAll();
    }
    TeacherLine::Taken taken =
        m_line.take(pause(std::chrono::steady_clock::now()), mostInTurn(m_plan.settings.streams));
    const Time now = std::chrono::steady_clock::now();
    for (TeacherClient::Ended &ended : taken.ended)
        land(ended, now);
    for (TeacherLine::Text &text : taken.texts) {
        if (m_flights.contains(text.id))
            m_partials.push_back(
                {RequestId{text.id}, std::move(text.reasoning), std::move(text.answer)});
    }
    look(now);
    TRY_ASSIGN(std::vector<Boarding> boarding, board(now));
    TRY_ASSIGN(const LedgerWriter::Written written, write(boarding, progress));
    send(std::move(boarding), written, now);
    if (m_controls.meter.isDue(now))
        show(now);
    // A cancel is seen at the next turn, when what runs has to be ended first.
    [[maybe_unused]] const Result<> cancelled =
        progress.advance(m_live.settled + m_live.failed + m_live.unknown);
    return {};
}

std::chrono::milliseconds GenerationRunner::pause(Time now) const
{
    std::chrono::milliseconds wait = LongestWait;
    const auto until = [&](const std::optional<Time> &time) {
        if (time)
            wait = std::clamp(std::chrono::ceil<std::chrono::milliseconds>(*time - now), 0ms, wait);
    };
    if (m_stop || m_controls.paused)
        return wait;
    if (m_mayLeave)
        return 0ms;
    if (m_flights.empty() && m_queue.fresh() > 0 && !m_pacer.opensAt())
        return 0ms;
    until(m_queue.dueAt());
    if (m_queue.fresh() > 0)
        until(m_pacer.opensAt());
    // Never a busy loop, where the pacer opens for others than those that are due.
    return std::max(wait, 1ms);
}

void GenerationRunner::look(Time now)
{
    if (m_controls.watched.exchange(false))
        m_line.watch();
    if (!m_controls.meter.isDue(now))
        return;
    TeacherLine::Lastly lastly = m_line.lastly();
    m_pieces = lastly.pieces;
    const TeacherClient::ServerLimits &limits = lastly.limits;
    if (limits.said > m_limitsSaid && limits.requestsLeft && limits.requestsReset) {
        m_limitsSaid = limits.said;
        m_pacer.left(now, *limits.requestsLeft, *limits.requestsReset);
    }
    m_live.streams.clear();
    for (TeacherLine::Stream &stream : lastly.streams) {
        const auto found = m_flights.find(stream.id);
        if (found == m_flights.end())
            continue;
        const Flight &flight = found->second;
        m_live.streams.push_back({RequestId{stream.id}, flight.prompt, flight.key, flight.sample,
                                  stream.answering, stream.pieces, stream.age,
                                  std::move(stream.tail)});
    }
    std::sort(m_live.streams.begin(), m_live.streams.end(),
              [](const auto &one, const auto &other) { return one.age > other.age; });
}

void GenerationRunner::land(TeacherClient::Ended &ended, Time now)
{
    const auto node = m_flights.extract(ended.id);
    if (node.empty())
        return;
    LedgerWriter::Ended entry;
    entry.request.value = ended.id;
    entry.serverId = ended.reply.serverId;
    entry.finishReason = ended.reply.finishReason;
    if (ended.fault) {
        fail(*ended.fault, ended.reply, node.mapped(), entry, now);
    } else {
        m_pacer.answered(now);
        settle(ended.reply, node.mapped(), entry);
    }
    m_ended.push_back(std::move(entry));
}

void GenerationRunner::settle(ChatReply &reply, const Flight &flight, LedgerWriter::Ended &entry)
{
    entry.state = RequestState::Settled;
    count(reply, flight, entry);
    entry.response = responseFrom(std::move(reply));
    ++m_live.settled;
}

void GenerationRunner::count(const ChatReply &reply,
                             const Flight &flight,
                             LedgerWriter::Ended &entry)
{
    entry.usage = usageOf(reply, flight.promptTokens);
    entry.cost = costAbout(entry.usage, m_price).value_or(0);
    m_budget.add(entry.usage, entry.cost);
    m_live.promptTokens += entry.usage.prompt;
    m_live.completionTokens += entry.usage.completion;
    m_live.cost += entry.cost;
}

void GenerationRunner::fail(const Fault &fault,
                            ChatReply &reply,
                            const Flight &flight,
                            LedgerWriter::Ended &entry,
                            Time now)
{
    if (isRefusal(fault.kind)) {
        m_pacer.refused(now, fault);
        m_live.lastRefusal = fault.message;
    }
    if (fault.remedy == Remedy::StopAll)
        stop(End::Refused, fault.message);
    entry.error = toUtf8(fault.message);
    entry.state = fault.mayBeCharged ? RequestState::Unknown : RequestState::Failed;
    if (fault.mayBeCharged) {
        count(reply, flight, entry);
        ++m_live.unknown;
    }
    entry.reasoning = std::move(reply.reasoning);
    entry.answer = std::move(reply.answer);
    if (fault.mayBeCharged)
        return;
    const auto pause = fault.remedy == Remedy::Retry && !m_stop
                           ? m_plan.retry.pause(fault, flight.attempts, m_random())
                           : std::nullopt;
    if (pause)
        m_queue.addAgain(
            {flight.prompt, entry.request, flight.sample, flight.attempts, fault.status},
            now + *pause);
    else
        failForGood(fault);
}

void GenerationRunner::failForGood(const Fault &fault)
{
    ++m_live.failed;
    if (m_report.firstFailure.isEmpty())
        m_report.firstFailure = fault.message;
    if (m_live.settled == 0 && m_live.failed >= HopelessFailures)
        stop(End::Refused, fault.message);
}

void GenerationRunner::stop(End why, const QString &words)
{
    if (m_stop)
        return;
    m_stop = why;
    m_words = words;
}

Result<std::vector<GenerationRunner::Boarding>> GenerationRunner::board(Time now)
{
    std::vector<Boarding> boarding;
    const std::vector<SampleQueue::Next> chosen = choose(now);
    if (chosen.empty())
        return boarding;
    std::vector<PromptId> ids;
    for (const SampleQueue::Next &next : chosen)
        ids.push_back(next.prompt);
    TRY_ASSIGN(const std::vector<Prompt> prompts, m_store.prompts(ids));
    for (const SampleQueue::Next &next : chosen) {
        const auto prompt =
            std::lower_bound(prompts.begin(), prompts.end(), next.prompt,
                             [](const Prompt &one, PromptId wanted) { return one.id < wanted; });
        if (auto ready = makeReady(next, *prompt))
            boarding.push_back(std::move(*ready));
    }
    return boarding;
}

/// As many as pace and budget let leave now.
std::vector<SampleQueue::Next> GenerationRunner::choose(Time now)
{
    std::vector<SampleQueue::Next> chosen;
    m_mayLeave = false;
    if (m_stop || m_controls.paused)
        return chosen;
    const auto running = static_cast<std::int64_t>(m_flights.size());
    const int most = mostInTurn(m_plan.settings.streams);
    const int room = std::min(m_pacer.room(now, static_cast<int>(running)), most);
    while (static_cast<int>(chosen.size()) < room && !m_queue.isEmpty()) {
        const std::int64_t others = running + static_cast<std::int64_t>(chosen.size());
        if (!m_budget.allows(others)) {
            if (others == 0)
                stop(End::Budget);
            break;
        }
        const auto next = m_queue.next(now);
        if (!next)
            break;
        chosen.push_back(*next);
    }
    m_mayLeave = static_cast<int>(chosen.size()) == most;
    return chosen;
}

std::optional<GenerationRunner::Boarding> GenerationRunner::makeReady(const SampleQueue::Next &next,
                                                                      const Prompt &prompt)
{
    auto messages = messagesFor(m_plan.settings, prompt);
    if (!messages) {
        ++m_report.promptsRefused;
        ++m_live.failed;
        if (m_report.firstRefusal.isEmpty())
            m_report.firstRefusal = messages.error().message;
        return {};
    }
    Boarding made;
    made.again = next.again;
    made.status = next.status;
    made.sample = next.sample;
    made.flight = {prompt.id, prompt.key, next.sample.value_or(0), next.attempts + 1,
                   tokensAbout(*messages)};
    made.request.model = m_plan.settings.model;
    made.request.messages = std::move(*messages);
    made.request.sampling = m_plan.settings.sampling;
    return made;
}

Result<LedgerWriter::Written> GenerationRunner::write(const std::vector<Boarding> &boarding,
                                                      Progress &progress)
{
    std::vector<LedgerWriter::Asked> asked;
    const int most = m_plan.more ? std::numeric_limits<int>::max() : m_plan.settings.samples;
    for (const Boarding &one : boarding)
        asked.push_back({one.flight.prompt, most, one.again, one.sample});
    auto written = m_writer.write(m_ended, asked, m_partials);
    for (int attempt = 1; !written && attempt < WriteAttempts && !m_ended.empty(); ++attempt) {
        const bool mayPass =
            written.error().code == Error::Code::Io || written.error().code == Error::Code::Busy;
        if (!mayPass || progress.isCancelled())
            break;
        std::this_thread::sleep_for(BetweenWrites);
        written = m_writer.write(m_ended, asked, m_partials);
    }
    TRY(written);
    m_ended.clear();
    m_partials.clear();
    return written;
}

void GenerationRunner::send(std::vector<Boarding> boarding,
                            const LedgerWriter::Written &written,
                            Time now)
{
    std::vector<TeacherLine::Task> tasks;
    for (std::size_t i = 0; i < boarding.size(); ++i) {
        const LedgerWriter::Sent &sent = written.sent[i];
        Boarding &one = boarding[i];
        if (sent.id.isNull()) {
            --m_live.planned; // somebody else asked, or brought it
            continue;
        }
        if (one.again) {
            ++m_live.retried;
            ++m_live.retriedAfter[one.status];
        } else {
            one.flight.sample = sent.sample;
        }
        // The same seed twice would give the same sample twice.
        if (one.request.sampling.seed)
            *one.request.sampling.seed += one.flight.sample;
        m_pacer.sent(now);
        m_flights.emplace(sent.id.value, std::move(one.flight));
        tasks.push_back({sent.id.value, std::move(one.request)});
    }
    m_line.send(std::move(tasks));
}

void GenerationRunner::show(Time now, bool ended)
{
    using Phase = LiveGeneration::State;
    m_live.state = ended               ? Phase::Ended
                   : m_stop            ? Phase::Stopping
                   : m_controls.paused ? Phase::Paused
                                       : Phase::Running;
    m_live.running = static_cast<std::int64_t>(m_flights.size());
    m_live.waiting = m_queue.waiting();
    m_live.remaining = m_queue.fresh();
    m_live.streamsAllowed = m_pacer.width();
    // While the last streams end, people are told why no others are started.
    if (!m_words.isEmpty())
        m_live.lastRefusal = m_words;
    m_controls.meter.show(m_live, m_pieces, now);
}

/// However the run ended, what is known of it goes into the ledger and the report.
Result<> GenerationRunner::close()
{
    m_live.streams.clear();
    // What waits for another attempt and gets none has failed.
    m_live.failed += m_queue.waiting();
    show(std::chrono::steady_clock::now(), true);
    m_report.batch = m_writer.batch();
    m_report.retried = m_live.retried;
    m_report.retriedAfter = m_live.retriedAfter;
    Spending &spending = m_report.spending;
    spending.settled = m_live.settled;
    spending.failed = m_live.failed;
    spending.unknown = m_live.unknown;
    spending.promptTokens = m_live.promptTokens;
    spending.completionTokens = m_live.completionTokens;
    spending.cost = m_live.cost;
    spending.currency = m_live.currency;
    return m_writer.finish();
}

} // namespace touchstone
