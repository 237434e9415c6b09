// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "bestof.h"

#include <base/hash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <tuple>
#include <vector>

namespace touchstone {

namespace {

using By = BestOfRule::By;

constexpr std::array<std::string_view, 5> ByNames = {"shortest", "longest", "median", "highest",
                                                     "random"};
constexpr std::array<std::string_view, 14> ReasonNames = {"from another source",
                                                          "not checked",
                                                          "no reference",
                                                          "not correct",
                                                          "cannot tell",
                                                          "no answer",
                                                          "cut off",
                                                          "no score",
                                                          "longer than those kept",
                                                          "shorter than those kept",
                                                          "farther from the median length",
                                                          "lower score than those kept",
                                                          "as good, a later sample",
                                                          "not drawn"};
constexpr std::array<std::string_view, 4> OutcomeNames = {
    "enough are correct", "fewer than n are correct", "none is correct",
    "no correct one has a score"};

/// Why it is no candidate to choose from; nothing: it is correct.
std::optional<DropReason> unfitness(const Candidate &candidate, const BestOfRule &rule)
{
    if (std::find(rule.kinds.begin(), rule.kinds.end(), candidate.kind) == rule.kinds.end())
        return DropReason::OtherSource;
    if (!candidate.standing)
        return DropReason::NotChecked;
    switch (*candidate.standing) {
    case Standing::Correct:
        return {};
    case Standing::Wrong:
    case Standing::UnitDiffers:
    case Standing::FormDiffers:
        return DropReason::Wrong;
    case Standing::CannotTell:
        return DropReason::CannotTell;
    case Standing::NoAnswer:
        return DropReason::NoAnswer;
    case Standing::Truncated:
        return DropReason::Truncated;
    case Standing::Skip:
        return DropReason::NoReference;
    }
    return DropReason::Wrong;
}

/// A correct candidate, and what it is ranked by: less is better.
struct Ranked
{
    std::size_t index = 0; ///< among the candidates, which go by sample and uid
    double cost = 0;
    Sha256Digest drawn = {};
};

/// Between the two in the middle where `words` are even in number; 0 where there are none.
double medianOf(std::vector<int> words)
{
    if (words.empty())
        return 0;
    std::sort(words.begin(), words.end());
    const std::size_t half = words.size() / 2;
    return words.size() % 2 == 1 ? words[half] : (words[half - 1] + words[half]) / 2.0;
}

/// The best of `correct`, which are indices of `all`, first.
std::vector<Ranked> ranked(const std::vector<std::size_t> &correct,
                           const std::vector<Candidate> &all,
                           const Uid &prompt,
                           const BestOfRule &rule)
{
    std::vector<int> words;
    for (const std::size_t index : correct)
        words.push_back(all[index].words);
    const double median = medianOf(words);
    std::vector<Ranked> made;
    for (const std::size_t index : correct) {
        const Candidate &candidate = all[index];
        Ranked one{index};
        switch (rule.by) {
        case By::Shortest:
            one.cost = candidate.words;
            break;
        case By::Longest:
            one.cost = -candidate.words;
            break;
        case By::Median:
            one.cost = std::abs(candidate.words - median);
            break;
        case By::Highest:
            one.cost = -candidate.score.value_or(0);
            break;
        case By::Random:
            one.drawn =
                sha256(prompt.hex() + ":" + candidate.uid.hex() + ":" + std::to_string(rule.seed));
            break;
        }
        made.push_back(one);
    }
    std::sort(made.begin(), made.end(), [](const Ranked &one, const Ranked &other) {
        return std::tie(one.cost, one.drawn, one.index)
               < std::tie(other.cost, other.drawn, other.index);
    });
    return made;
}

/// Why a correct one is not among the kept, of which `worst` is the last.
DropReason lagging(const Ranked &one, const Ranked &worst, By by)
{
    if (by == By::Random)
        return DropReason::NotDrawn;
    if (one.cost == worst.cost)
        return DropReason::LaterSample;
    switch (by) {
    case By::Shortest:
        return DropReason::Longer;
    case By::Longest:
        return DropReason::Shorter;
    case By::Median:
        return DropReason::FartherFromMedian;
    default:
        return DropReason::LowerScore;
    }
}

} // namespace

std::string_view nameOf(By by)
{
    return ByNames[static_cast<std::size_t>(by)];
}

std::optional<By> bestByNamed(std::string_view name)
{
    const auto found = std::find(ByNames.begin(), ByNames.end(), name);
    return found == ByNames.end() ? std::nullopt
                                  : std::optional(static_cast<By>(found - ByNames.begin()));
}

std::string_view nameOf(DropReason reason)
{
    return ReasonNames[static_cast<std::size_t>(reason)];
}

std::string_view nameOf(BestOfOutcome outcome)
{
    return OutcomeNames[static_cast<std::size_t>(outcome)];
}

BestOf bestOf(const Uid &prompt, std::vector<Candidate> candidates, const BestOfRule &rule)
{
    Q_ASSERT(rule.n >= 1);
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &one, const Candidate &two) {
        return std::tie(one.sample, one.uid) < std::tie(two.sample, two.uid);
    });
    std::vector<std::optional<DropReason>> reasons;
    std::vector<std::size_t> correct;
    bool anyCorrect = false;
    for (const Candidate &candidate : candidates) {
        reasons.push_back(unfitness(candidate, rule));
        anyCorrect = anyCorrect || !reasons.back();
        const bool scored = candidate.score && std::isfinite(*candidate.score);
        if (!reasons.back() && rule.by == By::Highest && !scored)
            reasons.back() = DropReason::NoScore;
        if (!reasons.back())
            correct.push_back(reasons.size() - 1);
    }
    BestOf best;
    const std::vector<Ranked> order = ranked(correct, candidates, prompt, rule);
    const std::size_t count = std::min(static_cast<std::size_t>(rule.n), order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i < count)
            best.kept.push_back(candidates[order[i].index].response);
        else
            reasons[order[i].index] = lagging(order[i], order[count - 1], rule.by);
    }
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (reasons[i])
            best.dropped.push_back({candidates[i].response, *reasons[i]});
    }
    if (count == static_cast<std::size_t>(rule.n))
        best.outcome = BestOfOutcome::Complete;
    else if (count > 0)
        best.outcome = BestOfOutcome::Fewer;
    else
        best.outcome = anyCorrect ? BestOfOutcome::NoneScored : BestOfOutcome::NoneCorrect;
    return best;
}

} // namespace touchstone
