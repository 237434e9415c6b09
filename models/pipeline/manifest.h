// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "exportplan.h"

#include <string>

namespace touchstone {

/// What stands beside an export: settings, policy, counts and hashes, and neither time nor place,
/// so that the same export gives the same bytes. Files are named without their folder.
std::string manifestText(const ExportPlan &plan, const ExportReport &report);

std::string_view nameOf(ReasoningPlace place);
std::string_view nameOf(ExportPlan::Take take);

} // namespace touchstone
