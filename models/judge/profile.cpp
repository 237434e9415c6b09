// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "profile.h"

#include <algorithm>

namespace touchstone {

std::string_view Profile::name() const
{
    switch (kind) {
    case Kind::Gsm8kStrict:
        return "gsm8k-strict";
    case Kind::Gsm8kFlexible:
        return "gsm8k-flexible";
    case Kind::MathString:
        return "math-string";
    case Kind::Touchstone:
        break;
    }
    return "touchstone";
}

std::string_view Profile::explanation() const
{
    switch (kind) {
    case Kind::Gsm8kStrict:
        return "lm-evaluation-harness gsm8k v3, strict: the first number after \"#### \", compared "
               "as a string";
    case Kind::Gsm8kFlexible:
        return "lm-evaluation-harness gsm8k v3, flexible: the last number, compared as a string";
    case Kind::MathString:
        return "MATH's own comparison: the last box, normalised, compared as a string";
    case Kind::Touchstone:
        break;
    }
    return "Exact comparison of what the answers mean; says when it cannot tell";
}

int Profile::version() const
{
    // 2: options of the prompt, answers in bold, tokens that end a turn. 3: matrices worked out,
    // numbers in words, quantities in several units. 4: words that take an answer back.
    // 5: lists are compared alike both ways.
    return kind == Kind::Touchstone ? 5 : 1;
}

const std::vector<ProfileSwitch> &profileSwitches()
{
    static const std::vector<ProfileSwitch> All = {
        {"percent-sign", &Profile::percentSign, "50 is accepted for 50 %"},
        {"one-sided-unit", &Profile::oneSidedUnit,
         "5 is accepted for 5 cm, and the other way round"},
        {"any-order", &Profile::anyOrder, "2, 1 is accepted for 1, 2 where no brackets stand"},
        {"bare-tuple", &Profile::bareTuple, "1, 2 is accepted for (1, 2), a vector for a point"},
        {"label", &Profile::label, "2x+1 is accepted for y = 2x+1"},
        {"chain", &Profile::chain, "2+3 = 5 is accepted for 5"},
        {"rounding", &Profile::rounding, "0.333333 is accepted for 1/3, from six decimals on"},
        {"numeric", &Profile::numeric,
         "agreement at many points is accepted where nothing is proved"},
        {"reduced-only", &Profile::reducedOnly, "2/4 for 1/2 is called \"form differs\""},
        {"decimal-comma", &Profile::decimalComma, "1,25 is one and a quarter, never a list"},
        {"four-decimals", &Profile::fourDecimals, "0.3333 is accepted for 1/3"},
        {"last-number", &Profile::lastNumber,
         "the last number is the answer where no rule names one"}};
    return All;
}

const std::vector<Profile> &allProfiles()
{
    static const std::vector<Profile> All = [] {
        std::vector<Profile> made(4);
        made[1].kind = Profile::Kind::Gsm8kStrict;
        made[2].kind = Profile::Kind::Gsm8kFlexible;
        made[3].kind = Profile::Kind::MathString;
        return made;
    }();
    return All;
}

std::optional<Profile> profileNamed(std::string_view name)
{
    const auto &all = allProfiles();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Profile &one) { return one.name() == name; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace touchstone
