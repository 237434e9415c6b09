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

/// All profiles as they come, Touchstone first.
const std::vector<Profile> &allProfiles();
std::optional<Profile> profileNamed(std::string_view name);

} // namespace touchstone
