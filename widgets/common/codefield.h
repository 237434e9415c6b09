// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

class QPlainTextEdit;
class QString;

namespace touchstone {

/// A field for text that a machine reads as it stands, in the fixed font; Tab leaves it. `lines`:
/// how high it is at least, and it grows with its text up to ten; 0: as high as there is room.
QPlainTextEdit *codeField(const QString &name, const QString &title, int lines = 0);

} // namespace touchstone
