// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <exchange/mapping.h>
#include <exchange/peek.h>
#include <pipeline/importjob.h>

#include <QDialog>

#include <memory>

class QComboBox;
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
    ~ImportSheet() override; ///< does not wait for what is still being read

    /// Reads the first rows on another thread; loaded() or failed() says when.
    void load();
    /// What was chosen; valid once accepted.
    [[nodiscard]] ImportPlan plan() const;

signals:
    /// The first rows are shown.
    void loaded();
    /// The file cannot be read at all: there is nothing to show, and the sheet is left.
    void failed(const touchstone::Error &error);

private:
    QWidget *buildHead();
    void take(Result<Peek> found);
    void showFile(Peek found);
    void refresh();
    void showAfter(const ImportFormat &format);
    void rememberAndAccept();
    [[nodiscard]] bool byColumns() const;

    Store &m_store;
    QString m_path;
    std::shared_ptr<Progress> m_reading = std::make_shared<Progress>();
    Peek m_peek;
    std::string m_shape;
    QComboBox *m_format;
    QLineEdit *m_source;
    QComboBox *m_kind;
    QComboBox *m_join;
    QWidget *m_head;
    QLabel *m_fileTitle;
    MappingTable *m_before;
    QTableWidget *m_after;
    QLabel *m_help;
    ImportCheck *m_check;
    QPushButton *m_accept;
};

} // namespace touchstone
