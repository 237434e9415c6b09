// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/rubric.h>

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace touchstone {

/// The criteria on which responses are scored: added, taken away, renamed, put in order, each with
/// its own range. Scores that were given stay in the project under the name they were given for.
class RubricDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit RubricDialog(const Rubric &rubric, QWidget *parent = nullptr);

    /// As it stands; criteria without a name are left out.
    [[nodiscard]] Rubric rubric() const;

private:
    void fill();
    void takeIn(); ///< from the fields to m_rubric
    void addRow(int row, const Criterion &criterion);
    void add();
    void remove();
    void move(int by);
    void check();
    [[nodiscard]] int currentRow() const;

    Rubric m_rubric;
    QTableWidget *m_table;
    QLabel *m_problem;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_accept;
};

} // namespace touchstone
