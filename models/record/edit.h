// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "batch.h"
#include "checkrules.h"
#include "choice.h"
#include "decision.h"
#include "readingmarks.h"
#include "response.h"
#include "rubric.h"
#include "verdict.h"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace touchstone {

/// What people can change. Every edit sets a value and knows where it stands, so that performing it
/// gives back the same kind of edit with the value that was there: its inverse.
struct SetDecision
{
    PromptId prompt;
    AnnotatorId annotator;
    std::optional<Decision> value; ///< nothing: as if never looked at
    bool operator==(const SetDecision &) const = default;
};

struct SetScore
{
    ResponseId response;
    AnnotatorId annotator;
    std::string criterion;
    std::optional<int> value;
    bool operator==(const SetScore &) const = default;
};

struct SetTag
{
    PromptId prompt;
    std::string tag;
    bool present = true;
    bool operator==(const SetTag &) const = default;
};

struct SetFlag
{
    PromptId prompt;
    bool flagged = true;
    bool operator==(const SetFlag &) const = default;
};

/// A person's new response. Its uid must be set (UUIDv7); id and sample are given by the store.
struct AddResponse
{
    Response response;
    bool operator==(const AddResponse &) const = default;
};

/// Hides or shows a person's response; the inverse of AddResponse hides it.
struct SetResponseActive
{
    Uid response;
    bool active = false;
    bool operator==(const SetResponseActive &) const = default;
};

/// Takes an import back, or brings it in again.
struct SetBatchActive
{
    BatchId batch;
    bool active = false;
    bool operator==(const SetBatchActive &) const = default;
};

struct SetRubric
{
    Rubric rubric;
    bool operator==(const SetRubric &) const = default;
};

struct SetStepCut
{
    TextPlace place; ///< not a text's beginning
    AnnotatorId annotator;
    std::optional<bool> begins; ///< as in StepCut; nothing: as the rule says
    bool operator==(const SetStepCut &) const = default;
};

struct SetStepMark
{
    TextPlace place;
    AnnotatorId annotator;
    std::optional<StepMark> value; ///< nothing: not marked
    bool operator==(const SetStepMark &) const = default;
};

struct SetFirstError
{
    ResponseId response;
    TextPart part = TextPart::Reasoning;
    AnnotatorId annotator;
    std::optional<std::size_t> byte; ///< where the first wrong step begins; nothing: not marked
    bool operator==(const SetFirstError &) const = default;
};

struct SetErrorSpan
{
    Uid span;
    AnnotatorId annotator;
    std::optional<ErrorSpan> value; ///< nothing: it is not there
    bool operator==(const SetErrorSpan &) const = default;
};

struct SetPin
{
    Pin pin; ///< either way round
    AnnotatorId annotator;
    bool present = true;
    bool operator==(const SetPin &) const = default;
};

struct SetErrorTypes
{
    ErrorTypes types;
    bool operator==(const SetErrorTypes &) const = default;
};

struct SetOverrule
{
    ResponseId response;
    AnnotatorId annotator;
    std::optional<Overrule> value; ///< nothing: as the machine says
    bool operator==(const SetOverrule &) const = default;
};

struct SetCheckRules
{
    CheckRules rules;
    bool operator==(const SetCheckRules &) const = default;
};

/// Puts what a rule chose in force, or out of it.
struct SetChoiceActive
{
    ChoiceId choice;
    bool active = false;
    bool operator==(const SetChoiceActive &) const = default;
};

using Edit = std::variant<SetDecision,
                          SetScore,
                          SetTag,
                          SetFlag,
                          AddResponse,
                          SetResponseActive,
                          SetBatchActive,
                          SetRubric,
                          SetStepCut,
                          SetStepMark,
                          SetFirstError,
                          SetErrorSpan,
                          SetPin,
                          SetErrorTypes,
                          SetOverrule,
                          SetCheckRules,
                          SetChoiceActive>;

/// What a person did, in one go: undone and redone as a whole. Words for it are made when shown.
struct Step
{
    std::vector<Edit> edits;
};

/// Whether a step touches all that an import brought: seconds for a large one, so it is not done
/// while a person waits.
[[nodiscard]] inline bool concernsAnImport(const Step &step)
{
    return std::any_of(step.edits.begin(), step.edits.end(), [](const Edit &edit) {
        return std::holds_alternative<SetBatchActive>(edit);
    });
}

} // namespace touchstone
