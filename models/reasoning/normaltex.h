// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string>
#include <string_view>

namespace touchstone {

/// TeX by which two formulas count as the same: without white space and the commands for it,
/// without \left, \right and \displaystyle, \dfrac and \tfrac as \frac, `{,}` as `,`, and without
/// punctuation at the end. Nothing is calculated: `a+b` and `b+a` differ.
std::string normalTex(std::string_view tex);

} // namespace touchstone
