// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "stepsign.h"

#include <widgets/common/colors.h>

#include <QCoreApplication>
#include <QPainter>

namespace touchstone {
namespace {

constexpr double Stroke = 1.8;

QString tr(const char *text)
{
    return QCoreApplication::translate("StepSign", text);
}

void paintCross(QPainter &painter, const QRectF &place)
{
    painter.drawLine(place.topLeft(), place.bottomRight());
    painter.drawLine(place.topRight(), place.bottomLeft());
}

} // namespace

QColor colorOf(const StepLabel &label, const Colors &colors)
{
    if (label.isFirstError)
        return colors.differs;
    if (!label.mark)
        return {};
    return *label.mark < 0 ? colors.differs : *label.mark > 0 ? colors.correct : colors.secondary;
}

QString wordsFor(const StepLabel &label)
{
    QString words;
    if (label.mark)
        words = *label.mark < 0 ? tr("wrong") : *label.mark > 0 ? tr("right") : tr("neutral");
    if (label.isFirstError)
        words += (words.isEmpty() ? QString{} : QStringLiteral(", ")) + tr("first error");
    return words;
}

void paintStepSign(QPainter &painter,
                   const QRectF &place,
                   const StepLabel &label,
                   const Colors &colors)
{
    const QColor color = colorOf(label, colors);
    if (!color.isValid())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, Stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double width = place.width();
    if (label.isFirstError) {
        painter.setBrush(color);
        painter.drawEllipse(place);
        painter.setPen(QPen(colors.base, Stroke - 0.2, Qt::SolidLine, Qt::RoundCap));
        paintCross(painter, place.adjusted(width / 4, width / 4, -width / 4, -width / 4));
    } else if (*label.mark < 0) {
        paintCross(painter, place.adjusted(1, 1, -1, -1));
    } else if (*label.mark > 0) {
        const QPointF bottom(place.left() + width * 0.38, place.bottom() - 1);
        painter.drawLine(QPointF(place.left() + 0.5, place.center().y() + 0.5), bottom);
        painter.drawLine(bottom, QPointF(place.right() - 0.5, place.top() + 1));
    } else {
        painter.drawEllipse(place.adjusted(1.5, 1.5, -1.5, -1.5));
    }
    painter.restore();
}

} // namespace touchstone
