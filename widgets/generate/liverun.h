// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/livegeneration.h>

#include <memory>

namespace touchstone {

/// What the page shows of a run: how the job stands, and what it was started with and came to.
struct LiveRun
{
    std::shared_ptr<const LiveGeneration> live; ///< null: there is no run
    bool ended = false;
    QString title;       ///< "DeepSeek · deepseek-reasoner"
    QString reason;      ///< why it ended, or what the server said last; empty: nothing to say
    bool failed = false; ///< the reason is an error
    std::optional<Nano> budget;
    std::optional<std::int64_t> tokenBudget;
};

} // namespace touchstone
