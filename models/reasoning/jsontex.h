// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string>
#include <string_view>

namespace touchstone {

/// JSON that a model wrote, with the backslashes doubled that begin TeX and were not: read as they
/// stand, the `\f` of `\frac` is a form feed and the `\t` of `\times` a tab. Nothing else changes.
///
/// A single backslash begins TeX where JSON knows no such escape (`\(`, `\alpha`); before `b` and
/// `f` with letters behind them, since nobody writes a backspace or a form feed; and where `n`, `r`
/// or `t` begins the name of a TeX command that is neither a word nor the name of a variable
/// without that letter (`\neq`, `\right`, `\text`; not `\nu`). Names that might be one (`\not`,
/// `\tan`) are TeX, and two backslashes before white space a row's end, where others in the same
/// text certainly are single. Linear in the length of the text.
std::string withTexEscaped(std::string_view json);

} // namespace touchstone
