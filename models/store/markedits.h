// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/edit.h>

namespace touchstone {

class StorePrivate;

/// What people mark in responses. Each performs one edit inside the caller's transaction and gives
/// the edit that flips it.
namespace markedits {

Result<Edit> perform(StorePrivate &store, const SetStepCut &edit);
Result<Edit> perform(StorePrivate &store, const SetStepMark &edit);
Result<Edit> perform(StorePrivate &store, const SetFirstError &edit);
Result<Edit> perform(StorePrivate &store, const SetErrorSpan &edit);
Result<Edit> perform(StorePrivate &store, const SetPin &edit);
Result<Edit> perform(StorePrivate &store, const SetErrorTypes &edit);

} // namespace markedits
} // namespace touchstone
