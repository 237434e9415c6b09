// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <exchange/mapping.h>
#include <exchange/peek.h>
#include <pipeline/importjob.h>

#include <QDialog>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace touchstone {

class ImportCheck;
class MappingTable;

/// Asks how a file is to be read: its format where one is recognised, else a role for every column;
/// ten rows as they are and the same ten as they will be. Lists refused rows before anything is
/// kept.
class ImportSheet final : public QDialog
{
    Q_OBJECT

public:
    /// `store` remembers mappings for files of the same shape.
    ImportSheet(Store &store, const QString &path, QWidget *parent = nullptr);

    /// Reads the first rows. An error where the file cannot be read at all; then there is nothing
    /// to show.
    Result<> load();
    /// What was chosen; valid once accepted.
    [[nodiscard]] ImportPlan plan() const;

private:
    void buildHead(QGridLayout *grid);
    void refresh();
    void showAfter(const ImportFormat &format);
    void rememberAndAccept();
    [[nodiscard]] bool byColumns() const;

    Store &m_store;
    QString m_path;
    Peek m_peek;
    std::string m_shape;
    QComboBox *m_format;
    QLineEdit *m_source;
    QComboBox *m_kind;
    QComboBox *m_join;
    QLabel *m_fileTitle;
    MappingTable *m_before;
    QTableWidget *m_after;
    QLabel *m_help;
    ImportCheck *m_check;
    QPushButton *m_accept;
};

} // namespace touchstone
