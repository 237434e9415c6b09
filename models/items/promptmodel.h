// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "storereader.h"

#include <base/result.h>
#include <record/changes.h>
#include <record/item.h>
#include <record/query.h>

#include <QAbstractTableModel>
#include <QPointer>

#include <unordered_map>
#include <vector>

namespace touchstone {

class Store;

/// The browse table: all ids of a query now, pages of summaries when they are looked at; the scroll
/// bar is true. Ids are asked for on a thread of their own, a first page and then all; until the
/// first page is there the rows of the query before stay. A late answer to an old query is dropped.
/// No icon, colour or font: views read the roles.
class PromptModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptModel)

public:
    // Unscoped, because QAbstractItemModel speaks of columns and roles as int.
    enum Column { Number, Key, Text, Human, Teacher, StateColumn, ColumnCount };
    enum Role {
        PromptIdRole = Qt::UserRole,
        WordsRole, ///< int, in Human and Teacher: words of the longest response; 0: there is none
    };

    explicit PromptModel(QObject *parent = nullptr);
    ~PromptModel() override;

    /// Null: no project. The store must outlive its use here.
    void setStore(Store *store);
    /// Keeps the order that sort() set.
    void setQuery(const Query &query);
    /// Not live: changes of the project are caught up with when it is live again. For views that
    /// are not in sight.
    void setLive(bool live);
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
    void askFirst();
    void askAll();
    void onChanged(const Changes &changes);
    void take(std::vector<PromptId> ids, bool complete);
    const PromptSummary *summaryAt(int row) const;
    QVariant shown(const PromptSummary &summary, const QModelIndex &index) const;

    QPointer<Store> m_store;
    Query m_query;
    std::vector<PromptId> m_ids;
    mutable std::unordered_map<int, std::vector<PromptSummary>> m_pages;
    bool m_complete = true;
    double m_milliseconds = 0;
    bool m_live = true;
    std::uint32_t m_missed = 0; ///< kinds of changes while it was not live
    StoreReader m_reader;
};

} // namespace touchstone
