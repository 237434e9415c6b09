// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sockets.h"
#include "transfer.h"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

using CURLM = void;

namespace touchstone {

/// Many requests at a time, moved by whoever calls poll(): all but wake() from one thread.
class Multi final
{
public:
    explicit Multi(const Site &site);
    ~Multi();
    Multi(const Multi &) = delete;
    Multi &operator=(const Multi &) = delete;

    /// No other request runs under `id`. `recording` as in Transfer::begin().
    void start(std::int64_t id, HttpRequest request, Recording *recording = nullptr);
    void poll(std::chrono::milliseconds wait, std::vector<TeacherClient::Ended> &ended);
    void wake();
    void cancel(std::int64_t id);
    void cancelAll();

    [[nodiscard]] int running() const { return static_cast<int>(m_running.size()); }
    void eachRunning(const std::function<void(const Transfer &)> &each) const;
    [[nodiscard]] const TeacherClient::ServerLimits &serverLimits() const { return m_limits; }

private:
    using Time = Transfer::Time;
    using Running = std::unordered_map<std::int64_t, std::unique_ptr<Transfer>>;

    bool admit();
    void admitAll();
    void noteConnection();
    static int onSocket(void *handle, int socket, int wanted, void *self, void *);
    static int onTimer(CURLM *multi, long after, void *self);
    void move(std::chrono::milliseconds wait);
    void takeEnded(std::vector<TeacherClient::Ended> &ended);
    void endStalled(std::vector<TeacherClient::Ended> &ended);
    void noteLimits(const ReplyHeaders &headers);
    /// Its handle and connections are used again.
    Running::iterator putAside(Running::iterator transfer);

    const Site &m_site;
    Sockets m_sockets;
    std::optional<Time> m_due; ///< when libcurl wants to be called, whatever the sockets do
    CURLM *m_multi;
    StreamWords m_streams;
    Running m_running;
    std::deque<std::int64_t> m_waiting;     ///< running, but not yet with libcurl
    std::optional<std::int64_t> m_entering; ///< with libcurl, but without a connection yet
    bool m_entersOneByOne;
    std::size_t m_carried = 0; ///< requests that the connections had room for
    std::vector<std::unique_ptr<Transfer>> m_idle;
    std::vector<TeacherClient::Ended> m_cancelled; ///< to be told by the next poll()
    TeacherClient::ServerLimits m_limits;
    std::chrono::milliseconds m_lookInterval; ///< for streams that stall
    Time m_looked{};
};

} // namespace touchstone
