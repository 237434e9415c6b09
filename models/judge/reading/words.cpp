// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "words.h"

#include <algorithm>
#include <array>

namespace touchstone::reading {

namespace {

constexpr std::array<std::string_view, 22> Functions = {
    "sin",  "cos",  "tan",      "cot",   "sec",    "csc",    "log",    "ln",
    "exp",  "sqrt", "pi",       "inf",   "arcsin", "arccos", "arctan", "asin",
    "acos", "atan", "infinity", "infty", "abs",    "cbrt"};

constexpr std::array<std::string_view, 56> ShortWords = {
    "and", "or", "not", "no",  "is",  "are", "the", "a",   "an",  "to",  "of",  "in",  "on",  "at",
    "by",  "if", "as",  "it",  "its", "for", "all", "any", "per", "one", "two", "six", "ten", "yes",
    "odd", "up", "off", "out", "min", "max", "mod", "gcd", "lcm", "det", "dim", "add", "nor", "but",
    "so",  "we", "he",  "she", "day", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "am",  "pm"};

} // namespace

bool isFunctionName(std::string_view lower)
{
    return std::find(Functions.begin(), Functions.end(), lower) != Functions.end();
}

bool isShortWord(std::string_view lower)
{
    return std::find(ShortWords.begin(), ShortWords.end(), lower) != ShortWords.end();
}

bool multiplierOf(std::string_view lower, Multiplier &found)
{
    struct Entry
    {
        std::string_view word;
        Multiplier value;
    };
    constexpr std::array<Entry, 8> Entries = {{{"hundred", {"1", 2}},
                                               {"thousand", {"1", 3}},
                                               {"million", {"1", 6}},
                                               {"billion", {"1", 9}},
                                               {"trillion", {"1", 12}},
                                               {"dozen", {"12", 0}},
                                               {"dozens", {"12", 0}},
                                               {"millions", {"1", 6}}}};
    const auto *entry = std::find_if(Entries.begin(), Entries.end(),
                                     [&](const Entry &one) { return one.word == lower; });
    if (entry == Entries.end())
        return false;
    found = entry->value;
    return true;
}

} // namespace touchstone::reading
