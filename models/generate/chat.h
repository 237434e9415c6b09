// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/generation.h>
#include <record/prompt.h>

#include <string>
#include <vector>

namespace touchstone {

/// What is asked of a teacher, before an interface gives it a form.
struct ChatRequest
{
    std::string model;
    std::vector<Message> messages;
    Sampling sampling;
    bool stream = true;

    bool operator==(const ChatRequest &) const = default;
};

/// What came back, whole or so far. All texts are UTF-8, cut only between code points.
struct ChatReply
{
    std::string reasoning;
    std::string answer;
    std::string reasoningPlace; ///< the member or "tags" it came in; empty: there was none
    std::string finishReason;   ///< "stop", "length"…; empty: not said
    std::string model;          ///< as the server names it
    std::string serverId;       ///< the reply's id there
    std::string logprobs;       ///< JSON of the tokens' log-probabilities; empty: not asked for
    std::int64_t pieces = 0;    ///< chunks with text: about as many tokens
    Usage usage;

    bool operator==(const ChatReply &) const = default;
};

} // namespace touchstone
