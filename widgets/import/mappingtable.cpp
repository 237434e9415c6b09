// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "mappingtable.h"

#include <base/text.h>

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::size_t ShownBytes = 160;
constexpr std::size_t ToolTipBytes = 2000;
constexpr int RowHeight = 24;
constexpr int RoleRow = 0;
constexpr int ArgumentRow = 1;
constexpr int FirstRow = 2;

/// What the argument of a role says; empty: it has none.
QString argumentWords(Mapping::Role role)
{
    switch (role) {
    case Mapping::Role::Score:
        return MappingTable::tr("criterion");
    case Mapping::Role::Response:
    case Mapping::Role::Reasoning:
    case Mapping::Role::Answer:
        return MappingTable::tr("source, if not the sheet’s");
    default:
        return {};
    }
}

} // namespace

QTableWidgetItem *previewCell(std::string_view text)
{
    auto *item = new QTableWidgetItem(toQString(headOf(text, ShownBytes)).simplified());
    item->setToolTip(toQString(headOf(text, ToolTipBytes)));
    return item;
}

void preparePreview(QTableWidget &table, const QString &name, const QString &accessibleName)
{
    table.setObjectName(name);
    table.setAccessibleName(accessibleName);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionMode(QAbstractItemView::NoSelection);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setGridStyle(Qt::SolidLine);
    table.verticalHeader()->hide();
    table.verticalHeader()->setMinimumSectionSize(RowHeight); // else the style's, which is more
    table.verticalHeader()->setDefaultSectionSize(RowHeight);
    table.horizontalHeader()->setDefaultSectionSize(190);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

MappingTable::MappingTable(QWidget *parent)
    : QTableWidget(parent)
{
    preparePreview(*this, QStringLiteral("import.before"), tr("The file’s first rows"));
    horizontalHeader()->setStretchLastSection(true);
}

void MappingTable::setRows(const Peek &peek, const Mapping &start, int shownRows)
{
    for (const Row &row : peek.rows) {
        for (const Field &field : row.fields) {
            if (std::find(m_names.begin(), m_names.end(), field.name) == m_names.end())
                m_names.emplace_back(field.name);
        }
    }
    setColumnCount(static_cast<int>(m_names.size()));
    setRowCount(FirstRow + std::min(shownRows, static_cast<int>(peek.rows.size())));
    setRowHeight(RoleRow, 34);
    setRowHeight(ArgumentRow, 34);
    for (int column = 0; column < columnCount(); ++column)
        addColumn(column, peek, start, rowCount() - FirstRow);
    showArguments();
}

void MappingTable::addColumn(int column, const Peek &peek, const Mapping &start, int shownRows)
{
    const std::string &name = m_names[static_cast<std::size_t>(column)];
    const QString shownName = toQString(name);
    setHorizontalHeaderItem(column, new QTableWidgetItem(shownName));
    auto *roles = new QComboBox;
    roles->setObjectName(QStringLiteral("import.role.") + shownName);
    roles->setAccessibleName(tr("Role of column %1").arg(shownName));
    auto *argument = new QLineEdit;
    argument->setObjectName(QStringLiteral("import.argument.") + shownName);
    for (const Mapping::Role role : allRoles()) {
        roles->addItem(toQString(roleName({{}, role, {}})));
        roles->setItemData(roles->count() - 1, toQString(roleHelp(role)), Qt::ToolTipRole);
    }
    for (const Mapping::Column &mapped : start.columns) {
        if (mapped.name != name)
            continue;
        const auto at = std::find(allRoles().begin(), allRoles().end(), mapped.role);
        roles->setCurrentIndex(static_cast<int>(at - allRoles().begin()));
        argument->setText(toQString(mapped.argument));
    }
    setCellWidget(RoleRow, column, roles);
    setCellWidget(ArgumentRow, column, argument);
    m_roles.push_back(roles);
    m_arguments.push_back(argument);
    connect(roles, &QComboBox::currentIndexChanged, this, [this] {
        showArguments();
        emit changed();
    });
    connect(argument, &QLineEdit::textChanged, this, &MappingTable::changed);
    for (int row = 0; row < shownRows; ++row) {
        if (const Field *field = peek.rows[static_cast<std::size_t>(row)].find(name))
            setItem(FirstRow + row, column, previewCell(field->text));
    }
}

Mapping::Role MappingTable::roleAt(std::size_t column) const
{
    return allRoles()[static_cast<std::size_t>(m_roles[column]->currentIndex())];
}

void MappingTable::showArguments()
{
    bool any = false;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const QString words = argumentWords(roleAt(i));
        m_arguments[i]->setPlaceholderText(words);
        m_arguments[i]->setAccessibleName(
            QStringLiteral("%1: %2").arg(toQString(m_names[i]), words));
        // A table shows its cells' widgets whatever they are told; this one is then an empty cell.
        m_arguments[i]->setEnabled(!words.isEmpty());
        m_arguments[i]->setFrame(!words.isEmpty());
        any = any || !words.isEmpty();
    }
    setRowHidden(ArgumentRow, isRowHidden(RoleRow) || !any);
}

void MappingTable::setRolesShown(bool shown)
{
    setRowHidden(RoleRow, !shown);
    showArguments();
}

Mapping MappingTable::mapping() const
{
    Mapping mapping;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const bool takes = !argumentWords(roleAt(i)).isEmpty();
        mapping.columns.push_back(
            {m_names[i], roleAt(i),
             takes ? toUtf8(m_arguments[i]->text().trimmed()) : std::string{}});
    }
    return mapping;
}

QStringList MappingTable::help() const
{
    QStringList lines;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const Mapping::Role role = roleAt(i);
        if (role != Mapping::Role::Meta && role != Mapping::Role::Ignore)
            lines << QStringLiteral("%1 → %2: %3")
                         .arg(toQString(m_names[i]), toQString(roleName({{}, role, {}})),
                              toQString(roleHelp(role)));
    }
    return lines;
}

} // namespace touchstone
