// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// What a person says of a prompt's two responses. None: nothing submitted yet (a draft).
enum class Outcome { None, Left, Right, Tie, Neither, Skip, BadProblem, ReferenceWrong };

/// Where a prompt stands for one annotator. imported = decided + skipped + drafted + open.
enum class State { Open, Drafted, Skipped, Decided };

/// One annotator's word on one prompt. Scores, tags and flags stand beside it.
struct Decision
{
    PromptId prompt;
    AnnotatorId annotator;
    Outcome outcome = Outcome::None;
    ResponseId left;   ///< what was shown left
    ResponseId right;  ///< what was shown right
    ResponseId chosen; ///< the choice for export; null: as the outcome says
    std::string note;
    std::int64_t durationMs = 0; ///< time the item was looked at, added up over visits
    std::int64_t decidedUs = 0;  ///< when it was last written

    bool operator==(const Decision &) const = default;
};

/// A whole number on one criterion of the rubric for one response by one annotator.
struct Score
{
    ResponseId response;
    AnnotatorId annotator;
    std::string criterion;
    int value = 0;

    bool operator==(const Score &) const = default;
};

/// Draft for Outcome::None: a Decision that exists without an outcome was begun and not submitted.
State stateOf(Outcome outcome);

/// "left", "right", "tie", "neither", "skip", "bad problem", "reference is wrong", "none".
std::string_view nameOf(Outcome outcome);
std::optional<Outcome> outcomeFromName(std::string_view name);
/// "open", "drafted", "skipped", "decided".
std::string_view nameOf(State state);
std::optional<State> stateFromName(std::string_view name);

/// The sum that is always in sight.
struct Accounting
{
    std::int64_t imported = 0;
    std::int64_t decided = 0;
    std::int64_t skipped = 0;
    std::int64_t drafted = 0;
    std::int64_t open = 0;

    bool operator==(const Accounting &) const = default;
};

} // namespace touchstone
