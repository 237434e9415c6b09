// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/verdict.h>

#include <optional>
#include <process/lineprocess.h>
#include <string>

namespace touchstone {

/// What a user's own rule is told of one response.
struct ValidatorItem
{
    std::string key;
    std::string prompt;
    std::string reference;
    std::string reasoning;
    std::string answer;
    std::string response; ///< as it came, with its reasoning
    std::string source;
    std::string sourceKind;
    std::string model;
    int sample = 0;
};

/// What it says.
struct ValidatorVerdict
{
    Verdict verdict = Verdict::CannotTell;
    std::optional<double> score; ///< finite
    std::string note;            ///< why, in the user's words; at most 2,000 bytes
    std::string log;             ///< what a script printed; at most 4,000 bytes

    bool operator==(const ValidatorVerdict &) const = default;
};

/// A user's own rule. One object per thread; whatever the rule does, a check ends.
class Validator
{
public:
    Validator() = default;
    virtual ~Validator() = default;
    Validator(const Validator &) = delete;
    Validator &operator=(const Validator &) = delete;

    /// Fails with BadInput where the rule is wrong or its reply is none, Busy after its deadline,
    /// Io where it broke off, NotFound where what runs it cannot be started, and Cancelled. The
    /// message is for who wrote the rule; `detail` is what a script had printed by then.
    virtual Result<ValidatorVerdict> check(const ValidatorItem &item,
                                           const CancelQuestion &isCancelled = {}) = 0;
};

} // namespace touchstone
