// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <exchange/mapping.h>
#include <exchange/peek.h>
#include <pipeline/importjob.h>

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace touchstone {

/// Asks how a file is to be read: its format where one is recognised, else a role for every column;
/// ten rows as they are and the same ten as they will be. Says refused rows before anything is
/// kept.
class ImportSheet final : public QDialog
{
    Q_OBJECT

public:
    /// `store` remembers mappings for files of the same shape.
    ImportSheet(Store &store, const QString &path, QWidget *parent = nullptr);

    /// An error where the file cannot be read at all; then there is nothing to show.
    Result<> load();
    /// What was chosen; valid once accepted.
    [[nodiscard]] ImportPlan plan() const;

private:
    void buildColumns();
    void refresh();
    [[nodiscard]] Mapping mapping() const;
    void rememberAndAccept();

    Store &m_store;
    QString m_path;
    Peek m_peek;
    const ImportFormat *m_recognised = nullptr;
    std::string m_shape;
    QComboBox *m_format;
    QLineEdit *m_source;
    QComboBox *m_kind;
    QComboBox *m_join;
    QTableWidget *m_before;
    QTableWidget *m_after;
    QLabel *m_help;
    QLabel *m_refused;
    QPushButton *m_accept;
    std::vector<QComboBox *> m_roles;
    std::vector<std::string> m_columns;
};

} // namespace touchstone
