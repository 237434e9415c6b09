// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>

#include <cstdint>
#include <vector>

namespace touchstone {

/// What changed in a project, told to every view by one signal.
struct Changes
{
    enum Kind : std::uint32_t {
        Prompts = 1,   ///< prompts were added, hidden or shown
        Responses = 2, ///< responses were added, hidden or shown
        Decisions = 4, ///< decisions, scores, notes
        Tags = 8,      ///< tags and flags
        Rubric = 16,
        Search = 32,    ///< the full-text index is further on
        Steps = 64,     ///< something was done, undone or redone
        Marks = 128,    ///< what is marked in responses, and the types of errors
        Verdicts = 256, ///< what the machine, or a person in its place, says of responses
        Choices = 512,  ///< what a rule chose
        Ledger = 1024,  ///< requests to teachers and what they cost
        Everything = ~0U,
    };

    std::uint32_t kinds = 0;
    std::vector<PromptId> prompts; ///< empty: any
    const void *origin = nullptr;  ///< the view that asked for it, which may skip its own change
};

} // namespace touchstone
