// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <judge/checker.h>
#include <record/checkrules.h>
#include <record/verdict.h>
#include <store/verdictwriter.h>

#include <memory>
#include <optional>
#include <string>
#include <validators/validator.h>

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

/// Checks responses by a project's rules. One object per thread, which makes, uses and destroys it.
class ResponseChecker final
{
public:
    static Result<ResponseChecker> make(const CheckRules &rules);

    /// By a profile the answer part is checked, not the thinking, beside the options that the
    /// prompt lists; the reference profiles are defined on the response as it came. Without a
    /// reference the verdict is GoldUnparsable, and where a response was cut off before its answer
    /// was there, Truncated. Fails only where a user's own rule does, as Validator::check.
    [[nodiscard]] Result<ResponseVerdict> check(const CheckTask &task,
                                                const CancelQuestion &isCancelled = {});
    /// What a script printed at the last check.
    [[nodiscard]] const std::string &log() const { return m_log; }
    /// Why what is hard could not be checked, for people; empty where it could.
    [[nodiscard]] QString trouble() const { return m_checker ? m_checker->trouble() : QString{}; }

private:
    explicit ResponseChecker(std::unique_ptr<Validator> validator);
    Result<ResponseVerdict> validate(const CheckTask &task, const CancelQuestion &isCancelled);
    ResponseChecker(const Profile &profile, std::optional<AnswerExpression> expression);

    std::unique_ptr<Checker> m_checker;     ///< null: a user's own rule decides
    std::unique_ptr<Validator> m_validator; ///< null: a profile does
    std::string m_log;
};

} // namespace touchstone
