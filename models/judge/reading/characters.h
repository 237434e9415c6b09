// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace touchstone::reading {

/// Unicode's signs of mathematics as ASCII and TeX: minus, dots, roots, fractions, raised digits,
/// full-width forms. Nothing where the text has a control character or ends within a letter.
std::optional<std::string> plainCharacters(std::string_view text);

/// The sign that a TeX command stands for: "*" of "times", "<=" of "leq"; empty: none.
std::string_view signOfCommand(std::string_view name);

/// One name for the commands that mean the same: "frac" of "dfrac".
std::string_view nameOfCommand(std::string_view name);

} // namespace touchstone::reading
