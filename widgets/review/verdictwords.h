// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <QString>
#include <QStringList>

namespace touchstone {

/// What a chip says of a response: "✓ correct", "✓ correct, by you", "✕ wrong, outdated". Empty:
/// nothing was said.
QString chipWords(const Item &item, ResponseId response);
/// How the verdict came about, a line each: readings, proof and reason, rules and their version,
/// and whether it still holds.
QStringList verdictTrace(const ResponseVerdict &verdict);

} // namespace touchstone
