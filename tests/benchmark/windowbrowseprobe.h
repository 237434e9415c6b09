// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>

#include <QObject>

class QTableView;

namespace touchstone::benchmark {

/// Waits for the browse table to be painted with rows in it, then for all ids, then looks at pages
/// all over the project and takes the memory.
class BrowseProbe final : public QObject
{
    Q_OBJECT

public:
    /// `startedNs`: when the process was asked for, by steadyNs().
    BrowseProbe(QTableView &table, std::int64_t startedNs);

signals:
    void finished(const touchstone::Json &said);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void usable();
    void complete();
    void finish();

    QTableView &m_table;
    std::int64_t m_startedNs;
    bool m_painted = false;
    Json m_said;
};

} // namespace touchstone::benchmark
