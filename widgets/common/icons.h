// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QColor>
#include <QPixmap>
#include <QString>

namespace touchstone {

/// The icon `name` of resources/icons in one colour, sharp at `scale` device pixels a pixel.
/// Cached.
QPixmap tintedIcon(const QString &name, int size, const QColor &color, qreal scale);

} // namespace touchstone
