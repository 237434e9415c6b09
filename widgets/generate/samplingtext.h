// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/generation.h>

#include <QString>

#include <optional>

namespace touchstone {

/// Sampling as people write it on one line: temperature 0.6 · top-p 0.95 · seed 7 · logprobs 5 ·
/// stop "###". Words are parted by spaces, commas or middle dots; in quotation marks "\n" is a line
/// break. Empty: the server's own. Says nothing of maxTokens, which has a field of its own. The
/// error names what cannot be read.
Result<Sampling> parseSamplingText(const QString &text);
QString samplingText(const Sampling &sampling);

/// What a run may cost before it pauses.
struct Budget
{
    std::optional<Nano> money;
    std::optional<std::int64_t> tokens;

    bool operator==(const Budget &) const = default;
};
/// "12.00 USD", "5 M tokens", or both. A number alone is money. The error names what cannot be read
/// and a currency that is not `currency` (empty: any).
Result<Budget> parseBudgetText(const QString &text, const QString &currency);
QString budgetText(const Budget &budget, const QString &currency);

} // namespace touchstone
