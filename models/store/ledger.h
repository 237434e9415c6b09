// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

namespace touchstone {

class StorePrivate;

namespace ledger {

/// Requests that were on their way when the program that sent them ended become unknown, but for
/// those that a batch file asks. Only whoever holds the project's lock may say so: no job is at
/// work then.
Result<> loseRequests(StorePrivate &store);

} // namespace ledger

} // namespace touchstone
