// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/teacher.h>

#include <QWidget>

#include <vector>

class QPushButton;
class QTableWidget;

namespace touchstone {

/// What a teacher's models cost, a line each; money for a million tokens.
class PriceTable final : public QWidget
{
    Q_OBJECT

public:
    explicit PriceTable(QWidget *parent = nullptr);

    void setPrices(const std::vector<TokenPrice> &prices);
    /// The error names the line that cannot be read.
    [[nodiscard]] Result<std::vector<TokenPrice>> prices() const;
    void setReadOnly(bool readOnly);

signals:
    void changed();

private:
    void addLine(const TokenPrice &price);

    QTableWidget *m_table;
    QPushButton *m_add;
    QPushButton *m_remove;
};

} // namespace touchstone
