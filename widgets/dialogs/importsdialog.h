// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/batch.h>

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;

namespace touchstone {

class JobRunner;
class Store;

/// Every import of the project: what it brought, which rows it refused and why; takes one back, or
/// brings it in again, as an edit that can be undone.
class ImportsDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportsDialog(Store &store, JobRunner &jobs, QWidget *parent = nullptr);

private:
    void refresh();
    void showRefused();
    void toggle();
    void toggled(const Result<> &result);

    Store &m_store;
    JobRunner &m_jobs;
    std::vector<Batch> m_batches;
    QTableWidget *m_imports;
    QTableWidget *m_refused;
    QLabel *m_error;
    QPushButton *m_toggle;
    int m_running = 0; ///< the job that takes back or brings in; 0: none
};

} // namespace touchstone
