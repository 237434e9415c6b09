// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/generation.h>
#include <store/store.h>

namespace touchstone {

/// How a run by these settings enters the ledger.
Store::GenerationStart startOf(const GenerationSettings &settings);

} // namespace touchstone
