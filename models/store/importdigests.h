// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/hash.h>
#include <base/ids.h>
#include <record/incoming.h>
#include <record/response.h>

#include <QString>

#include <span>
#include <string>
#include <vector>

namespace touchstone {

/// What an import must know of a row's texts before it looks into the project: the part of its work
/// that needs no Store, so that another thread can do it.
struct ImportDigests
{
    QString refusal;       ///< for people: why no project can keep the row; empty: it can
    Sha256Digest prompt{}; ///< what prompts are joined by; nothing for a row without a prompt
    int promptWords = 0;   ///< the same
    Uid promptUid;         ///< where the row has a key: of a new prompt under it
    std::vector<Sha256Digest> responses; ///< of reasoning, a NUL and answer

    /// On any thread. Where there is a refusal, the rest says nothing.
    void take(const IncomingRow &row, std::span<const Response> finished);
};

/// Of reasoning, a NUL and answer. `scratch`: room to be used again.
Sha256Digest digestOf(const Response &response, std::string &scratch);
/// Holds in every copy of the project, whoever imported first.
Uid promptUidOf(std::string_view key, const Sha256Digest &prompt);
/// The first eight bytes of a digest, as the tables keep it.
std::int64_t hash64(const Sha256Digest &digest);

} // namespace touchstone
