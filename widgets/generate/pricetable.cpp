// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "pricetable.h"

#include <base/text.h>

#include <QDate>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>

#include <cmath>

namespace touchstone {

namespace {

enum Column { Model, Input, Cached, Output, Currency, Since, ColumnCount };

QString figure(Nano nano)
{
    return QLocale::c().toString(static_cast<double>(nano) / 1e9, 'g', 9);
}

std::optional<Nano> nanoFrom(const QString &text)
{
    bool isNumber = false;
    double value = QLocale::c().toDouble(text.trimmed(), &isNumber);
    if (!isNumber)
        value = QLocale().toDouble(text.trimmed(), &isNumber);
    constexpr double Most = 1e6;
    if (!isNumber || value < 0 || value > Most)
        return std::nullopt;
    return std::llround(value * 1e9);
}

} // namespace

PriceTable::PriceTable(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, ColumnCount))
    , m_add(new QPushButton(tr("Add a price")))
    , m_remove(new QPushButton(tr("Remove the price")))
{
    m_table->setObjectName(QStringLiteral("teacher.prices"));
    m_table->setAccessibleName(tr("Prices for a million tokens"));
    m_table->setHorizontalHeaderLabels(
        {tr("Model"), tr("Prompt"), tr("Cached"), tr("Reply"), tr("Money"), tr("Looked up")});
    m_table->horizontalHeader()->setSectionResizeMode(Model, QHeaderView::Stretch);
    for (int column = Input; column < ColumnCount; ++column)
        m_table->setColumnWidth(column, column == Since ? 88 : 62);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFixedHeight(124);
    m_add->setObjectName(QStringLiteral("teacher.prices.add"));
    m_remove->setObjectName(QStringLiteral("teacher.prices.remove"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_table);
    rows->addLayout(buttons);
    connect(m_add, &QPushButton::clicked, this, [this] {
        TokenPrice price;
        price.since = toUtf8(QDate::currentDate().toString(Qt::ISODate));
        addLine(price);
        m_table->setCurrentCell(m_table->rowCount() - 1, Model);
        m_table->editItem(m_table->currentItem());
        emit changed();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (m_table->currentRow() < 0)
            return;
        m_table->removeRow(m_table->currentRow());
        emit changed();
    });
    connect(m_table, &QTableWidget::itemChanged, this, &PriceTable::changed);
}

void PriceTable::addLine(const TokenPrice &price)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const QString cells[] = {toQString(price.model),
                             figure(price.input),
                             price.cached ? figure(*price.cached) : QString{},
                             figure(price.output),
                             toQString(price.currency),
                             toQString(price.since)};
    for (int column = 0; column < ColumnCount; ++column)
        m_table->setItem(row, column, new QTableWidgetItem(cells[column]));
}

void PriceTable::setPrices(const std::vector<TokenPrice> &prices)
{
    m_table->setRowCount(0);
    for (const TokenPrice &price : prices)
        addLine(price);
}

Result<std::vector<TokenPrice>> PriceTable::prices() const
{
    std::vector<TokenPrice> prices;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto cell = [this, row](int column) {
            const QTableWidgetItem *item = m_table->item(row, column);
            return item != nullptr ? item->text().trimmed() : QString{};
        };
        const auto input = nanoFrom(cell(Input));
        const auto output = nanoFrom(cell(Output));
        const auto cached = nanoFrom(cell(Cached));
        const bool dated = QDate::fromString(cell(Since), Qt::ISODate).isValid();
        if (cell(Model).isEmpty() || !input || !output || (!cached && !cell(Cached).isEmpty())
            || cell(Currency).isEmpty() || !dated)
            return Error{Error::Code::BadInput,
                         tr("Prices, line %1: a model (or its beginning and *), money for a "
                            "million tokens as in 0.28, a currency, and a day as in 2026-09-01 "
                            "belong there.")
                             .arg(row + 1)};
        TokenPrice price;
        price.model = toUtf8(cell(Model));
        price.currency = toUtf8(cell(Currency).toUpper());
        price.since = toUtf8(cell(Since));
        price.input = *input;
        price.cached = cached;
        price.output = *output;
        prices.push_back(price);
    }
    return prices;
}

void PriceTable::setReadOnly(bool readOnly)
{
    m_table->setEditTriggers(readOnly ? QAbstractItemView::NoEditTriggers
                                      : QAbstractItemView::DoubleClicked
                                            | QAbstractItemView::EditKeyPressed
                                            | QAbstractItemView::AnyKeyPressed);
    m_add->setVisible(!readOnly);
    m_remove->setVisible(!readOnly);
}

} // namespace touchstone
