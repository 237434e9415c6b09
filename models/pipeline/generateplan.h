// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/progress.h>
#include <base/result.h>
#include <generate/client.h>
#include <generate/pacing.h>
#include <generate/secret.h>
#include <record/generation.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace touchstone {

class Store;

/// What is to be generated, and how.
struct GeneratePlan
{
    GenerationSettings settings;
    Secret key;
    std::vector<PromptId> prompts; ///< only these; empty: those of settings.filter
    /// So many samples of each prompt, whatever the source has already; nothing: as many as
    /// settings.samples leaves missing.
    std::optional<int> more;
    /// These samples and no others, without those that the source has by then or that somebody else
    /// asked for; may be empty. Nothing: as the lines above say.
    std::optional<std::vector<PromptSample>> exactly;
    ClientLimits limits; ///< but for the streams, which the settings say
    RetryRule retry;
};

/// The source that responses by these settings get: settings.source, else the model's name.
std::string sourceNameOf(const GenerationSettings &settings);

/// What a plan would ask for, before anything is sent.
struct GenerationEstimate
{
    std::int64_t prompts = 0;  ///< that miss a sample
    std::int64_t requests = 0; ///< samples that are missing
    std::int64_t unknown = 0;  ///< requests of this source whose fate is unknown: not asked again
    std::int64_t promptTokens = 0;
    std::int64_t completionTokens = 0;
    /// Where the length of a reply was taken from, for people: "as 120 replies of this source".
    QString repliesAs;
    std::optional<Nano> cost; ///< nothing: no price is known
    std::string currency;
    std::string priceSince; ///< the day of the price
    QString trouble; ///< why some prompts cannot be asked (a field is missing); empty: all can

    bool operator==(const GenerationEstimate &) const = default;
};

/// Counts what is missing and estimates tokens from the lengths of up to 500 of the prompts and of
/// replies that the project has. Sends nothing. On the Store's thread.
Result<GenerationEstimate>
estimate(const Store &store, const GeneratePlan &plan, Progress &progress);

} // namespace touchstone
