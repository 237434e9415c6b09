// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "sockets.h"

#include <curl/curl.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace touchstone {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds LongestWait = std::chrono::hours(1);
/// Where the system refuses to wait, no loop may become a busy one.
constexpr milliseconds PauseOfRefused{10};

std::uint32_t eventsFor(int wanted)
{
    std::uint32_t events = 0;
    if (wanted == CURL_POLL_IN || wanted == CURL_POLL_INOUT)
        events |= EPOLLIN;
    if (wanted == CURL_POLL_OUT || wanted == CURL_POLL_INOUT)
        events |= EPOLLOUT;
    return events;
}

int selectedBy(std::uint32_t events)
{
    int selected = 0;
    if (events & (EPOLLIN | EPOLLHUP))
        selected |= CURL_CSELECT_IN; // the end of a connection is read too
    if (events & EPOLLOUT)
        selected |= CURL_CSELECT_OUT;
    if (events & EPOLLERR)
        selected |= CURL_CSELECT_ERR;
    return selected;
}

} // namespace

Sockets::Sockets()
    : m_poll(epoll_create1(EPOLL_CLOEXEC))
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_wake;
    epoll_ctl(m_poll, EPOLL_CTL_ADD, m_wake, &event);
}

Sockets::~Sockets()
{
    close(m_wake);
    close(m_poll);
}

void Sockets::watch(int socket, int wanted)
{
    Wish &wish = m_wishes[socket];
    wish.wanted = eventsFor(wanted);
    wish.isOther = wish.isOther || wanted == CURL_POLL_REMOVE;
    if (!std::exchange(wish.isNew, true))
        m_new.push_back(socket);
}

std::span<const Sockets::Moved> Sockets::wait(milliseconds wait)
{
    askSystem();
    const auto most = static_cast<int>(std::clamp(wait, milliseconds(0), LongestWait).count());
    const int count = epoll_wait(m_poll, m_events.data(), AtOnce, most);
    if (count < 0 && errno != EINTR)
        std::this_thread::sleep_for(std::min(PauseOfRefused, wait));
    std::size_t moved = 0;
    for (int index = 0; index < count; ++index) {
        m_moved[moved] = movedBy(m_events[static_cast<std::size_t>(index)]);
        moved += m_moved[moved].events != 0 ? 1 : 0;
    }
    return std::span(m_moved).first(moved);
}

Sockets::Moved Sockets::movedBy(const epoll_event &event)
{
    const int socket = event.data.fd;
    if (socket == m_wake) {
        eventfd_t times = 0;
        eventfd_read(m_wake, &times);
        return {};
    }
    Wish &wish = m_wishes[socket];
    if (wish.wanted == 0) {
        epoll_ctl(m_poll, EPOLL_CTL_DEL, socket, nullptr);
        wish.asked = 0;
        return {};
    }
    return {socket, selectedBy(event.events)};
}

/// A request that ends and the next one on the same connection want the same in turns; the system
/// is asked once, and not at all for a connection that rests, until something comes there.
void Sockets::askSystem()
{
    for (const int socket : m_new) {
        Wish &wish = m_wishes[socket];
        wish.isNew = false;
        if (wish.wanted != 0 && (wish.isOther || wish.wanted != wish.asked))
            ask(socket, wish);
    }
    m_new.clear();
}

void Sockets::ask(int socket, Wish &wish) const
{
    epoll_event event{};
    event.events = wish.wanted;
    event.data.fd = socket;
    // The system forgets a socket that is closed, and gives its number to another.
    const int likely = wish.asked != 0 ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    const int other = wish.asked != 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (epoll_ctl(m_poll, likely, socket, &event) != 0)
        epoll_ctl(m_poll, other, socket, &event);
    wish.asked = wish.wanted;
    wish.isOther = false;
}

void Sockets::wake() const
{
    eventfd_write(m_wake, 1);
}

} // namespace touchstone
