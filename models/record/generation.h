// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "teacher.h"

#include <base/ids.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// Tokens as the server counted them.
struct Usage
{
    std::int64_t prompt = 0;     ///< all tokens of the prompt, those `cached` too
    std::int64_t cached = 0;     ///< of the prompt, those the server had already
    std::int64_t completion = 0; ///< reasoning and answer together
    std::int64_t reasoning = 0;  ///< of them, the reasoning; 0 where the server does not say
    bool known = false;          ///< false: the server did not say, all are 0
    std::optional<Nano> cost;    ///< where the server names the money itself

    bool operator==(const Usage &) const = default;
};

/// Where a request to a teacher stands in the ledger.
enum class RequestState {
    Sent,    ///< left, or was about to: the end is not known yet
    Settled, ///< answered; its response is in the project
    Failed,  ///< ended in an error, and nothing was charged as far as one can know
    Unknown, ///< left and never ended here: may have been charged
    Forgone, ///< was unknown, and a person gave it up
};
constexpr RequestState AllRequestStates[] = {RequestState::Sent, RequestState::Settled,
                                             RequestState::Failed, RequestState::Unknown,
                                             RequestState::Forgone};

/// "sent", "settled", "failed", "unknown", "forgone".
std::string_view nameOf(RequestState state);

/// One of the responses that a source may give to a prompt.
struct PromptSample
{
    PromptId prompt;
    int sample = 0;

    bool operator==(const PromptSample &) const = default;
};

/// What a run of generating asks of whom. Kept with the run as JSON; holds no key.
struct GenerationSettings
{
    TeacherProfile teacher;
    std::string model;
    std::string source;                 ///< whose responses they become; empty: the model's name
    std::string filter;                 ///< the prompts' query; empty: all
    std::string system;                 ///< template of the system message; empty: the prompt's own
    std::string message = "{{prompt}}"; ///< template of the user's message
    int samples = 1; ///< of each prompt, counted with those that this source already has
    Sampling sampling;
    int streams = 16;                        ///< at once, 1 to 512
    std::optional<Nano> budget;              ///< in the currency of the model's price
    std::optional<std::int64_t> tokenBudget; ///< of prompts and replies together

    bool operator==(const GenerationSettings &) const = default;
};

/// One request to a teacher as the ledger has it.
struct LedgerEntry
{
    RequestId id;
    PromptId prompt;
    int sample = 0;
    RequestState state = RequestState::Sent;
    int attempts = 0;     ///< that left, the running one too
    std::string serverId; ///< the server's name for it; empty: it gave none
    std::int64_t sentUs = 0;
    std::int64_t endedUs = 0; ///< 0: not ended
    Usage usage;
    Nano cost = 0;
    std::string finishReason;
    std::string error; ///< for people, with the provider's words, never with a key
    ResponseId response;

    bool operator==(const LedgerEntry &) const = default;
};

/// What requests came to: of a run, of a source, or in total.
struct Spending
{
    std::int64_t sent = 0;
    std::int64_t settled = 0;
    std::int64_t failed = 0;
    std::int64_t unknown = 0;
    std::int64_t forgone = 0;
    std::int64_t promptTokens = 0;
    std::int64_t completionTokens = 0;
    Nano cost = 0;
    std::string currency; ///< empty: no price was known

    bool operator==(const Spending &) const = default;
};

/// What the requests for one source came to, in one currency.
struct SourceSpending
{
    SourceId source;
    Spending spending;

    bool operator==(const SourceSpending &) const = default;
};

/// One run of generating in the project's list.
struct GenerationRun
{
    GenerationId id;
    Uid uid;
    BatchId batch; ///< of its responses; null: there are none yet
    SourceId source;
    std::string teacher;
    std::string model;
    std::string settings; ///< JSON of GenerationSettings
    std::int64_t startedUs = 0;
    std::int64_t endedUs = 0; ///< 0: at work, or its requests are in a batch file
    bool inFile = false;      ///< asked by a batch file
    Spending spending;

    bool operator==(const GenerationRun &) const = default;
};

/// A request whose fate is unknown, for people to decide about.
struct UnknownRequest
{
    LedgerEntry entry;
    GenerationId generation;
    SourceId source;
    std::string key;       ///< the prompt's
    std::string reasoning; ///< what came before it was lost, as it was last kept
    std::string answer;

    bool operator==(const UnknownRequest &) const = default;
};

} // namespace touchstone
