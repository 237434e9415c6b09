// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "transfer.h"

#include <chrono>
#include <functional>
#include <memory>
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

    void takeEnded(std::vector<TeacherClient::Ended> &ended);
    void endStalled(std::vector<TeacherClient::Ended> &ended);
    void noteLimits(const ReplyHeaders &headers);
    /// Its handle and connections are used again.
    Running::iterator putAside(Running::iterator transfer);

    const Site &m_site;
    CURLM *m_multi;
    Running m_running;
    std::vector<std::unique_ptr<Transfer>> m_idle;
    std::vector<TeacherClient::Ended> m_cancelled; ///< to be told by the next poll()
    TeacherClient::ServerLimits m_limits;
    std::chrono::milliseconds m_lookInterval; ///< for streams that stall
    Time m_looked{};
};

} // namespace touchstone
