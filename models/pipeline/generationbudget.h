// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/generation.h>

#include <cstdint>
#include <optional>

namespace touchstone {

/// Says when one more request might pass a run's budget: by what was spent, and for each that runs
/// and the next one as much as the dearest reply so far, at first as much as is expected (with a
/// most of tokens in the settings: as much as that). So only a reply that is dearer than all before
/// it can pass the budget, and by no more than the difference.
class GenerationBudget final
{
public:
    /// `expected`: what a request is likely to use, before any reply is there. `price` null: money
    /// does not count.
    GenerationBudget(const GenerationSettings &settings,
                     const TokenPrice *price,
                     const Usage &expected);

    [[nodiscard]] bool allows(std::int64_t running) const;
    /// What ended, however it ended.
    void add(const Usage &usage, Nano cost);

private:
    std::optional<Nano> m_money;
    std::optional<std::int64_t> m_tokens;
    Nano m_spentMoney = 0;
    std::int64_t m_spentTokens = 0;
    Nano m_nextMoney = 0;
    std::int64_t m_nextTokens = 0;
};

} // namespace touchstone
