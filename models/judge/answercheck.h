// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "extract.h"

#include <record/verdict.h>

#include <string>

namespace touchstone {

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
