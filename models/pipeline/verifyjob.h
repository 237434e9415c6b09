// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "job.h"

#include <record/checkrules.h>
#include <record/query.h>
#include <record/verdict.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace touchstone {

/// Which responses are checked, and by what.
struct VerifyPlan
{
    CheckRules rules;
    Query query;            ///< the responses to these prompts
    std::string source;     ///< by this source; empty: by everybody
    bool again = false;     ///< also those whose verdict stands
    bool exclusive = false; ///< nobody else has the project open: larger transactions
    int threads = 1;        ///< that check at once, from 1
};

/// How the responses of one source stand.
struct Standings
{
    std::int64_t total = 0;
    std::array<std::int64_t, AllStandings.size()> counts{}; ///< by Standing

    void add(Standing standing, std::int64_t count);
    [[nodiscard]] std::int64_t of(Standing standing) const
    {
        return counts.at(static_cast<std::size_t>(standing));
    }
    /// The share of correct ones among those that can be judged, which are all but Skip; nothing
    /// where there is none.
    [[nodiscard]] std::optional<double> accuracy() const;
};

/// Checks responses against their references and keeps the verdicts, some hundred prompts at a
/// time: what was kept when the work stops need not be done again, and only what changed since is.
class VerifyJob final : public Job
{
public:
    explicit VerifyJob(VerifyPlan plan);

    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;

    struct Report
    {
        std::int64_t checked = 0; ///< now; the others had their verdict
        std::int64_t failed = 0;  ///< a user's own rule gave no verdict on so many more
        QString failure;          ///< the first one's error
        QString trouble;          ///< why what is hard was not checked; empty: it was
        std::map<std::string, Standings> sources; ///< all responses of the plan, by source's name
    };
    /// Valid after run().
    [[nodiscard]] const Report &report() const { return m_report; }

private:
    VerifyPlan m_plan;
    Report m_report;
};

} // namespace touchstone
