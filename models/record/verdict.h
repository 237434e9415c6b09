// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "textpart.h"

#include <base/ids.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// What is said of an answer against its reference (DOMAIN §7.3, step 7). The numbers are kept in
/// projects.
enum class Verdict {
    Equal,
    Different,
    UnitDiffers,    ///< the same number or not, of another kind of quantity
    FormDiffers,    ///< equal, but not in the form the profile asks for
    CannotTell,     ///< nothing could be proved, or the readings disagree
    NoAnswer,       ///< no rule found a final answer
    Unparsable,     ///< an answer is there and not understood
    GoldUnparsable, ///< the reference is not understood: to be skipped, never counted as wrong
    Truncated,      ///< the response was cut off before its answer was there
};

/// What an Equal or a Different rests on, the strongest first. The numbers are kept in projects.
enum class Proof {
    None,
    Structural, ///< the same after reading
    Exact,      ///< shown by exact arithmetic or algebra
    Numeric,    ///< agrees at many points to many digits, which proves nothing
    Rounded,    ///< one side is the other rounded to the digits it shows
    Policy,     ///< equal only because a switch of the profile says so
};

/// Where a response stands against the reference, for people: what a chip shows, a filter asks and
/// a person can say in the machine's place. The numbers are kept in projects.
enum class Standing {
    Correct,
    Wrong,
    UnitDiffers,
    FormDiffers,
    CannotTell, ///< also where an answer is not understood
    NoAnswer,
    Truncated,
    Skip, ///< there is no reference, or none that is understood: not the response's fault
};
inline constexpr std::array AllStandings = {
    Standing::Correct,    Standing::Wrong,    Standing::UnitDiffers, Standing::FormDiffers,
    Standing::CannotTell, Standing::NoAnswer, Standing::Truncated,   Standing::Skip};

/// "equal", "unit differs", "gold unparsable"…; stable, for files.
std::string_view nameOf(Verdict verdict);
std::optional<Verdict> verdictNamed(std::string_view name);

/// "structural", "exact"…; "none" for Proof::None; stable, for files.
std::string_view nameOf(Proof proof);
std::optional<Proof> proofNamed(std::string_view name);

/// "correct", "wrong", "unit differs", "form differs", "cannot tell", "no answer", "truncated",
/// "skip"; stable, for files.
std::string_view nameOf(Standing standing);
std::optional<Standing> standingNamed(std::string_view name);
Standing standingOf(Verdict verdict);

/// What the machine says of one response, and how it came to it.
struct ResponseVerdict
{
    ResponseId response;
    Verdict verdict = Verdict::CannotTell;
    Proof proof = Proof::None;
    std::string profile;           ///< by which rules: Profile's text, or "script", "command"
    int version = 0;               ///< of the rules
    bool referenceChanged = false; ///< it was checked against another one
    std::string extracted;
    std::string rule;                 ///< that found it; empty: none did
    TextPart part = TextPart::Answer; ///< the text it was found in
    std::size_t begin = 0;            ///< bytes of that text
    std::size_t end = 0;              ///< `begin`: nothing was found
    std::string goldReading;          ///< how the reference was read; may be empty
    std::string answerReading;        ///< how the answer was read; may be empty
    std::string reason;               ///< why, in a few words for people; a validator's note
    std::optional<double> score;      ///< a validator's

    bool operator==(const ResponseVerdict &) const = default;
};

/// A person's word in place of the machine's, which stays beside it.
struct Overrule
{
    ResponseId response;
    Standing standing = Standing::Correct;
    std::string note;

    bool operator==(const Overrule &) const = default;
};

} // namespace touchstone
