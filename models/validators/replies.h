// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "validator.h"

#include <base/json.h>

#include <cstdint>

namespace touchstone {

/// {"id","key","prompt","reference","reasoning","answer","response","source","source_kind",
/// "model","sample"} on one line.
std::string itemLine(std::int64_t id, const ValidatorItem &item);

/// Whether a reply is to the item of that id.
bool isReplyTo(const Json &reply, std::int64_t id);

/// Reads {"verdict"|"correct","score","note"}: a verdict is "correct", "wrong", "skip" or one of
/// nameOf(Verdict); "correct" is true or false; null is as good as nothing. The error names the
/// member that is wrong. {"error"} is the rule's own error, with {"log"} as its detail.
Result<ValidatorVerdict> verdictOf(const Json &reply);

} // namespace touchstone
