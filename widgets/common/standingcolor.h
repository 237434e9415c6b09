// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "chip.h"

#include <record/verdict.h>

class QColor;

namespace touchstone {

struct Colors;

/// How a chip looks that says it.
Chip::Kind chipKind(Standing standing);
/// Of an answer that stands so.
const QColor &inkOf(const Colors &colors, Standing standing);

} // namespace touchstone
