// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "decision.h"
#include "generation.h"
#include "rubric.h"
#include "sortnames.h"
#include "source.h"

#include <array>
#include <utility>

namespace touchstone {

namespace {

constexpr std::array<std::string_view, 4> SourceKindNames = {"human", "teacher", "student", "edit"};
constexpr std::array<std::string_view, 8> OutcomeNames = {
    "none", "left", "right", "tie", "neither", "skip", "bad problem", "reference is wrong"};
constexpr std::array<std::string_view, 4> StateNames = {"open", "drafted", "skipped", "decided"};
constexpr std::array<std::string_view, 7> SortNames = {
    "import", "key", "state", "prompt words", "human words", "teacher words", "decided"};

constexpr std::array<std::string_view, 5> RequestStateNames{"sent", "settled", "failed", "unknown",
                                                            "forgone"};

template <typename Enum, std::size_t Size>
std::optional<Enum> find(const std::array<std::string_view, Size> &names, std::string_view name)
{
    for (std::size_t i = 0; i < Size; ++i) {
        if (names[i] == name)
            return static_cast<Enum>(i);
    }
    return {};
}

} // namespace

std::string_view nameOf(SourceKind kind)
{
    return SourceKindNames.at(static_cast<std::size_t>(kind));
}

std::optional<SourceKind> sourceKindFromName(std::string_view name)
{
    return find<SourceKind>(SourceKindNames, name);
}

std::string_view nameOf(Outcome outcome)
{
    return OutcomeNames.at(static_cast<std::size_t>(outcome));
}

std::optional<Outcome> outcomeFromName(std::string_view name)
{
    return find<Outcome>(OutcomeNames, name);
}

std::string_view nameOf(State state)
{
    return StateNames.at(static_cast<std::size_t>(state));
}

std::optional<State> stateFromName(std::string_view name)
{
    return find<State>(StateNames, name);
}

std::string_view nameOf(Query::Sort sort)
{
    return SortNames.at(static_cast<std::size_t>(sort));
}

std::optional<Query::Sort> sortFromName(std::string_view name)
{
    return find<Query::Sort>(SortNames, name);
}

std::string_view nameOf(RequestState state)
{
    return RequestStateNames.at(static_cast<std::size_t>(state));
}

State stateOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        return State::Drafted;
    case Outcome::Skip:
        return State::Skipped;
    default:
        return State::Decided;
    }
}

Rubric Rubric::standard()
{
    return {{{"Correctness", "Every step and the final answer are right."},
             {"Clarity", "Easy to follow, well ordered."},
             {"Completeness", "No step that the reader needs is missing."},
             {"Conciseness", "Nothing that the reader does not need."}}};
}

} // namespace touchstone
