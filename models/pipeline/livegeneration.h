// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/generation.h>

#include <QString>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace touchstone {

/// How a run of generating stands at one moment, for people who watch it.
struct LiveGeneration
{
    enum class State {
        Preparing, ///< what is missing is being found
        Running,
        Paused,   ///< running streams end, none is started
        Stopping, ///< the last streams end: a refusal, the budget, or a cancel
        Ended,
    };

    /// A request on its way.
    struct Stream
    {
        RequestId request;
        PromptId prompt;
        std::string key; ///< the prompt's
        int sample = 0;
        bool answering = false;  ///< false: still thinking, or nothing came yet
        std::int64_t tokens = 0; ///< about as many: the pieces that came
        std::chrono::milliseconds age{0};
        std::string tail; ///< the last 300 bytes at most, whole characters

        bool operator==(const Stream &) const = default;
    };

    State state = State::Preparing;
    std::int64_t planned = 0; ///< samples that were missing when the run began
    std::int64_t running = 0;
    std::int64_t settled = 0;
    std::int64_t failed = 0;  ///< and not asked again
    std::int64_t unknown = 0; ///< left and never ended here
    std::int64_t retried = 0; ///< attempts that were made again
    /// The same by the status of HTTP that each came after; 0: no reply had begun.
    std::map<int, std::int64_t> retriedAfter;
    std::int64_t waiting = 0;   ///< failed ones that are asked again soon
    std::int64_t remaining = 0; ///< neither running nor over
    std::int64_t promptTokens = 0;
    std::int64_t completionTokens = 0; ///< of what ended
    Nano cost = 0;                     ///< of what ended
    std::string currency;              ///< empty: no price is known
    double tokensPerSecond = 0;        ///< over the last seconds, all streams together
    std::chrono::milliseconds elapsed{0};
    std::optional<std::chrono::milliseconds> left; ///< nothing: cannot be told yet
    int streamsAllowed = 0; ///< at present; fewer than wanted where the server refuses
    int streamsWanted = 0;
    QString lastRefusal; ///< the server's words, for people; empty: there was none
    std::string source;
    std::vector<Stream> streams; ///< the oldest first

    bool operator==(const LiveGeneration &) const = default;
};

} // namespace touchstone
