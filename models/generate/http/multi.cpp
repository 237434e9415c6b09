// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "multi.h"

#include <curl/curl.h>

#include <algorithm>
#include <ctime>
#include <mutex>

namespace touchstone {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// A stall is seen at most this part of its limit late.
constexpr int LooksInStall = 8;

std::int64_t secondsSince1970()
{
    return std::time(nullptr);
}

CURLM *newMulti()
{
    // Before any thread uses the library; Debian 12's is built without a lock of its own here.
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    return curl_multi_init();
}

} // namespace

Multi::Multi(const Site &site)
    : m_site(site)
    , m_multi(newMulti())
    , m_entersOneByOne(site.origin().scheme == "https")
    , m_lookInterval(std::clamp(site.limits().stall / LooksInStall, 10ms, 1000ms))
{
    // Every stream may keep its connection.
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, static_cast<long>(site.limits().streams));
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Multi::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Multi::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
}

Multi::~Multi()
{
    for (const auto &[id, transfer] : m_running)
        curl_multi_remove_handle(m_multi, transfer->handle());
    m_running.clear();
    m_idle.clear();
    curl_multi_cleanup(m_multi);
}

void Multi::start(std::int64_t id, HttpRequest request, Recording *recording)
{
    Q_ASSERT(!m_running.contains(id));
    std::unique_ptr<Transfer> transfer;
    if (m_idle.empty()) {
        transfer = std::make_unique<Transfer>(m_site, m_streams);
    } else {
        transfer = std::move(m_idle.back());
        m_idle.pop_back();
    }
    transfer->begin(id, std::move(request), recording, steady_clock::now());
    m_running.emplace(id, std::move(transfer));
    m_waiting.push_back(id);
    admit();
}

void Multi::poll(milliseconds wait, std::vector<TeacherClient::Ended> &ended)
{
    if (!m_cancelled.empty()) {
        std::move(m_cancelled.begin(), m_cancelled.end(), std::back_inserter(ended));
        m_cancelled.clear();
        wait = 0ms;
    }
    if (!m_running.empty())
        wait = std::min(wait, m_lookInterval);
    do {
        move(wait);
        wait = 0ms;
        takeEnded(ended);
        noteConnection();
    } while (admit());
    endStalled(ended);
}

/// Waits for the sockets and moves the transfers whose bytes came or may leave.
void Multi::move(milliseconds wait)
{
    if (m_due)
        wait = std::min(
            wait, std::max(0ms, std::chrono::ceil<milliseconds>(*m_due - steady_clock::now())));
    int running = 0;
    for (const Sockets::Moved &moved : m_sockets.wait(wait))
        curl_multi_socket_action(m_multi, moved.socket, moved.events, &running);
    if (m_due && steady_clock::now() >= *m_due) {
        m_due.reset();
        curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

int Multi::onSocket(CURL *, int socket, int wanted, void *self, void *)
{
    static_cast<Multi *>(self)->m_sockets.watch(socket, wanted);
    return 0;
}

int Multi::onTimer(CURLM *, long after, void *self)
{
    auto *multi = static_cast<Multi *>(self);
    if (after < 0)
        multi->m_due.reset();
    else
        multi->m_due = steady_clock::now() + milliseconds(after);
    return 0;
}

void Multi::wake()
{
    m_sockets.wake();
}

void Multi::cancel(std::int64_t id)
{
    if (const auto found = m_running.find(id); found != m_running.end()) {
        m_cancelled.push_back(found->second->cancelled());
        putAside(found);
    }
}

void Multi::cancelAll()
{
    for (auto transfer = m_running.begin(); transfer != m_running.end();) {
        m_cancelled.push_back(transfer->second->cancelled());
        transfer = putAside(transfer);
    }
}

void Multi::eachRunning(const std::function<void(const Transfer &)> &each) const
{
    for (const auto &[id, transfer] : m_running)
        each(*transfer);
}

/// Over HTTP/2 many streams share a connection, but libcurl opens one more for each request that
/// finds no room, for all of them at once: so one after another has it look for room. Requests for
/// which there was room before need not wait for each other. Is true where any was let in.
bool Multi::admit()
{
    bool any = false;
    while (!m_waiting.empty()) {
        const bool hasRoom = m_running.size() - m_waiting.size() < m_carried;
        if (m_entersOneByOne && !hasRoom) {
            if (m_entering)
                return any;
            m_entering = m_waiting.front();
        }
        curl_multi_add_handle(m_multi, m_running.at(m_waiting.front())->handle());
        m_waiting.pop_front();
        any = true;
    }
    return any;
}

void Multi::admitAll()
{
    for (const std::int64_t id : m_waiting)
        curl_multi_add_handle(m_multi, m_running.at(id)->handle());
    m_waiting.clear();
}

void Multi::noteConnection()
{
    if (!m_entering)
        return;
    const Transfer &transfer = *m_running.at(*m_entering);
    if (!transfer.hasLeft())
        return;
    m_entering.reset();
    m_carried = std::max(m_carried, m_running.size() - m_waiting.size());
    // Over HTTP/1.1 each has a connection of its own.
    m_entersOneByOne = transfer.sharesConnection();
}

void Multi::takeEnded(std::vector<TeacherClient::Ended> &ended)
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const int code = message->data.result;
        void *self = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &self);
        auto *transfer = static_cast<Transfer *>(self);
        if (code == CURLE_OK && transfer->redirect(steady_clock::now())) {
            // Taken out and put in again, it begins anew.
            curl_multi_remove_handle(m_multi, transfer->handle());
            curl_multi_add_handle(m_multi, transfer->handle());
            continue;
        }
        noteLimits(transfer->headers());
        ended.push_back(transfer->finish(code, secondsSince1970()));
        putAside(m_running.find(transfer->id()));
    }
}

void Multi::endStalled(std::vector<TeacherClient::Ended> &ended)
{
    const Time now = steady_clock::now();
    if (now < m_looked + m_lookInterval)
        return;
    m_looked = now;
    for (auto transfer = m_running.begin(); transfer != m_running.end();) {
        const auto since = transfer->second->silentSince();
        if (!since || now < *since + m_site.limits().stall) {
            ++transfer;
            continue;
        }
        ended.push_back(transfer->second->stalled(secondsSince1970()));
        transfer = putAside(transfer);
    }
}

void Multi::noteLimits(const ReplyHeaders &headers)
{
    if (auto limits = headers.limits(secondsSince1970())) {
        m_limits = *limits;
        m_limits.said = steady_clock::now();
    }
}

Multi::Running::iterator Multi::putAside(Running::iterator transfer)
{
    const std::int64_t id = transfer->first;
    noteConnection();
    curl_multi_remove_handle(m_multi, transfer->second->handle());
    std::erase(m_waiting, id);
    if (m_entering == id) {
        // Without a connection the others need not wait for one another to fail.
        m_entering.reset();
        admitAll();
    }
    m_idle.push_back(std::move(transfer->second));
    return m_running.erase(transfer);
}

} // namespace touchstone
