// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

class QTextCursor;

namespace touchstone {

/// The selected text as people paste it: formulas with their delimiters, lines as lines.
QString copiedText(const QTextCursor &selection);

} // namespace touchstone
