// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/verdict.h>

#include <QString>

namespace touchstone {

/// One sign, so that no standing is told by its colour alone: ✓ ✕ ≠ ≈ ? ∅ … –
QString signOf(Standing standing);
/// "correct", "wrong", "unit differs"…, translated.
QString wordsOf(Standing standing);
/// "✓ correct"
QString signAndWords(Standing standing);

} // namespace touchstone
