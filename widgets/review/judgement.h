// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/edit.h>
#include <record/item.h>
#include <record/rubric.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace touchstone {

/// What a person has entered on one item and not yet given to the store. Scores belong to
/// responses, not to sides, so that changing what is shown loses none.
struct Judgement
{
    using Scores = std::vector<std::optional<int>>; ///< in the rubric's order

    Outcome outcome = Outcome::None;
    ResponseId left;
    ResponseId right; ///< null: there is one response only
    ResponseId chosen;
    std::string note;
    std::map<ResponseId, Scores> scores;

    bool operator==(const Judgement &) const = default;
};

/// Which sources a person wants to see at the left and right; null: as it comes.
struct SidePreference
{
    SourceId left;
    SourceId right;
    bool swapped = false;
};

/// Human left and teacher right where there are such, else the first two; a stored decision's sides
/// come before all.
Judgement
judgementOf(const Item &item, const Rubric &rubric, const SidePreference &preference = {});

/// Nothing was said: no outcome, note, score or choice.
bool isEmpty(const Judgement &judgement);

/// The sides changed over, and with them what left and right mean.
void swapSides(Judgement &judgement);

/// The edits that bring the store from `item` to `judgement`; none where nothing changed. The time
/// is added to what is there.
Step stepFor(const Item &item,
             const Judgement &judgement,
             const Rubric &rubric,
             AnnotatorId annotator,
             std::int64_t durationMs);

/// Null where there is none.
const Response *responseOf(const Item &item, ResponseId id);
const Source *sourceOf(const Item &item, ResponseId id);

} // namespace touchstone
