// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "token.h"

namespace touchstone::reading {

/// Tokens whose first words are an English number, as one number: "twenty-four", "one hundred and
/// five apples", up to 999,999. As they are where anything but words stands behind it, or words
/// that go on in another way: "five and six", "one hundred and one half".
Tokens withNumberWords(Tokens tokens);

} // namespace touchstone::reading
