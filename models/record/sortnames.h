// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "query.h"

#include <optional>
#include <string_view>

namespace touchstone {

/// "import", "key", "state", "prompt words", "human words", "teacher words", "decided": how an
/// order is written down where it is remembered.
std::string_view nameOf(Query::Sort sort);
std::optional<Query::Sort> sortFromName(std::string_view name);

} // namespace touchstone
