// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../answercheck.h"

namespace touchstone::references {

/// lm-evaluation-harness, task gsm8k v3, bit for bit (DOMAIN §7.1). The filter finds its match in
/// the response as it came, or "[invalid]"; then comma, dollar sign, everything up to the last
/// "#### " and a point at the end are deleted from match and reference, in this order, and both
/// are compared without regard to case.
AnswerCheck gsm8kStrict(std::string_view gold, std::string_view response);
AnswerCheck gsm8kFlexible(std::string_view gold, std::string_view response);

} // namespace touchstone::references
