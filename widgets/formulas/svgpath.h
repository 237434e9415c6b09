// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QPainterPath>
#include <QStringView>

namespace touchstone {

/// The path that SVG's d attribute describes: moves, lines and Bézier curves of both degrees,
/// absolute or relative; no arcs. Ends at the first thing that is none of them.
QPainterPath svgPath(QStringView description);

} // namespace touchstone
