// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <generate/client.h>

#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace touchstone {

/// A teacher's client on a thread of its own, so that no stream waits for the disk and no reply for
/// another's bytes. All calls from the thread that made it, but for lastly() and watch().
class TeacherLine final
{
    Q_DISABLE_COPY_MOVE(TeacherLine)

public:
    struct Task
    {
        std::int64_t id = 0;
        ChatRequest request;
    };
    /// What came so far of one that runs.
    struct Text
    {
        std::int64_t id = 0;
        std::string reasoning;
        std::string answer;
    };
    struct Taken
    {
        std::vector<TeacherClient::Ended> ended;
        std::vector<Text> texts; ///< of long streams that grew much since they were last given
    };
    /// How a running request stands.
    struct Stream
    {
        std::int64_t id = 0;
        bool answering = false;
        std::int64_t pieces = 0;
        std::chrono::milliseconds age{0};
        std::string tail; ///< at most TailBytes, whole characters
    };
    struct Lastly
    {
        std::vector<Stream> streams; ///< empty while nobody watches
        std::int64_t pieces = 0;     ///< of all that run and ended
        TeacherClient::ServerLimits limits;
    };
    static constexpr std::size_t TailBytes = 300;

    TeacherLine(const TeacherProfile &teacher, const Secret &key, const ClientLimits &limits);
    ~TeacherLine(); ///< ends what runs

    /// They leave at once; a request that cannot is taken as ended.
    void send(std::vector<Task> tasks);
    /// All that run end as Cancelled.
    void cancelAll();
    /// At most `most` of those that ended, the first ones first; waits at most `wait` for one.
    Taken take(std::chrono::milliseconds wait, int most);
    /// Made anew 20 times a second while somebody watches, else twice. Any thread.
    [[nodiscard]] Lastly lastly() const;
    /// Somebody wants to see the streams during the next second. Any thread.
    void watch();

private:
    using Clock = std::chrono::steady_clock;

    void work();
    void begin(std::vector<Task> tasks);
    void look();
    void gatherTexts();

    TeacherClient m_client;
    std::thread m_thread;

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_ready;
    std::vector<Task> m_tasks;
    Taken m_taken;
    Lastly m_lastly;
    bool m_cancelling = false;
    bool m_ending = false;

    std::atomic<Clock::rep> m_watchedUntil = 0;
    // The thread's own.
    std::vector<TeacherClient::Ended> m_ended;
    std::unordered_map<std::int64_t, std::size_t> m_given; ///< bytes of texts that were given
    std::int64_t m_endedPieces = 0;
    Clock::time_point m_looked;
    Clock::time_point m_gathered;
};

} // namespace touchstone
