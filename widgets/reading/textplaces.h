// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QRectF>

#include <vector>

class QTextEdit;

namespace touchstone {

/// Where the letters from one position up to another are seen, a rectangle for each line, in the
/// viewport's coordinates. What lies outside the viewport is left out.
std::vector<QRectF> seenPlaces(const QTextEdit &view, int begin, int end);

} // namespace touchstone
