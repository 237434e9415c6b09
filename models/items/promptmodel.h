// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/changes.h>
#include <record/item.h>
#include <record/query.h>

#include <QAbstractTableModel>
#include <QPointer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace touchstone {

class Store;

/// The browse table: all ids of a query now, pages of summaries when they are looked at; the scroll
/// bar is true. The first page is asked for at once, the rest of the ids on a worker thread; a late
/// answer of an old query is dropped. No icon, colour or font: views read the roles.
class PromptModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptModel)

public:
    // Unscoped, because QAbstractItemModel speaks of columns and roles as int.
    enum Column { Number, Key, Text, Human, Teacher, Words, StateColumn, ColumnCount };
    enum Role { SummaryRole = Qt::UserRole, PromptIdRole };

    explicit PromptModel(QObject *parent = nullptr);
    ~PromptModel() override;

    /// Null: no project. The store must outlive its use here.
    void setStore(Store *store);
    void setQuery(const Query &query);
    [[nodiscard]] const Query &query() const { return m_query; }
    [[nodiscard]] PromptId idAt(int row) const;
    [[nodiscard]] int rowOf(PromptId id) const; ///< -1: not in it
    [[nodiscard]] const std::vector<PromptId> &ids() const { return m_ids; }
    [[nodiscard]] bool isComplete() const; ///< all ids are there, not the first page only

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

signals:
    /// `milliseconds` the first page took; `count` so far.
    void counted(qint64 count, double milliseconds, bool complete);
    void failed(const touchstone::Error &error);

private:
    class Loader;
    void refresh();
    void onChanged(const Changes &changes);
    void takeAll(std::vector<PromptId> ids);
    const PromptSummary *summaryAt(int row) const;

    QPointer<Store> m_store;
    Query m_query;
    std::vector<PromptId> m_ids;
    mutable std::unordered_map<int, std::vector<PromptSummary>> m_pages;
    bool m_complete = true;
    double m_milliseconds = 0;
    std::unique_ptr<Loader> m_loader;
};

} // namespace touchstone
