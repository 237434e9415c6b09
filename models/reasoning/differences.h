// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "byterange.h"

#include <string_view>
#include <vector>

namespace touchstone {

enum class DifferenceKind { OnlyLeft, OnlyRight, Changed };

/// A place where two texts differ. On the side that has nothing there the range is empty and stands
/// behind the last word that both have.
struct Difference
{
    ByteRange left;
    ByteRange right;
    DifferenceKind kind = DifferenceKind::Changed;

    bool operator==(const Difference &) const = default;
};

struct Differences
{
    std::vector<Difference> list; ///< in order on both sides, whole words and formulas each
    /// False: the texts differ so much that the least differences would have taken too long to
    /// find; these are true, but there may be fewer.
    bool isShortest = true;
};

/// The word differences of two texts (UTF-8): tokens are words, whole formulas (by their TeX,
/// however delimited) and marks of punctuation (tokens.h); white space makes no difference.
/// Differences with nothing but punctuation between them are one. The way is in tokenmatches.h:
/// time is linear but for a bounded search, whatever the texts are.
Differences findDifferences(std::string_view left, std::string_view right);

} // namespace touchstone
