// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formcolumn.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace touchstone {

QLabel *pageTitle(const QString &text)
{
    auto *title = new QLabel(text);
    QFont large = title->font();
    large.setPixelSize(15);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    return title;
}

QScrollArea *formColumn(const QString &title, const QList<QWidget *> &parts, int spacing)
{
    auto *contents = new QWidget;
    auto *column = new QVBoxLayout(contents);
    column->setContentsMargins(16, 14, 16, 8);
    column->setSpacing(spacing);
    column->addWidget(pageTitle(title));
    for (QWidget *part : parts)
        column->addWidget(part);
    column->addStretch();
    contents->setAutoFillBackground(false);
    auto *area = new QScrollArea;
    area->setWidget(contents);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

} // namespace touchstone
