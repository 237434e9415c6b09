// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "source.h"
#include "verdict.h"

#include <base/ids.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace touchstone {

/// Responses that a rule chose of a project, for exports. Made as a whole and never changed;
/// whether it is in force is a person's edit, so that a choice of a million is undone in a moment.
struct Choice
{
    ChoiceId id;
    Uid uid;
    std::string rule; ///< a JSON object, for people and manifests
    std::int64_t madeUs = 0;
    std::int64_t prompts = 0;   ///< that have at least one
    std::int64_t responses = 0; ///< that were chosen
    bool active = false;        ///< at most one is

    bool operator==(const Choice &) const = default;
};

/// What a rule that chooses among the responses to a prompt may look at.
struct ResponseFacts
{
    ResponseId response;
    Uid uid;
    std::string source;
    SourceKind kind = SourceKind::Human;
    int sample = 0;
    int words = 0;                    ///< of reasoning and answer
    std::optional<Standing> standing; ///< the asking annotator's word, else the machine's
    std::optional<double> score; ///< a validator's, else the mean of the asking annotator's scores

    bool operator==(const ResponseFacts &) const = default;
};

struct PromptFacts
{
    PromptId prompt;
    Uid uid;
    std::string key;
    std::vector<ResponseFacts> responses;

    bool operator==(const PromptFacts &) const = default;
};

} // namespace touchstone
