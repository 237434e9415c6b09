// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "prompt.h"
#include "source.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace touchstone {

/// A response as a file has it: either `raw`, still to be split, or `reasoning` and `answer` apart.
struct IncomingResponse
{
    std::string source;             ///< empty: the import's own source
    std::optional<SourceKind> kind; ///< empty: the import's own kind
    int sample = 0;
    std::string raw;
    std::string reasoning;
    std::string answer;
    std::string finishReason; ///< "stop", "length"…; empty: not said
    std::string meta = "{}";

    bool operator==(const IncomingResponse &) const = default;
};

/// One row of a file, in the program's own words. Empty texts mean "the row has none".
struct IncomingRow
{
    std::int64_t line = 0; ///< from 1; for arrays of JSON the line on which the row begins
    std::string key;
    std::string text;
    std::string system;
    std::vector<Message> history;
    std::string reference;
    std::string meta = "{}"; ///< a JSON object: the columns that no role took
    std::vector<std::string> tags;
    std::vector<IncomingResponse> responses;

    bool operator==(const IncomingRow &) const = default;
};

/// A row that was not taken, and why. Kept with its import.
struct RefusedRow
{
    std::int64_t line = 0;   ///< from 1
    std::int64_t column = 0; ///< from 1, in bytes; 0: not known
    std::string reason;      ///< one sentence for people
    std::string head;        ///< the first bytes of the row (at most 200), made valid UTF-8

    bool operator==(const RefusedRow &) const = default;
};

} // namespace touchstone
