// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importdigests.h"

#include "keepablerow.h"

#include <base/text.h>

#include <cstring>

namespace touchstone {

namespace {

/// A prompt without turns before it has the hash of its text alone, so that a chat of one turn
/// meets a plain prompt.
Sha256Digest joinDigest(const IncomingRow &row)
{
    std::string said;
    for (const Message &message : row.history) {
        if (message.role == "system")
            continue;
        said += message.role;
        said.push_back('\0');
        said += normalizedText(message.content);
        said.push_back('\0');
    }
    return sha256(said + normalizedText(row.text));
}

} // namespace

Uid promptUidOf(std::string_view key, const Sha256Digest &prompt)
{
    thread_local std::string scratch;
    scratch.assign(key);
    scratch.push_back('\0');
    scratch.append(reinterpret_cast<const char *>(prompt.data()), prompt.size());
    return Uid::hashOf(scratch);
}

Sha256Digest digestOf(const Response &response, std::string &scratch)
{
    scratch.assign(response.reasoning);
    scratch.push_back('\0');
    scratch.append(response.answer);
    return sha256(scratch);
}

std::int64_t hash64(const Sha256Digest &digest)
{
    std::int64_t value = 0;
    std::memcpy(&value, digest.data(), sizeof value);
    return value;
}

void ImportDigests::take(const IncomingRow &row, std::span<const Response> finished)
{
    responses.clear();
    refusal = unkeepableIn(row, finished);
    if (!refusal.isEmpty())
        return;
    if (!row.text.empty()) {
        prompt = joinDigest(row);
        promptWords = countWords(row.text);
        if (!row.key.empty())
            promptUid = promptUidOf(row.key, prompt);
    }
    std::string said;
    for (const Response &response : finished)
        responses.push_back(digestOf(response, said));
}

} // namespace touchstone
