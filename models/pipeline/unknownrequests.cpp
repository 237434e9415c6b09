// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "unknownrequests.h"

#include "replyresponse.h"

#include <store/ledgerwriter.h>

#include <map>
#include <vector>

namespace touchstone {

namespace {

/// The finish reason of a reply that we lost, which no server says.
constexpr const char *Lost = "lost";

LedgerWriter::Ended keptOf(const UnknownRequest &request)
{
    LedgerWriter::Ended ended;
    ended.request = request.entry.id;
    ended.state = RequestState::Settled;
    ended.serverId = request.entry.serverId;
    ended.usage = request.entry.usage;
    ended.cost = request.entry.cost;
    ended.finishReason = Lost;
    ChatReply reply;
    reply.reasoning = request.reasoning;
    reply.answer = request.answer;
    reply.serverId = request.entry.serverId;
    reply.finishReason = Lost;
    ended.response = responseFrom(std::move(reply));
    ended.response->flags |= Truncated;
    return ended;
}

} // namespace

Result<> forgoUnknown(Store &store, std::span<const UnknownRequest> requests)
{
    std::vector<RequestId> ids;
    for (const UnknownRequest &request : requests)
        ids.push_back(request.entry.id);
    return store.forgoRequests(ids);
}

Result<std::int64_t> keepUnknown(Store &store, std::span<const UnknownRequest> requests)
{
    std::map<GenerationId, std::vector<LedgerWriter::Ended>> byRun;
    for (const UnknownRequest &request : requests) {
        if (!request.reasoning.empty() || !request.answer.empty())
            byRun[request.generation].push_back(keptOf(request));
    }
    std::int64_t kept = 0;
    for (auto &[run, ended] : byRun) {
        TRY_ASSIGN(LedgerWriter writer, store.openGeneration(run));
        TRY_ASSIGN(const LedgerWriter::Written written, writer.write(ended));
        kept += written.settled;
    }
    return kept;
}

} // namespace touchstone
