// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <judge/judge.h>
#include <record/checkrules.h>
#include <record/verdict.h>
#include <store/verdictwriter.h>

#include <memory>
#include <optional>
#include <string>

namespace touchstone {

/// A project's rules as the judge takes them. The error names the profile or switch that there is
/// not.
Result<Profile> profileOf(const CheckRules &rules);
/// For people, and kept with each verdict: "touchstone", "touchstone, without rounding", "script".
std::string labelOf(const CheckRules &rules);
/// All of the rules that a verdict depends on, as JSON: two that check alike have the same text.
std::string textOf(const CheckRules &rules);
/// Of the program's own part in them.
int versionOf(const CheckRules &rules);
/// Whether a verdict was made against another reference, or by an older version of its rules.
bool isOutdated(const ResponseVerdict &verdict);

/// Checks responses by a project's rules. One object per thread.
class ResponseChecker final
{
public:
    static Result<ResponseChecker> make(const CheckRules &rules);

    /// The answer part is checked, not the thinking, beside the options that the prompt lists; the
    /// reference profiles are defined on the response as it came. Without a reference the verdict
    /// is GoldUnparsable, and where a response was cut off before its answer was there, Truncated.
    [[nodiscard]] ResponseVerdict check(const CheckTask &task);

private:
    ResponseChecker(const Profile &profile, std::optional<AnswerExpression> expression);

    std::unique_ptr<Judge> m_judge;
};

} // namespace touchstone
