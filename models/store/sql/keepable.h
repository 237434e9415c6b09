// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace touchstone::sql {

/// The offset of the first byte that a text column cannot keep: NUL, where SQLite's own functions
/// would end the text, or what is not UTF-8.
std::optional<std::size_t> firstUnkeepable(std::string_view text);

} // namespace touchstone::sql
