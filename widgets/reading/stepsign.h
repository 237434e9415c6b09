// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <reasoning/steplabels.h>

#include <QColor>
#include <QString>

class QPainter;
class QRectF;

namespace touchstone {

struct Colors;

/// The sign of a step's mark, by its form alone: a tick for right, a cross for wrong, a cross in a
/// disc for the first error, a ring for neutral. Nothing for a step that is not marked.
void paintStepSign(QPainter &painter,
                   const QRectF &place,
                   const StepLabel &label,
                   const Colors &colors);

/// Of the sign, and of the step on the rail. Invalid: not marked.
QColor colorOf(const StepLabel &label, const Colors &colors);

/// "wrong, first error"; empty: not marked.
QString wordsFor(const StepLabel &label);

} // namespace touchstone
