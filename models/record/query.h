// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "decision.h"
#include "source.h"
#include "verdict.h"

#include <base/result.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// Which prompts, in which order. The text form is what people type and what --filter takes:
///
///     state:open|drafted|skipped|decided
///     decision:left|right|human|teacher|tie|neither|skip|bad|reference|any source:NAME  tag:NAME
///     key:TEXT  flag:yes  has:reference|both|edit|truncated|unterminated|empty
///     verdict:correct|wrong|unit-differs|form-differs|cannot-tell|no-answer|truncated|skip|any|
///     overruled  (of a response, by a person or else by the machine; of one side with human: or
///     teacher: before it, as in verdict:teacher:wrong)
///     has:choice  (a rule chose one of its responses)
///     has:marks  (a step or an error was marked)  has:error  (a step is wrong or an error marked)
///     words>N  words<N  words:N  (words of the longest reasoning)
///     word word "a phrase"  (found in prompt, reasoning or answer)
///
/// A minus in front of a term means "not". Several terms must all hold.
struct Query
{
    enum class Sort { Import, Key, State, PromptWords, HumanWords, TeacherWords, Decided };

    struct Term
    {
        enum class Field { State, Decision, Source, Tag, Key, Flag, Has, Verdict, Words, Text };
        enum class Comparison { Equal, Less, Greater };

        Field field = Field::Text;
        std::string value; ///< as typed, without quotes
        Comparison comparison = Comparison::Equal;
        bool phrase = false; ///< was quoted
        bool negated = false;
        bool operator==(const Term &) const = default;
    };

    std::vector<Term> terms;
    Sort sort = Sort::Import;
    bool descending = false;

    [[nodiscard]] bool isAll() const { return terms.empty(); }
    bool operator==(const Query &) const = default;
};

/// A standing as a query has it: "unit-differs".
std::string inQuery(Standing standing);
std::optional<Standing> standingInQuery(std::string_view word);
/// The error names the term and what may stand there. Sort is left as it is by default.
Result<Query> parseQuery(std::string_view text);
/// The text that parses to the same terms.
std::string toText(const Query &query);

} // namespace touchstone
