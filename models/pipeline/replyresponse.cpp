// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replyresponse.h"

#include "readyresponse.h"

#include <base/json.h>
#include <generate/teachers.h>

#include <algorithm>

namespace touchstone {

namespace {

std::string metaOf(const ChatReply &reply)
{
    Json meta = Json::object();
    if (!reply.model.empty())
        meta["model"] = reply.model;
    if (!reply.finishReason.empty())
        meta["finish_reason"] = reply.finishReason;
    if (!reply.serverId.empty())
        meta["id"] = reply.serverId;
    if (reply.usage.known) {
        meta["prompt_tokens"] = reply.usage.prompt;
        meta["completion_tokens"] = reply.usage.completion;
        if (reply.usage.reasoning > 0)
            meta["reasoning_tokens"] = reply.usage.reasoning;
    }
    if (!reply.logprobs.empty()) {
        if (auto logprobs = parseJson(reply.logprobs))
            meta["logprobs"] = std::move(*logprobs);
    }
    return dumpJson(meta);
}

} // namespace

Response responseFrom(ChatReply &&reply)
{
    IncomingResponse incoming;
    incoming.meta = metaOf(reply);
    incoming.finishReason = std::move(reply.finishReason);
    // Without a reasoning of its own, the text may hold one between tags that a dialect knows.
    if (reply.reasoning.empty()) {
        incoming.raw = std::move(reply.answer);
    } else {
        incoming.reasoning = std::move(reply.reasoning);
        incoming.answer = std::move(reply.answer);
    }
    Response response;
    finishResponse(incoming, response);
    return response;
}

std::int64_t tokensAbout(std::string_view text)
{
    std::int64_t ascii = 0;
    std::int64_t others = 0;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        ascii += byte < 0x80U ? 1 : 0;
        others += byte >= 0xc0U ? 1 : 0; // the first byte of a character
    }
    return (ascii + 3) / 4 + others;
}

std::int64_t tokensAbout(const std::vector<Message> &messages)
{
    constexpr std::int64_t AroundEach = 4; // role and marks of a message
    std::int64_t tokens = 0;
    for (const Message &message : messages)
        tokens += tokensAbout(message.content) + AroundEach;
    return tokens;
}

Usage usageOf(const ChatReply &reply, std::int64_t promptTokens)
{
    if (reply.usage.known)
        return reply.usage;
    Usage usage = reply.usage;
    usage.prompt = promptTokens;
    usage.reasoning = tokensAbout(reply.reasoning);
    usage.completion = std::max(reply.pieces, usage.reasoning + tokensAbout(reply.answer));
    return usage;
}

std::optional<Nano> costAbout(Usage usage, const TokenPrice *price)
{
    usage.known = true;
    return costOf(usage, price);
}

} // namespace touchstone
