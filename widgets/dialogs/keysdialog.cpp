// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "keysdialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace touchstone {

KeysDialog::KeysDialog(const QVector<KeyLine> &lines, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    resize(600, 680);
    auto *table = new QTableWidget(static_cast<int>(lines.size()), 3);
    table->setObjectName(QStringLiteral("keys.table"));
    table->setAccessibleName(tr("Keys and what they do"));
    table->setHorizontalHeaderLabels({tr("Where"), tr("Key"), tr("What")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(26);
    table->verticalHeader()->setDefaultSectionSize(26);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setColumnWidth(1, 230);
    for (int row = 0; row < lines.size(); ++row) {
        // A group is named where it begins.
        const bool begins = row == 0 || lines[row - 1].group != lines[row].group;
        table->setItem(row, 0, new QTableWidgetItem(begins ? lines[row].group : QString{}));
        table->setItem(row, 1, new QTableWidgetItem(lines[row].key));
        table->setItem(row, 2, new QTableWidgetItem(lines[row].words));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->addWidget(table, 1);
    layout->addWidget(buttons);
}

} // namespace touchstone
