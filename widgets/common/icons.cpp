// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "icons.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace touchstone {

QPixmap tintedIcon(const QString &name, int size, const QColor &color, qreal scale)
{
    const QString key =
        QStringLiteral("touchstone/%1/%2/%3/%4").arg(name).arg(size).arg(color.rgba()).arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(size, size) * scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer renderer(QStringLiteral(":/icons/%1.svg").arg(name));
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace touchstone
