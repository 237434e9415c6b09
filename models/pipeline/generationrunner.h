// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "generatejob.h"
#include "generationbudget.h"
#include "generationmeter.h"
#include "missingsamples.h"
#include "samplequeue.h"
#include "teacherline.h"

#include <store/ledgerwriter.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <unordered_map>
#include <vector>

namespace touchstone {

/// What other threads say to a run of generating, and see of it.
struct GenerationControls
{
    std::atomic<bool> paused = false;
    std::atomic<bool> watched = false; ///< somebody looked since the run last asked
    GenerationMeter meter;
};

/// One run of generating: what leaves when, what becomes of what ended, and both in the ledger
/// before anything else happens. On the Store's thread; the bytes move on another.
class GenerationRunner final
{
    Q_DISABLE_COPY_MOVE(GenerationRunner)

public:
    /// `expected`: of one request. `controls` and `report` must outlive the run.
    static Result<std::unique_ptr<GenerationRunner>> begin(Store &store,
                                                           const GeneratePlan &plan,
                                                           const MissingSamples &missing,
                                                           const Usage &expected,
                                                           GenerationControls &controls,
                                                           GenerateJob::Report &report);
    /// Until all have ended. Fails as GenerateJob::run() does.
    Result<> run(Progress &progress);

private:
    using Time = std::chrono::steady_clock::time_point;
    using End = GenerateJob::End;

    /// A request on its way.
    struct Flight
    {
        PromptId prompt;
        std::string key;
        int sample = 0;
        int attempts = 0;
        std::int64_t promptTokens = 0; ///< about
    };
    /// One that is about to leave.
    struct Boarding
    {
        Flight flight;
        ChatRequest request;
        RequestId again;
        int status = 0;            ///< that it failed with before
        std::optional<int> sample; ///< that it has to be
    };

    GenerationRunner(Store &store,
                     const GeneratePlan &plan,
                     const Usage &expected,
                     GenerationControls &controls,
                     GenerateJob::Report &report,
                     LedgerWriter writer);

    Result<> turn(Progress &progress);
    void look(Time now);
    void land(TeacherClient::Ended &ended, Time now);
    void settle(ChatReply &reply, const Flight &flight, LedgerWriter::Ended &entry);
    void fail(const Fault &fault,
              ChatReply &reply,
              const Flight &flight,
              LedgerWriter::Ended &entry,
              Time now);
    void failForGood(const Fault &fault);
    void count(const ChatReply &reply, const Flight &flight, LedgerWriter::Ended &entry);
    [[nodiscard]] Result<std::vector<Boarding>> board(Time now);
    [[nodiscard]] std::vector<SampleQueue::Next> choose(Time now);
    [[nodiscard]] std::optional<Boarding> makeReady(const SampleQueue::Next &next,
                                                    const Prompt &prompt);
    Result<LedgerWriter::Written> write(const std::vector<Boarding> &boarding, Progress &progress);
    void send(std::vector<Boarding> boarding, const LedgerWriter::Written &written, Time now);
    void stop(End why, const QString &words = {});
    [[nodiscard]] bool isOver() const;
    [[nodiscard]] std::chrono::milliseconds pause(Time now) const;
    void show(Time now, bool ended = false);
    Result<> close();

    Store &m_store;
    const GeneratePlan &m_plan;
    const TokenPrice *m_price;
    GenerationControls &m_controls;
    GenerateJob::Report &m_report;
    LedgerWriter m_writer;
    Pacer m_pacer;
    GenerationBudget m_budget;
    SampleQueue m_queue;
    TeacherLine m_line;
    std::unordered_map<std::int64_t, Flight> m_flights; ///< by the request's number
    std::vector<LedgerWriter::Ended> m_ended;           ///< not in the ledger yet
    std::vector<LedgerWriter::Partial> m_partials;
    LiveGeneration m_live;
    std::int64_t m_pieces = 0;
    bool m_mayLeave = false;   ///< more than left in the last turn
    std::optional<End> m_stop; ///< nothing is started any more
    QString m_words;           ///< why, as the provider put it
    Time m_limitsSaid;
    std::mt19937_64 m_random{std::random_device{}()};
};

} // namespace touchstone
