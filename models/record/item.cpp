// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "item.h"

#include <algorithm>

namespace touchstone {

namespace {

template <typename Word>
const Word *wordOn(const std::vector<Word> &words, ResponseId response)
{
    const auto found = std::find_if(words.begin(), words.end(), [response](const Word &word) {
        return word.response == response;
    });
    return found == words.end() ? nullptr : &*found;
}

} // namespace

const ResponseVerdict *Item::verdictOf(ResponseId response) const
{
    return wordOn(verdicts, response);
}

const Overrule *Item::overruleOf(ResponseId response) const
{
    return wordOn(overrules, response);
}

std::optional<Standing> Item::standingOf(ResponseId response) const
{
    if (const Overrule *overrule = overruleOf(response))
        return overrule->standing;
    if (const ResponseVerdict *verdict = verdictOf(response))
        return touchstone::standingOf(verdict->verdict);
    return {};
}

} // namespace touchstone
