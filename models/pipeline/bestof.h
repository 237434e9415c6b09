// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>
#include <record/source.h>
#include <record/verdict.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace touchstone {

/// Rejection sampling (DOMAIN §1.1, §2): of several responses to a prompt whose reference is known
/// those are kept that come to it, and of these the best by a rule. So DeepSeek-R1 made 600,000
/// reasonings, several for each prompt and the correct ones kept; the GRPO post adds that a
/// function of the user's may stand in the reference's place, which a Standing does not tell apart.
struct BestOfRule
{
    enum class By {
        Shortest, ///< by words, reasoning and answer together
        Longest,
        Median,  ///< nearest to the median length of the correct ones
        Highest, ///< by mean score; who has none is not kept
        Random,  ///< drawn by seed and prompt
    };

    int n = 1; ///< how many are kept of a prompt at most; at least 1
    By by = By::Shortest;
    std::uint64_t seed = 0; ///< of Random
    /// Whose responses are candidates.
    std::vector<SourceKind> kinds = {SourceKind::Teacher, SourceKind::Student};

    bool operator==(const BestOfRule &) const = default;
};

/// "shortest", "longest", "median", "highest", "random"; stable, for files and the command line.
std::string_view nameOf(BestOfRule::By by);
std::optional<BestOfRule::By> bestByNamed(std::string_view name);

struct Candidate
{
    ResponseId response;
    Uid uid;
    SourceKind kind = SourceKind::Teacher;
    std::optional<Standing> standing; ///< a person's where there is one; nothing: not checked
    int words = 0;
    std::optional<double> score; ///< the mean; finite
    int sample = 0;
};

/// Why a candidate is not kept.
enum class DropReason {
    OtherSource,
    NotChecked,
    NoReference,
    Wrong, ///< also another unit or form
    CannotTell,
    NoAnswer,
    Truncated,
    NoScore,
    Longer, ///< than the worst that is kept; so are the next
    Shorter,
    FartherFromMedian,
    LowerScore,
    LaterSample, ///< as good as one that is kept, and behind it
    NotDrawn,
};

enum class BestOfOutcome {
    Complete, ///< n are kept
    Fewer,    ///< some, and fewer than n are correct (and have a score, where it goes by score)
    NoneCorrect,
    NoneScored, ///< it goes by score, and no correct one has one
};

/// A few words for people, in files too: "longer than those kept", "fewer than n are correct".
std::string_view nameOf(DropReason reason);
std::string_view nameOf(BestOfOutcome outcome);

struct BestOf
{
    struct Dropped
    {
        ResponseId response;
        DropReason reason = DropReason::Wrong;

        bool operator==(const Dropped &) const = default;
    };

    BestOfOutcome outcome = BestOfOutcome::NoneCorrect;
    std::vector<ResponseId> kept; ///< the best first
    std::vector<Dropped> dropped; ///< by sample, then uid

    bool operator==(const BestOf &) const = default;
};

/// The best of one prompt. Equally good ones go by sample, then by uid, so that neither the order
/// of `candidates` nor the copy of the project changes anything. Random ones go by the SHA-256 of
/// prompt, response and seed: one candidate or prompt more or less leaves the order of the others
/// as it is.
BestOf bestOf(const Uid &prompt, std::vector<Candidate> candidates, const BestOfRule &rule);

} // namespace touchstone
