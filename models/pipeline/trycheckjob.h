// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "job.h"

#include <base/ids.h>
#include <record/checkrules.h>
#include <record/verdict.h>

#include <string>
#include <vector>

namespace touchstone {

/// Checks the responses to one prompt and keeps nothing: what rules would say while they are
/// written.
class TryCheckJob final : public Job
{
public:
    TryCheckJob(CheckRules rules, PromptId prompt);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool isAwaited() const override { return true; }
    Result<> run(Store &store, Progress &progress) override;

    struct Tried
    {
        std::string response; ///< "deepseek-r1, sample 2"
        Result<ResponseVerdict> said = ResponseVerdict{};
        std::string log; ///< what a script printed, at most 4,000 bytes
    };
    /// Valid after run() succeeded.
    [[nodiscard]] const std::vector<Tried> &tried() const { return m_tried; }

private:
    CheckRules m_rules;
    PromptId m_prompt;
    std::vector<Tried> m_tried;
};

} // namespace touchstone
