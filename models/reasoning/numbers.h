// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "byterange.h"

#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

struct FoundNumber
{
    ByteRange range;    ///< sign and per cent sign included
    std::string normal; ///< as in Expression
};

/// The numbers in these bytes of a text, in order; what is read is said at expressionsOf.
std::vector<FoundNumber> numbersIn(std::string_view text, ByteRange where);

} // namespace touchstone
