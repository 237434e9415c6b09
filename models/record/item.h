// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "decision.h"
#include "prompt.h"
#include "readingmarks.h"
#include "response.h"
#include "source.h"
#include "verdict.h"

#include <optional>
#include <string>
#include <vector>

namespace touchstone {

/// One comparison, whole: what the review page shows and the command line prints.
struct Item
{
    Prompt prompt;
    std::vector<Response>
        responses; ///< active ones, by kind of source (human first), source, sample
    std::vector<Source>
        sources; ///< those of the responses, in the same order, one for each response
    std::optional<Decision> decision;      ///< the asking annotator's
    std::vector<Score> scores;             ///< the asking annotator's
    ReadingMarks marks;                    ///< the asking annotator's
    std::vector<ResponseVerdict> verdicts; ///< in the order of the responses; some may have none
    std::vector<Overrule> overrules;       ///< the asking annotator's, in the same order
    std::vector<ResponseId> chosen;        ///< by the rule that is in force, in the same order
    std::vector<std::string> tags;         ///< sorted
    bool flagged = false;

    /// Null where the machine has said nothing of it.
    [[nodiscard]] const ResponseVerdict *verdictOf(ResponseId response) const;
    /// Null where the asking annotator leaves it to the machine.
    [[nodiscard]] const Overrule *overruleOf(ResponseId response) const;
    /// The person's word, else the machine's; nothing where neither said any.
    [[nodiscard]] std::optional<Standing> standingOf(ResponseId response) const;

    bool operator==(const Item &) const = default;
};

/// One row of the browse table.
struct PromptSummary
{
    static constexpr std::size_t ShownStandings = 16;
    struct SourceMark
    {
        SourceId source;
        SourceKind kind = SourceKind::Human;
        int samples = 0;
        ResponseFlags flags = NoFlag; ///< of all samples together
        /// Of the first samples, at most ShownStandings; nothing: not checked.
        std::vector<std::optional<Standing>> standings;
        bool operator==(const SourceMark &) const = default;
    };

    PromptId id;
    std::string key;
    std::string head; ///< the prompt's first 200 bytes, white space folded
    State state = State::Open;
    Outcome outcome = Outcome::None;
    SourceKind preferredKind = SourceKind::Human; ///< of the side that Left or Right chose
    std::vector<SourceMark> sources;
    int promptWords = 0;
    int humanWords = 0;   ///< reasoning and answer of the longest human response
    int teacherWords = 0; ///< the same of teachers
    bool flagged = false;

    bool operator==(const PromptSummary &) const = default;
};

} // namespace touchstone
