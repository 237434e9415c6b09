// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace touchstone {

struct ExportPreview;

/// The true first rows of an export, one at a time, and the manifest that will stand beside it.
class RowPreview final : public QWidget
{
    Q_OBJECT

public:
    explicit RowPreview(QWidget *parent = nullptr);

    void setPreview(const ExportPreview &preview);

private:
    void showRow(int row);

    QLabel *m_title;
    QPushButton *m_back;
    QPushButton *m_next;
    QPlainTextEdit *m_row;
    QPlainTextEdit *m_manifest;
    std::vector<std::string> m_rows;
    int m_shown = 0;
};

} // namespace touchstone
