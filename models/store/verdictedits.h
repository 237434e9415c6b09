// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>
#include <base/result.h>
#include <record/edit.h>

namespace touchstone {

class StorePrivate;

/// What people say in the machine's place, and by what it shall check. Each performs one edit
/// inside the caller's transaction and gives the edit that flips it.
namespace verdictedits {

Result<Edit> perform(StorePrivate &store, const SetOverrule &edit);
Result<Edit> perform(StorePrivate &store, const SetCheckRules &edit);

} // namespace verdictedits

Json toJson(const CheckRules &rules);
/// The error says which member is not as it must be.
Result<CheckRules> checkRulesFromJson(const Json &json);
Result<CheckRules> readCheckRules(StorePrivate &store);

} // namespace touchstone
