// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/source.h>
#include <widgets/common/colors.h>

namespace touchstone {

/// The colour that names a kind of source; always beside its name in words.
inline QColor colorOf(const Colors &colors, SourceKind kind)
{
    switch (kind) {
    case SourceKind::Human:
        return colors.human;
    case SourceKind::Teacher:
        return colors.teacher;
    case SourceKind::Student:
        return colors.student;
    default:
        return colors.secondary;
    }
}

} // namespace touchstone
