// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../answercheck.h"

namespace touchstone::references {

/// A text as MATH's is_equiv normalises it before it compares strings (DOMAIN §7.1), or nothing
/// where the normalisation gives up; the comparison then goes by the texts as they stand.
std::optional<std::string> mathNormalized(std::string_view text);

/// MATH's is_equiv, bit for bit.
bool mathEquivalent(std::string_view one, std::string_view other);

/// is_equiv on what the last \boxed{…} of the response holds (else the last \fbox{…}; braces
/// counted as MATH counts them), or on the whole response where it has neither. A box that is not
/// closed is no answer.
AnswerCheck mathString(std::string_view gold, std::string_view response);

} // namespace touchstone::references
