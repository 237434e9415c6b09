// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "judgement.h"

#include <algorithm>

namespace touchstone {
namespace {

/// The first response that `fits`, other than `taken`.
template <typename Fits>
ResponseId firstThat(const Item &item, ResponseId taken, Fits fits)
{
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        if (item.responses[i].id != taken && fits(item.sources[i]))
            return item.responses[i].id;
    }
    return {};
}

ResponseId sideFrom(const Item &item,
                    ResponseId taken,
                    SourceId wanted,
                    std::initializer_list<SourceKind> kinds)
{
    if (wanted) {
        if (const ResponseId id = firstThat(
                item, taken, [wanted](const Source &source) { return source.id == wanted; }))
            return id;
    }
    for (const SourceKind kind : kinds) {
        if (const ResponseId id = firstThat(
                item, taken, [kind](const Source &source) { return source.kind == kind; }))
            return id;
    }
    return firstThat(item, taken, [](const Source &) { return true; });
}

Outcome mirrored(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Left:
        return Outcome::Right;
    case Outcome::Right:
        return Outcome::Left;
    default:
        return outcome;
    }
}

bool isPreference(Outcome outcome)
{
    return outcome == Outcome::Left || outcome == Outcome::Right || outcome == Outcome::Tie
           || outcome == Outcome::Neither;
}

/// Whether what was said of the sides differs from what is kept. Looking at the same two the other
/// way round, or at other responses without a word on them, takes no decision back.
bool saidAnew(const Decision &kept, const Judgement &judgement)
{
    Judgement before;
    before.outcome = kept.outcome;
    before.left = kept.left;
    before.right = kept.right;
    const auto same = [&judgement](const Judgement &each) {
        return each.outcome == judgement.outcome && each.left == judgement.left
               && each.right == judgement.right;
    };
    if (same(before))
        return false;
    const bool otherSides = kept.left != judgement.left || kept.right != judgement.right;
    swapSides(before);
    return !same(before)
           && !(otherSides && judgement.outcome == Outcome::None && isPreference(kept.outcome));
}

std::vector<Edit> scoreEdits(const Item &item,
                             const Judgement &judgement,
                             const Rubric &rubric,
                             AnnotatorId annotator)
{
    std::vector<Edit> edits;
    const Judgement stored = judgementOf(item, rubric);
    for (const auto &[response, values] : judgement.scores) {
        const auto known = stored.scores.find(response);
        for (std::size_t i = 0; i < values.size() && i < rubric.criteria.size(); ++i) {
            const std::optional<int> old =
                known == stored.scores.end() ? std::nullopt : known->second[i];
            if (values[i] != old)
                edits.emplace_back(
                    SetScore{response, annotator, rubric.criteria[i].name, values[i]});
        }
    }
    return edits;
}

} // namespace

const Response *responseOf(const Item &item, ResponseId id)
{
    const auto found = std::find_if(item.responses.begin(), item.responses.end(),
                                    [id](const Response &response) { return response.id == id; });
    return found == item.responses.end() ? nullptr : &*found;
}

const Source *sourceOf(const Item &item, ResponseId id)
{
    const Response *response = responseOf(item, id);
    return response == nullptr
               ? nullptr
               : &item.sources[static_cast<std::size_t>(response - item.responses.data())];
}

Judgement judgementOf(const Item &item, const Rubric &rubric, const SidePreference &preference)
{
    Judgement judgement;
    judgement.left = sideFrom(item, {}, preference.left, {SourceKind::Human});
    judgement.right = sideFrom(item, judgement.left, preference.right,
                               {SourceKind::Teacher, SourceKind::Student, SourceKind::Edited});
    if (preference.swapped && judgement.right)
        std::swap(judgement.left, judgement.right);
    if (item.decision) {
        const Decision &decision = *item.decision;
        judgement.outcome = decision.outcome;
        judgement.chosen = decision.chosen;
        judgement.note = decision.note;
        if (responseOf(item, decision.left) != nullptr) {
            judgement.left = decision.left;
            judgement.right =
                responseOf(item, decision.right) != nullptr
                    ? decision.right
                    : sideFrom(item, judgement.left, preference.right, {SourceKind::Teacher});
        }
    }
    for (const Score &score : item.scores) {
        const auto criterion =
            std::find_if(rubric.criteria.begin(), rubric.criteria.end(),
                         [&score](const Criterion &each) { return each.name == score.criterion; });
        if (criterion == rubric.criteria.end())
            continue;
        auto &scores = judgement.scores[score.response];
        scores.resize(rubric.criteria.size());
        scores[static_cast<std::size_t>(criterion - rubric.criteria.begin())] = score.value;
    }
    return judgement;
}

bool isEmpty(const Judgement &judgement)
{
    const auto scored = [](const auto &entry) {
        return std::any_of(entry.second.begin(), entry.second.end(),
                           [](const auto &value) { return value.has_value(); });
    };
    return judgement.outcome == Outcome::None && judgement.note.empty() && judgement.chosen.isNull()
           && std::none_of(judgement.scores.begin(), judgement.scores.end(), scored);
}

void swapSides(Judgement &judgement)
{
    if (!judgement.right)
        return;
    std::swap(judgement.left, judgement.right);
    judgement.outcome = mirrored(judgement.outcome);
}

Step stepFor(const Item &item,
             const Judgement &judgement,
             const Rubric &rubric,
             AnnotatorId annotator,
             std::int64_t durationMs)
{
    Step step;
    const std::vector<Edit> scores = scoreEdits(item, judgement, rubric, annotator);
    Decision decision = item.decision.value_or(Decision{});
    const bool anew =
        item.decision ? saidAnew(decision, judgement) : judgement.outcome != Outcome::None;
    if (!anew && scores.empty() && judgement.chosen == decision.chosen
        && judgement.note == decision.note)
        return step;
    decision.prompt = item.prompt.id;
    decision.annotator = annotator;
    decision.chosen = judgement.chosen;
    decision.note = judgement.note;
    if (anew || !item.decision) {
        decision.outcome = judgement.outcome;
        decision.left = judgement.left;
        decision.right = judgement.right;
    }
    decision.durationMs += durationMs;
    step.edits.emplace_back(SetDecision{item.prompt.id, annotator,
                                        isEmpty(judgement) && decision.outcome == Outcome::None
                                            ? std::nullopt
                                            : std::optional<Decision>(decision)});
    step.edits.insert(step.edits.end(), scores.begin(), scores.end());
    return step;
}

} // namespace touchstone
