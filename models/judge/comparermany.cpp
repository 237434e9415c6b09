// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Answers that have parts: tuples, lists, sets, ratios, pieces of the real line, equations.
#include "comparer.h"
#include "findings.h"

namespace touchstone {

using reading::Interval;
using Kind = reading::Answer::Kind;
using exact::Truth;

namespace {

constexpr std::size_t MostPaired = 60;

bool hasLabels(const std::vector<reading::Answer> &items)
{
    return std::any_of(items.begin(), items.end(),
                       [](const reading::Answer &item) { return !item.label.empty(); });
}

/// x = 2, x = 3 and x = 2, -2 are values of one thing, which needs no name.
std::optional<std::vector<reading::Answer>> withoutOneLabel(std::vector<reading::Answer> items)
{
    const std::string name = items.empty() ? std::string{} : items.front().label;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool fits = items[i].label == name || (i > 0 && items[i].label.empty());
        if (name.empty() || !fits)
            return {};
        items[i].label.clear();
    }
    return items.size() < 2 ? std::nullopt : std::optional(std::move(items));
}

/// x < 2 as x - 2 < 0, where it has one end and a name.
std::optional<reading::Answer> asInequality(const reading::Answer &answer)
{
    if (answer.kind != Kind::Reals || answer.pieces.size() != 1 || answer.label.empty())
        return answer.kind == Kind::Inequality ? std::optional(answer) : std::nullopt;
    const Interval &piece = answer.pieces.front();
    const bool below = piece.low.has(exact::Op::Infinity);
    if (below == piece.high.has(exact::Op::Infinity))
        return {};
    exact::Expression name;
    name.addSymbol(answer.label);
    reading::Answer made;
    made.kind = Kind::Inequality;
    made.closed = below ? piece.highClosed : piece.lowClosed;
    made.value = below ? exact::difference(name, piece.high) : exact::difference(piece.low, name);
    return made;
}

bool labelsRise(const std::vector<reading::Answer> &items)
{
    for (std::size_t i = 1; i < items.size(); ++i) {
        if (items[i].label.empty() || items[i - 1].label >= items[i].label)
            return false;
    }
    return true;
}

} // namespace

Finding Comparer::inOrder(const std::vector<Answer> &gold, const std::vector<Answer> &answer)
{
    if (gold.size() != answer.size())
        return different("another number of parts");
    Finding all{Verdict::Equal, Proof::Structural, "the same"};
    for (std::size_t i = 0; i < gold.size(); ++i)
        all = together(all, meanings(gold[i], answer[i]));
    return all;
}

/// As multisets: every part of one has its own equal part in the other.
Finding Comparer::inAnyOrder(const std::vector<Answer> &gold, const std::vector<Answer> &answer)
{
    if (gold.size() != answer.size() || gold.size() > MostPaired)
        return gold.size() > MostPaired ? unknown("too many parts")
                                        : different("another number of parts");
    std::vector<bool> taken(answer.size(), false);
    Finding all{Verdict::Equal, Proof::Structural, "the same"};
    for (const Answer &item : gold) {
        Finding best = different("a part that the other side has not");
        std::size_t at = answer.size();
        for (std::size_t i = 0; i < answer.size(); ++i) {
            if (taken[i])
                continue;
            const Finding found = meanings(item, answer[i]);
            if (found.verdict == Verdict::Equal
                && (best.verdict != Verdict::Equal || found.proof < best.proof)) {
                best = found;
                at = i;
            } else if (found.verdict != Verdict::Equal && found.verdict != Verdict::Different
                       && best.verdict == Verdict::Different) {
                best = found;
            }
        }
        if (at < answer.size())
            taken[at] = true;
        all = together(all, best);
    }
    if (all.verdict == Verdict::Equal || all.verdict == Verdict::Different)
        return all;
    // So that it does not matter which side is which.
    const bool stranger = std::any_of(answer.begin(), answer.end(), [&](const Answer &part) {
        return std::all_of(gold.begin(), gold.end(), [&](const Answer &item) {
            return meanings(item, part).verdict == Verdict::Different;
        });
    });
    return stranger ? different("a part that the other side has not") : all;
}

Finding Comparer::lists(const Answer &gold, const Answer &answer)
{
    if (hasLabels(gold.items) != hasLabels(answer.items)) {
        const bool names = hasLabels(gold.items);
        if (auto bare = withoutOneLabel(names ? gold.items : answer.items)) {
            Answer plain = names ? gold : answer;
            plain.items = *std::move(bare);
            return names ? lists(plain, answer) : lists(gold, plain);
        }
    }
    if (hasLabels(gold.items) || hasLabels(answer.items))
        return labelled(gold, answer);
    const Finding ordered = inOrder(gold.items, answer.items);
    if (ordered.verdict == Verdict::Equal)
        return ordered;
    const Finding found = inAnyOrder(gold.items, answer.items);
    if (found.verdict != Verdict::Equal)
        return found;
    return m_profile.anyOrder ? atMost(found, Proof::Policy, "in another order")
                              : unknown("the same in another order");
}

/// Lists and tuples, of which some name their parts: x = 1, y = 2.
Finding Comparer::labelled(const Answer &gold, const Answer &answer)
{
    const bool goldNames = hasLabels(gold.items);
    const bool answerNames = hasLabels(answer.items);
    if (goldNames && answerNames) {
        if (labelsRise(gold.items) && labelsRise(answer.items))
            return inOrder(gold.items, answer.items);
        // Each part finds the one of its own name, since other names are never equal.
        return inAnyOrder(gold.items, answer.items);
    }
    const Finding finding = inOrder(gold.items, answer.items);
    if (finding.verdict != Verdict::Equal)
        return finding.verdict == Verdict::Different && (goldNames || answerNames)
                   ? unknown("one side names its parts")
                   : finding;
    const bool clear =
        !(goldNames || answerNames) || labelsRise(goldNames ? gold.items : answer.items);
    return m_profile.bareTuple && clear
               ? atMost(finding, Proof::Policy, "the same parts, written as another kind")
               : unknown("the same parts, written as another kind");
}

Finding Comparer::sets(const Answer &gold, const Answer &answer)
{
    const Finding found = inAnyOrder(gold.items, answer.items);
    if (found.verdict == Verdict::Equal)
        return found;
    // {1, 1, 2} is {1, 2} as a set, and is not as a list.
    const auto within = [&](const std::vector<Answer> &some, const std::vector<Answer> &others) {
        return std::all_of(some.begin(), some.end(), [&](const Answer &item) {
            return std::any_of(others.begin(), others.end(), [&](const Answer &other) {
                return meanings(item, other).verdict != Verdict::Different;
            });
        });
    };
    if (gold.items.size() > MostPaired || answer.items.size() > MostPaired)
        return unknown("too many parts");
    return within(gold.items, answer.items) && within(answer.items, gold.items)
               ? unknown("the same but for what stands twice")
               : found;
}

Finding Comparer::scalarAndMany(const Answer &scalar, const Answer &many)
{
    if (many.items.size() < 2)
        return unknown("a number and a set");
    const bool differs = std::any_of(many.items.begin(), many.items.end(), [&](const Answer &item) {
        return meanings(scalar, item).verdict == Verdict::Different;
    });
    return differs ? different("one answer against several") : unknown("one answer and several");
}

/// a:b is c:d where a times d is b times c.
Finding Comparer::ratios(const Answer &gold, const Answer &answer)
{
    if (gold.items.size() != answer.items.size())
        return different("another number of parts");
    Finding all{Verdict::Equal, Proof::Structural, "the same"};
    for (std::size_t i = 0; i + 1 < gold.items.size(); ++i) {
        const auto times = [](const Answer &one, const Answer &other) {
            return exact::joined(exact::Op::Multiply, one.value, other.value);
        };
        const exact::Expression zero = [] {
            exact::Expression made;
            made.addNumber("0");
            return made;
        }();
        for (const Answer *part :
             {&gold.items[i], &gold.items[i + 1], &answer.items[i], &answer.items[i + 1]}) {
            if (m_engine.compare(part->value, zero, m_realRoots).same != Truth::False)
                return unknown("a ratio with zero");
        }
        all = together(all, values(times(gold.items[i], answer.items[i + 1]),
                                   times(gold.items[i + 1], answer.items[i])));
    }
    return all;
}

Finding Comparer::intervals(const Interval &gold, const Interval &answer)
{
    if (gold.lowClosed != answer.lowClosed || gold.highClosed != answer.highClosed) {
        const Finding ends = together(values(gold.low, answer.low), values(gold.high, answer.high));
        return ends.verdict == Verdict::Equal ? different("another end belongs to it") : ends;
    }
    return together(values(gold.low, answer.low), values(gold.high, answer.high));
}

bool Comparer::isEmptyInterval(const Answer &answer)
{
    if (answer.kind != Kind::Reals || answer.pieces.size() != 1)
        return false;
    const Interval &piece = answer.pieces.front();
    if (piece.low.has(exact::Op::Infinity) || piece.high.has(exact::Op::Infinity))
        return false;
    const auto order = m_engine.order(piece.low, piece.high, false);
    return order && *order >= 0;
}

Finding Comparer::reals(const Answer &gold, const Answer &answer)
{
    const auto isSolid = [&](const Interval &piece) {
        return piece.low.has(exact::Op::Infinity) || piece.high.has(exact::Op::Infinity)
               || m_engine.order(piece.low, piece.high, m_realRoots) == -1;
    };
    for (const Answer *side : {&gold, &answer}) {
        if (!std::all_of(side->pieces.begin(), side->pieces.end(), isSolid))
            return unknown("an interval of which it is not known where it begins");
    }
    Finding all{Verdict::Equal, Proof::Structural, "the same"};
    std::vector<bool> taken(answer.pieces.size(), false);
    bool paired = gold.pieces.size() == answer.pieces.size();
    for (const Interval &piece : gold.pieces) {
        bool found = false;
        for (std::size_t i = 0; i < answer.pieces.size() && !found && paired; ++i) {
            const Finding same = taken[i] ? Finding{} : intervals(piece, answer.pieces[i]);
            found = same.verdict == Verdict::Equal;
            if (found) {
                taken[i] = true;
                all = together(all, same);
            }
        }
        paired = paired && found;
    }
    if (!paired) {
        // Two single intervals that differ are two sets; of several, some may be one in pieces.
        return gold.pieces.size() == 1 && answer.pieces.size() == 1
                   ? intervals(gold.pieces[0], answer.pieces[0])
                   : unknown("pieces that do not pair");
    }
    const bool resolved = gold.pairRead != answer.pairRead;
    return resolved ? atMost(all, Proof::Policy, "read as an interval") : all;
}

Finding Comparer::equations(const Answer &gold, const Answer &answer)
{
    if (gold.kind == Kind::Reals || answer.kind == Kind::Reals) {
        const auto one = asInequality(gold);
        const auto other = asInequality(answer);
        return one && other ? equations(*one, *other) : unknown("answers of different kinds");
    }
    if (gold.kind != answer.kind
        && (gold.kind == Kind::Inequality || answer.kind == Kind::Inequality))
        return unknown("answers of different kinds");
    const auto asZero = [](const Answer &side) -> std::optional<exact::Expression> {
        if (side.kind != Kind::Scalar)
            return side.value.empty() ? std::nullopt : std::optional(side.value);
        if (side.label.empty() || side.label.find('(') != std::string::npos
            || side.unit.sort != reading::Unit::Sort::None)
            return {};
        exact::Expression name;
        name.addSymbol(side.label);
        return exact::difference(name, side.value);
    };
    const auto one = asZero(gold);
    const auto other = asZero(answer);
    const bool inequality = gold.kind == Kind::Inequality;
    if (!one || !other || inequality != (answer.kind == Kind::Inequality))
        return unknown("an equation and something else");
    switch (m_engine.sameEquation(*one, *other, inequality)) {
    case Truth::True:
        if (inequality && gold.closed != answer.closed)
            return different("one side allows equality");
        return {Verdict::Equal, *one == *other ? Proof::Structural : Proof::Exact,
                "the same equation"};
    case Truth::False:
        return different("another equation");
    default:
        return unknown("not decided");
    }
}

} // namespace touchstone
