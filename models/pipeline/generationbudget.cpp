// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generationbudget.h"

#include "replyresponse.h"

#include <algorithm>

namespace touchstone {

GenerationBudget::GenerationBudget(const GenerationSettings &settings,
                                   const TokenPrice *price,
                                   const Usage &expected)
    : m_money(price ? settings.budget : std::nullopt)
    , m_tokens(settings.tokenBudget)
{
    Usage next = expected;
    next.cached = 0;
    if (settings.sampling.maxTokens)
        next.completion = *settings.sampling.maxTokens;
    m_nextTokens = next.prompt + next.completion;
    m_nextMoney = costAbout(next, price).value_or(0);
}

bool GenerationBudget::allows(std::int64_t running) const
{
    const std::int64_t requests = running + 1;
    return (!m_money || m_spentMoney + requests * m_nextMoney <= *m_money)
           && (!m_tokens || m_spentTokens + requests * m_nextTokens <= *m_tokens);
}

void GenerationBudget::add(const Usage &usage, Nano cost)
{
    m_spentTokens += usage.prompt + usage.completion;
    m_spentMoney += cost;
    m_nextTokens = std::max(m_nextTokens, usage.prompt + usage.completion);
    m_nextMoney = std::max(m_nextMoney, cost);
}

} // namespace touchstone
