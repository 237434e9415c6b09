// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "judge.h"

#include "comparer.h"
#include "extractrules.h"
#include "findings.h"
#include "optionscheck.h"
#include "references/gsm8kmatch.h"
#include "references/mathstring.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <algorithm>
#include <array>

namespace touchstone {

using reading::Reading;

namespace {

constexpr std::size_t LongestWholeText = 300;
constexpr std::size_t LongestPlainNumber = 18;

/// Runs of white space as one space, none at the ends: "7 2" is not 72.
std::string evenlySpaced(std::string_view text)
{
    std::string made;
    for (const char c : trimmed(text)) {
        const bool space = isAsciiSpace(c);
        if (!space || made.back() != ' ')
            made += space ? ' ' : c;
    }
    return made;
}

/// Without dollars and brackets around the whole: nothing but how it is set.
std::string_view unset(std::string_view text)
{
    constexpr std::array<std::array<std::string_view, 2>, 4> Around = {
        {{"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}}};
    text = trimmed(text);
    for (const auto &[open, close] : Around) {
        if (text.size() <= open.size() + close.size() || !text.starts_with(open)
            || !text.ends_with(close))
            continue;
        const std::string_view inner =
            text.substr(open.size(), text.size() - open.size() - close.size());
        if (inner.find(open) == std::string_view::npos)
            return trimmed(inner);
    }
    return text;
}

/// An integer as nearly all answers are: its digits, without leading zeros. Empty: it is none.
std::string_view plainNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text.size() > LongestPlainNumber
        || !std::all_of(text.begin(), text.end(), isAsciiDigit))
        return {};
    return text.substr(std::min(text.find_first_not_of('0'), text.size() - 1));
}

/// The answer within a reference that is a whole solution.
std::string answerOfGold(std::string_view gold)
{
    gold = trimmed(gold);
    if (gold.find("####") != std::string_view::npos
        || gold.find("\\boxed") != std::string_view::npos) {
        const FinalAnswer found = extractFinalAnswer(gold);
        if (!found.text.empty() && (found.rule == "####" || found.rule == "boxed"))
            return found.text;
    }
    if (const auto said = extraction::finalAnswerIs(gold); said && !said->text.empty())
        return said->text;
    while (gold.starts_with('#'))
        gold = trimmed(gold.substr(1));
    return std::string(gold);
}

/// A response that is nothing but its answer.
FinalAnswer wholeText(std::string_view response)
{
    const std::string_view text = trimmed(extraction::beforeEndToken(response));
    if (text.empty() || text.size() > LongestWholeText || text.find('\n') != std::string_view::npos)
        return {};
    const auto begin = static_cast<std::size_t>(text.data() - response.data());
    return {std::string(text), "whole text", begin, begin + text.size(), false};
}

/// Within brackets a comma separates.
bool hasBrackets(std::string_view text)
{
    return text.find_first_of("([") != std::string_view::npos
           || text.find("\\{") != std::string_view::npos;
}

bool isLikely(const Reading &reading)
{
    return (reading.chosen & reading::Unlikely) == 0;
}

/// Conventions that both texts depend on are read alike on both sides.
bool agree(const Reading &gold, const Reading &answer)
{
    return ((gold.chosen ^ answer.chosen) & gold.met & answer.met & reading::Shared) == 0;
}

/// (1,2) beside [1,2) is an interval, and beside anything else a point: true where a reading took
/// it for the other thing while its text has one that fits.
bool isForeign(const std::vector<Reading> &all, const Reading &one, const Reading &other)
{
    const auto isInterval = [](const Reading &reading) {
        return reading.answer.kind == reading::Answer::Kind::Reals;
    };
    // Beside 5 cm, "5 m" is no product.
    const bool isProduct = (one.met & reading::LetterIsUnit & ~one.chosen) != 0;
    if (isProduct && other.answer.unit.sort != reading::Unit::Sort::None)
        return true;
    return one.answer.pairRead && isInterval(one) != isInterval(other)
           && std::any_of(all.begin(), all.end(), [&](const Reading &reading) {
                  return isLikely(reading) && isInterval(reading) == isInterval(other);
              });
}

} // namespace

struct Judge::Private
{
    Private(const Profile &profile, HardStage stage)
        : decimalComma(profile.decimalComma)
        , hard(std::move(stage))
        , comparer(profile, hard ? exact::Effort::Simple : exact::Effort::All)
    {}

    void begin()
    {
        comparer.begin();
        isHard = false;
    }
    AnswerCheck compare(std::string_view gold, std::string_view answer);
    Finding overReadings(const std::vector<Reading> &answers, bool sameText);
    std::vector<Reading> readingsOf(std::string_view text);
    const std::vector<Reading> &readingsOfGold(const std::string &text);

    bool decimalComma;
    HardStage hard;
    Comparer comparer;
    // Many responses are checked against one reference.
    std::string goldText;
    std::vector<Reading> golds;
    bool goldIsHard = false;   ///< something was left when it was read
    bool isHard = false;       ///< of this check, something was left when a reference was read
    bool answerIsText = false; ///< of the last comparison: words that are no number or formula
};

/// Those that can be meant.
std::vector<Reading> Judge::Private::readingsOf(std::string_view text)
{
    std::vector<Reading> readings = reading::readingsOf(text);
    std::erase_if(readings, [&](const Reading &one) {
        return one.answer.pairRead && comparer.isEmptyInterval(one.answer);
    });
    if (decimalComma && !hasBrackets(text)) {
        // The profile says which of the two is the unusual one.
        for (Reading &one : readings)
            one.chosen ^= one.met & reading::CommaDecimal;
        std::stable_partition(readings.begin(), readings.end(), isLikely);
    }
    return readings;
}

const std::vector<Reading> &Judge::Private::readingsOfGold(const std::string &text)
{
    if (golds.empty() || goldText != text) {
        golds = readingsOf(text);
        goldText = text;
        goldIsHard = comparer.leftSomething();
    }
    isHard = isHard || goldIsHard;
    return golds;
}

/// All likely readings must agree; an unlikely one that makes both equal takes back a "different".
Finding Judge::Private::overReadings(const std::vector<Reading> &answers, bool sameText)
{
    std::optional<Finding> all;
    bool unlikelyEqual = false;
    for (const Reading &gold : golds) {
        for (const Reading &answer : answers) {
            const bool likely = isLikely(gold) && isLikely(answer);
            if (!agree(gold, answer) || (sameText && gold.chosen != answer.chosen)
                || (likely && (isForeign(golds, gold, answer) || isForeign(answers, answer, gold))))
                continue;
            // Nothing changes any more once it cannot be told, and unlikely readings only take back
            // a "different".
            if (all
                && (all->verdict == Verdict::CannotTell
                    || (!likely && all->verdict != Verdict::Different)))
                continue;
            const std::uint32_t convention =
                (gold.chosen & gold.met) | (answer.chosen & answer.met);
            const Finding found = comparer.compare(gold.answer, answer.answer,
                                                   (convention & reading::RealRoots) != 0);
            if (!likely) {
                unlikelyEqual = unlikelyEqual || found.verdict == Verdict::Equal;
                continue;
            }
            if (!all)
                all = found;
            else if (all->verdict != found.verdict)
                all = unknown("it depends on how it is read");
            else if (found.proof > all->proof)
                all = found;
        }
    }
    if (!all)
        return unknown("no reading fits the other side");
    if (all->verdict == Verdict::Different && unlikelyEqual)
        return unknown("equal if it is read in an unusual way");
    if (sameText && all->verdict == Verdict::Equal)
        all->proof = Proof::Structural;
    else if (decimalComma
             && ((golds.front().met | answers.front().met) & reading::CommaDecimal) != 0)
        return atMost(*all, Proof::Policy, "a comma before decimals");
    return *all;
}

Judge::Judge(const Profile &profile, std::optional<AnswerExpression> expression, HardStage hard)
    : m_profile(profile)
    , m_expression(std::move(expression))
    , d(std::make_unique<Private>(profile, std::move(hard)))
{}

Judge::~Judge() = default;

AnswerCheck Judge::check(std::string_view gold,
                         std::string_view response,
                         bool truncated,
                         const AnswerOptions &options)
{
    switch (m_profile.kind) {
    case Profile::Kind::Gsm8kStrict:
        return references::gsm8kStrict(gold, response);
    case Profile::Kind::Gsm8kFlexible:
        return references::gsm8kFlexible(gold, response);
    case Profile::Kind::MathString:
        return references::mathString(gold, response);
    case Profile::Kind::Touchstone:
        break;
    }
    d->begin();
    return whole(checkMeaning(gold, response, truncated, options),
                 {gold, response, true, truncated, &options});
}

AnswerCheck Judge::checkMeaning(std::string_view gold,
                                std::string_view response,
                                bool truncated,
                                const AnswerOptions &options)
{
    FinalAnswer found =
        extractFinalAnswer(response, {.expression = m_expression ? &*m_expression : nullptr,
                                      .truncated = truncated,
                                      .options = &options});
    const bool whole = found.rule.empty() && !truncated;
    if (whole)
        found = wholeText(response);
    AnswerCheck check;
    if (!found.text.empty()) {
        const auto compare = [&](std::string_view one, std::string_view other) {
            return d->compare(one, other);
        };
        const std::string reference = answerOfGold(gold);
        auto among = checkAmong(reference, found.text, options, compare);
        check = among ? std::move(among->check) : compare(reference, found.text);
        // Prose in which no rule finds an answer has none.
        const bool prose = check.verdict == Verdict::Unparsable
                           || (d->answerIsText && check.verdict != Verdict::Equal);
        if (whole && prose && !(among && among->isOption))
            found = {};
    }
    if (found.text.empty()) {
        const std::string rule = found.rule;
        check = {};
        check.verdict = Verdict::NoAnswer;
        check.reason = rule.empty() ? "no rule finds an answer" : rule;
        return whole ? orLastNumber(std::move(check), gold, response) : check;
    }
    check.extracted = std::move(found);
    return check.verdict == Verdict::Unparsable && !truncated
               ? orLastNumber(std::move(check), gold, response)
               : check;
}

/// `check`, or where the profile wants that guess, what the last number says: of the text that is
/// not understood, or else of the response.
AnswerCheck Judge::orLastNumber(AnswerCheck check, std::string_view gold, std::string_view response)
{
    const FinalAnswer &named = check.extracted;
    const std::size_t begin = named.text.empty() ? 0 : named.begin;
    const std::size_t end = named.text.empty() ? response.size() : named.end;
    auto number = m_profile.lastNumber ? extraction::lastNumber(
                      extraction::beforeEndToken(response.substr(begin, end - begin)))
                                       : extraction::Found{};
    if (!number)
        return check;
    check = d->compare(answerOfGold(gold), number->text);
    if (check.verdict == Verdict::Equal) {
        check.proof = Proof::Policy;
        check.reason = "the last number is taken for the answer";
    }
    number->begin += begin;
    number->end += begin;
    check.extracted = *std::move(number);
    return check;
}

AnswerCheck Judge::compare(std::string_view gold, std::string_view answer)
{
    d->begin();
    return whole(d->compare(gold, answer), {gold, answer, false, false, nullptr});
}

/// `check`, or what the hard stage says where something was left.
AnswerCheck Judge::whole(AnswerCheck check, const CheckQuestion &question)
{
    if (!d->isHard && !d->comparer.leftSomething())
        return check;
    auto full = d->hard(question);
    if (full)
        return *std::move(full);
    check.verdict = Verdict::CannotTell;
    check.proof = Proof::None;
    check.reason = toUtf8(full.error().message);
    return check;
}

AnswerCheck Judge::Private::compare(std::string_view gold, std::string_view answer)
{
    AnswerCheck check;
    answerIsText = false;
    const std::string_view goldNumber = plainNumber(gold);
    const std::string_view answerNumber = plainNumber(answer);
    if (!goldNumber.empty() && !answerNumber.empty()) {
        const bool same = goldNumber == answerNumber;
        check.verdict = same ? Verdict::Equal : Verdict::Different;
        check.proof = same ? Proof::Structural : Proof::Exact;
        check.goldReading = goldNumber;
        check.answerReading = answerNumber;
        check.reason = same ? "the same" : "not equal";
        return check;
    }
    const bool sameText = evenlySpaced(gold) == evenlySpaced(answer);
    readingsOfGold(std::string(gold));
    const std::vector<Reading> answers = readingsOf(answer);
    if (!golds.empty())
        check.goldReading = shown(golds.front().answer);
    if (!answers.empty())
        check.answerReading = shown(answers.front().answer);
    answerIsText = !answers.empty() && answers.front().answer.kind == reading::Answer::Kind::Text;
    Finding finding;
    if (golds.empty() || answers.empty()) {
        // What nobody understands is still itself.
        if (golds.empty() && !trimmed(gold).empty()
            && evenlySpaced(unset(gold)) == evenlySpaced(unset(answer)))
            finding = {Verdict::Equal, Proof::Structural, "the same text"};
        else if (golds.empty())
            finding = {Verdict::GoldUnparsable, Proof::None, "the reference is not understood"};
        else
            finding = {Verdict::Unparsable, Proof::None, "the answer is not understood"};
    } else {
        finding = overReadings(answers, sameText);
    }
    check.verdict = finding.verdict;
    check.proof = finding.proof;
    check.reason = std::move(finding.reason);
    return check;
}

} // namespace touchstone
