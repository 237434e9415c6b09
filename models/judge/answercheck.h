// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "extract.h"

#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// What is said of an answer against its reference (DOMAIN §7.3, step 7).
enum class Verdict {
    Equal,
    Different,
    UnitDiffers,    ///< the same number or not, of another kind of quantity
    FormDiffers,    ///< equal, but not in the form the profile asks for
    CannotTell,     ///< nothing could be proved, or the readings disagree
    NoAnswer,       ///< no rule found a final answer, or the text was cut off within it
    Unparsable,     ///< an answer is there and not understood
    GoldUnparsable, ///< the reference is not understood: to be skipped, never counted as wrong
};

/// What an Equal or a Different rests on, the strongest first.
enum class Proof {
    None,
    Structural, ///< the same after reading
    Exact,      ///< shown by exact arithmetic or algebra
    Numeric,    ///< agrees at many points to many digits, which proves nothing
    Rounded,    ///< one side is the other rounded to the digits it shows
    Policy,     ///< equal only because a switch of the profile says so
};

/// "equal", "unit differs", "gold unparsable"…; stable, for files.
std::string_view nameOf(Verdict verdict);
std::optional<Verdict> verdictNamed(std::string_view name);

/// "structural", "exact"…; "none" for Proof::None; stable, for files.
std::string_view nameOf(Proof proof);
std::optional<Proof> proofNamed(std::string_view name);

/// One answer checked against one reference.
struct AnswerCheck
{
    Verdict verdict = Verdict::CannotTell;
    Proof proof = Proof::None;
    FinalAnswer extracted;     ///< what was compared, the rule that found it, where it stands
    std::string goldReading;   ///< how the reference was read, in our notation; may be empty
    std::string answerReading; ///< how the answer was read
    std::string reason;        ///< why, in a few words for people

    bool operator==(const AnswerCheck &) const = default;
};

} // namespace touchstone
