// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "gsm8kmatch.h"

#include <base/codepoints.h>

#include <algorithm>

namespace touchstone::references {

namespace {

constexpr std::string_view Invalid = "[invalid]";
constexpr std::string_view Hashes = "#### ";

bool isStrictLetter(char c)
{
    return isAsciiDigit(c) || c == '.' || c == ',';
}

bool isFlexibleLetter(char c)
{
    return isStrictLetter(c) || c == '$';
}

template <typename Predicate>
std::size_t runEnd(std::string_view text, std::size_t at, Predicate belongs)
{
    while (at < text.size() && belongs(text[at]))
        ++at;
    return at;
}

FinalAnswer foundAt(std::string_view text, std::size_t begin, std::size_t end, const char *rule)
{
    return {std::string(text.substr(begin, end - begin)), rule, begin, end, false};
}

/// #### (\-?[0-9\.\,]+), the first match.
FinalAnswer strictMatch(std::string_view text)
{
    for (std::size_t at = text.find(Hashes); at != std::string_view::npos;
         at = text.find(Hashes, at + 1)) {
        const std::size_t begin = at + Hashes.size();
        const std::size_t digits = begin < text.size() && text[begin] == '-' ? begin + 1 : begin;
        const std::size_t end = runEnd(text, digits, isStrictLetter);
        if (end > digits)
            return foundAt(text, begin, end, "strict-match");
    }
    return {};
}

/// Where a match of (-?[$0-9.,]{2,})|(-?[0-9]+) that begins at `at` ends; `at`: there is none.
std::size_t flexibleEnd(std::string_view text, std::size_t at)
{
    const std::size_t digits = text[at] == '-' ? at + 1 : at;
    const std::size_t longer = runEnd(text, digits, isFlexibleLetter);
    if (longer >= digits + 2)
        return longer;
    const std::size_t shorter = runEnd(text, digits, isAsciiDigit);
    return shorter > digits ? shorter : at;
}

/// The last match.
FinalAnswer flexibleMatch(std::string_view text)
{
    std::size_t begin = 0;
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t stop = flexibleEnd(text, at);
        if (stop > at) {
            begin = at;
            end = stop;
        }
        at = std::max(stop, at + 1);
    }
    return end == 0 ? FinalAnswer{} : foundAt(text, begin, end, "flexible-extract");
}

std::string reduced(std::string_view text)
{
    std::string kept;
    for (const char c : text) {
        if (c != ',' && c != '$')
            kept += asciiLower(c);
    }
    if (const std::size_t hashes = kept.rfind(Hashes); hashes != std::string::npos)
        kept.erase(0, hashes + Hashes.size());
    // Python's $ also stands before a line feed that ends the text.
    const std::size_t last = kept.ends_with('\n') ? 2 : 1;
    if (kept.size() >= last && kept[kept.size() - last] == '.')
        kept.erase(kept.size() - last, 1);
    return kept;
}

AnswerCheck compared(std::string_view gold, FinalAnswer match)
{
    AnswerCheck check;
    const bool invalid = match.rule.empty();
    check.goldReading = reduced(gold);
    check.answerReading = reduced(invalid ? Invalid : match.text);
    check.extracted = std::move(match);
    if (check.goldReading == check.answerReading) {
        check.verdict = Verdict::Equal;
        check.proof = Proof::Structural;
        check.reason = "the same string";
    } else {
        check.verdict = invalid ? Verdict::NoAnswer : Verdict::Different;
        check.reason = invalid ? "the filter found nothing" : "different strings";
    }
    return check;
}

} // namespace

AnswerCheck gsm8kStrict(std::string_view gold, std::string_view response)
{
    return compared(gold, strictMatch(response));
}

AnswerCheck gsm8kFlexible(std::string_view gold, std::string_view response)
{
    return compared(gold, flexibleMatch(response));
}

} // namespace touchstone::references
