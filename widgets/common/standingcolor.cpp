// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "standingcolor.h"

#include "colors.h"

namespace touchstone {

Chip::Kind chipKind(Standing standing)
{
    switch (standing) {
    case Standing::Correct:
        return Chip::Kind::Good;
    case Standing::Wrong:
    case Standing::UnitDiffers:
        return Chip::Kind::Bad;
    case Standing::FormDiffers:
    case Standing::CannotTell:
    case Standing::NoAnswer:
    case Standing::Truncated:
        return Chip::Kind::Unsure;
    case Standing::Skip:
        break;
    }
    return Chip::Kind::Plain;
}

const QColor &inkOf(const Colors &colors, Standing standing)
{
    switch (chipKind(standing)) {
    case Chip::Kind::Good:
        return colors.correct;
    case Chip::Kind::Bad:
        return colors.differs;
    case Chip::Kind::Unsure:
        return colors.unsure;
    default:
        return colors.text;
    }
}

} // namespace touchstone
