// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace touchstone {

/// By which rules an answer is checked. The three references are bit-exact copies of what others
/// do (DOMAIN §7.1), right or wrong; only they can claim parity.
struct Profile
{
    enum class Kind {
        Touchstone,
        Gsm8kStrict,   ///< lm-evaluation-harness gsm8k v3, filter strict-match
        Gsm8kFlexible, ///< the same, filter flexible-extract
        MathString,    ///< MATH's is_equiv (Hendrycks et al.) on the last box
    };
    Kind kind = Kind::Touchstone;

    // What follows concerns Touchstone only. What a switch makes equal has the proof Policy, but
    // for rounding and numeric, which have their own.
    bool percentSign = true;  ///< 50 is accepted for 50 %
    bool oneSidedUnit = true; ///< 5 is accepted for 5 cm, and the other way round
    bool anyOrder = true;     ///< 2, 1 is accepted for 1, 2 where no brackets say what they are
    bool bareTuple = true;    ///< 1, 2 is accepted for (1, 2), a vector for a point
    bool label = true;        ///< 2x+1 is accepted for y = 2x+1
    bool chain = true;        ///< 2+3 = 5 is accepted for 5
    bool rounding = true;     ///< six decimals that round correctly are accepted: 0.333333 for 1/3
    bool numeric = true;      ///< agreement at many points is accepted where nothing is proved
    bool reducedOnly = false; ///< 2/4 for 1/2 is "form differs"
    // Looser than anything that is proved; as some graders are.
    bool decimalComma = false; ///< 1,25 is one and a quarter, and nothing else
    bool fourDecimals = false; ///< four decimals that round correctly are accepted: 0.3333
    bool lastNumber = false;   ///< where no rule names one that is understood, the last number

    bool operator==(const Profile &) const = default;

    /// "touchstone", "gsm8k-strict", "gsm8k-flexible", "math-string"; stable, for files.
    [[nodiscard]] std::string_view name() const;
    /// One sentence for people.
    [[nodiscard]] std::string_view explanation() const;
    /// Raised whenever the same pair could get another verdict; kept with each verdict.
    [[nodiscard]] int version() const;
    /// True of the references: they are defined on the response as it came, with its reasoning.
    [[nodiscard]] bool readsWholeResponse() const { return kind != Kind::Touchstone; }
};

/// A switch of Touchstone's profile by its name.
struct ProfileSwitch
{
    std::string_view name; ///< "percent-sign"; stable, for files and the command line
    bool Profile::*member;
    std::string_view explanation;
};
const std::vector<ProfileSwitch> &profileSwitches();

/// All profiles as they come, Touchstone first.
const std::vector<Profile> &allProfiles();
std::optional<Profile> profileNamed(std::string_view name);

} // namespace touchstone
