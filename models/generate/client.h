// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "chat.h"
#include "fault.h"
#include "secret.h"

#include <base/result.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace touchstone {

/// What bounds a client's requests.
struct ClientLimits
{
    int streams = 16;                            ///< at once, 1 to 512
    std::chrono::milliseconds connect{15'000};   ///< until a connection stands
    std::chrono::milliseconds stall{120'000};    ///< without a byte
    std::int64_t mostBytes = 64LL * 1024 * 1024; ///< of one reply
    /// Certificates to trust instead of the system's, in PEM; empty: SSL_CERT_FILE, else the
    /// system's.
    std::string caFile;
};

/// Requests to one teacher, many at a time, over libcurl. Belongs to one thread, which calls
/// poll(); wake() alone may be called from another. No retries: a fault is told, and whoever keeps
/// the ledger decides.
class TeacherClient final
{
public:
    TeacherClient(const TeacherProfile &teacher, Secret key, const ClientLimits &limits);
    ~TeacherClient();
    TeacherClient(const TeacherClient &) = delete;
    TeacherClient &operator=(const TeacherClient &) = delete;

    /// Sends a request, which poll() will tell the end of under `id`. Fails with BadInput where
    /// the request is out of the profile's bounds, with Busy where `streams` are running; then
    /// nothing left.
    Result<> start(std::int64_t id, const ChatRequest &request);

    /// How a request ended: well, or with a fault and what came before it.
    struct Ended
    {
        std::int64_t id = 0;
        ChatReply reply;
        std::optional<Fault> fault;
    };
    /// Moves bytes and appends what ended to `ended`; waits at most `wait` for anything to happen.
    void poll(std::chrono::milliseconds wait, std::vector<Ended> &ended);
    /// Makes a waiting poll() return. Any thread.
    void wake();

    [[nodiscard]] int running() const;
    /// Every running request: its id, what came so far, and how long ago it left.
    void eachRunning(
        const std::function<void(
            std::int64_t id, const ChatReply &soFar, std::chrono::milliseconds age)> &each) const;
    /// Takes the key out of what a server wrote so far. In what ended it is masked already.
    void mask(std::string &text) const;
    /// Ends a request, or all: the next poll() tells them as Cancelled.
    void cancel(std::int64_t id);
    void cancelAll();

    /// What the server last said in its headers of requests and tokens left.
    struct ServerLimits
    {
        std::optional<std::int64_t> requestsLeft;
        std::optional<std::int64_t> tokensLeft;
        std::optional<std::chrono::milliseconds> requestsReset; ///< from when it was said
        std::optional<std::chrono::milliseconds> tokensReset;
        std::chrono::steady_clock::time_point said;
    };
    [[nodiscard]] const ServerLimits &serverLimits() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// One request and its reply as they went over the line, for people who set a teacher up.
struct Exchange
{
    std::string request;  ///< head and body, the key as "[key]"
    std::string response; ///< head and the beginning of the body, 64 kB at most
    ChatReply reply;      ///< as the dialect read it
    std::optional<Fault> fault;
    std::chrono::milliseconds took{0};
};
/// Sends one request and waits for its end; `cancelled` is asked some times a second.
Exchange exchangeOnce(const TeacherProfile &teacher,
                      const Secret &key,
                      const ChatRequest &request,
                      const std::function<bool()> &cancelled,
                      const ClientLimits &limits = {});

/// The models that a teacher offers by its own list, sorted.
Result<std::vector<std::string>> listModels(const TeacherProfile &teacher,
                                            const Secret &key,
                                            const std::function<bool()> &cancelled,
                                            const ClientLimits &limits = {});

} // namespace touchstone
