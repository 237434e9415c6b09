// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <exchange/mapping.h>
#include <exchange/peek.h>

#include <QTableWidget>

#include <string>
#include <vector>

class QComboBox;
class QLineEdit;

namespace touchstone {

/// The first rows of a file; above each column its role, and where the role has one, its argument
/// (the criterion of a score, the source of a response).
class MappingTable final : public QTableWidget
{
    Q_OBJECT

public:
    explicit MappingTable(QWidget *parent = nullptr);

    /// `peek` outlives the table.
    void setRows(const Peek &peek, const Mapping &start, int shownRows);
    void setRolesShown(bool shown);
    [[nodiscard]] Mapping mapping() const;
    /// A line for every role that does something: "question is the prompt: what is asked".
    [[nodiscard]] QStringList help() const;

signals:
    void changed();

private:
    void addColumn(int column, const Peek &peek, const Mapping &start, int shownRows);
    [[nodiscard]] Mapping::Role roleAt(std::size_t column) const;
    void showArguments();

    std::vector<std::string> m_names;
    std::vector<QComboBox *> m_roles;
    std::vector<QLineEdit *> m_arguments;
};

/// A cell of a preview: one line of a text, more of it in the tool tip.
QTableWidgetItem *previewCell(std::string_view text);
/// How both tables of the sheet look.
void preparePreview(QTableWidget &table, const QString &name, const QString &accessibleName);

} // namespace touchstone
