// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string>
#include <vector>

namespace touchstone {

/// Every term of a query that can be said without a name of the project's own: "state:open",
/// "has:both"… For completion.
std::vector<std::string> knownTerms();

} // namespace touchstone
