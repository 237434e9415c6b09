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
    return 1;
}

const std::vector<Profile> &allProfiles()
{
    static const std::vector<Profile> All = {{Profile::Kind::Touchstone},
                                             {Profile::Kind::Gsm8kStrict},
                                             {Profile::Kind::Gsm8kFlexible},
                                             {Profile::Kind::MathString}};
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
