// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <judge/judge.h>

#include <QTest>

namespace touchstone::test {

/// "equal exact", "different", "cannot tell": a verdict, with its proof where it is Equal.
inline std::string wordsOf(const AnswerCheck &check)
{
    std::string words(nameOf(check.verdict));
    if (check.verdict == Verdict::Equal)
        words += " " + std::string(nameOf(check.proof));
    return words;
}

/// A table of pairs with what is to be said of each.
struct Pair
{
    const char *gold;
    const char *answer;
    const char *words;
};

/// Checks every pair both ways round, so that one failure does not hide the next.
template <std::size_t Size>
void holdTo(const Pair (&pairs)[Size], const Profile &profile = {})
{
    Judge judge(profile);
    std::string wrong;
    for (const Pair &pair : pairs) {
        for (const bool turned : {false, true}) {
            const AnswerCheck check = turned ? judge.compare(pair.answer, pair.gold)
                                             : judge.compare(pair.gold, pair.answer);
            if (wordsOf(check) != pair.words)
                wrong += std::string(turned ? pair.answer : pair.gold) + " ~ "
                         + (turned ? pair.gold : pair.answer) + ": " + wordsOf(check) + ", not "
                         + pair.words + " (" + check.reason + ")\n";
        }
    }
    QVERIFY2(wrong.empty(), wrong.c_str());
}

} // namespace touchstone::test
