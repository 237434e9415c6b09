// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/batch.h>

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;

namespace touchstone {

class Store;

/// Every import of the project: what it brought, which rows it refused and why; takes one back, or
/// brings it in again, as an edit that can be undone.
class ImportsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ImportsDialog(Store &store, QWidget *parent = nullptr);

private:
    void refresh();
    void showRefused();
    void toggle();

    Store &m_store;
    std::vector<Batch> m_batches;
    QTableWidget *m_imports;
    QTableWidget *m_refused;
    QLabel *m_error;
    QPushButton *m_toggle;
};

} // namespace touchstone
