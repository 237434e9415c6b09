// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <sys/epoll.h>
#include <unordered_map>
#include <vector>

namespace touchstone {

/// The sockets that libcurl waits for. By itself it polls all of them, and tries every transfer,
/// whenever one of them moves; here it is told which ones moved. All but wake() from one thread.
class Sockets final
{
public:
    Sockets();
    ~Sockets();
    Sockets(const Sockets &) = delete;
    Sockets &operator=(const Sockets &) = delete;

    /// `wanted`: one of libcurl's CURL_POLL_IN, _OUT, _INOUT, _REMOVE and _NONE.
    void watch(int socket, int wanted);
    struct Moved
    {
        int socket = 0;
        int events = 0; ///< CURL_CSELECT_…, of libcurl
    };
    /// Those that moved; none where `wait` passed or somebody called wake(). Valid until the next
    /// call.
    std::span<const Moved> wait(std::chrono::milliseconds wait);
    /// Ends a wait(), the next one where none is going on. Any thread.
    void wake() const;

private:
    static constexpr int AtOnce = 256;
    /// What libcurl wants of a socket, and what the system was asked for.
    struct Wish
    {
        std::uint32_t wanted = 0;
        std::uint32_t asked = 0;
        /// It may have been closed since, and another one have its number.
        bool isOther = false;
        bool isNew = false; ///< is in m_new
    };

    void askSystem();
    void ask(int socket, Wish &wish) const;
    [[nodiscard]] Moved movedBy(const epoll_event &event);

    int m_poll;
    int m_wake;
    std::unordered_map<int, Wish> m_wishes;
    std::vector<int> m_new; ///< sockets of which something else is wanted
    std::array<epoll_event, AtOnce> m_events{};
    std::array<Moved, AtOnce> m_moved{};
};

} // namespace touchstone
