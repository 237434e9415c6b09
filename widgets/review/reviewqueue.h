// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>
#include <base/result.h>
#include <record/query.h>
#include <record/rubric.h>

#include <QObject>
#include <QPointer>

#include <vector>

namespace touchstone {

class Store;

/// The prompts to review, in order. The first page is there at once, the rest comes from another
/// thread. It does not shrink while items are decided: what was asked for is gone through.
class ReviewQueue final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReviewQueue)

public:
    explicit ReviewQueue(QObject *parent = nullptr);
    ~ReviewQueue() override;

    void setStore(Store *store);
    Result<> load(const Query &query);
    [[nodiscard]] const Query &query() const { return m_query; }

    [[nodiscard]] const std::vector<PromptId> &ids() const { return m_ids; }
    [[nodiscard]] int count() const { return static_cast<int>(m_ids.size()); }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] int indexOf(PromptId id) const; ///< -1: not in it (yet)
    /// Null outside of the queue.
    [[nodiscard]] PromptId at(int index) const;
    /// The next item that is open or drafted, after `index` and then from the beginning; -1: there
    /// is none near.
    [[nodiscard]] int nextOpen(int index) const;

signals:
    /// The rest of the ids came.
    void completed();

private:
    [[nodiscard]] int firstOpen(int from, int to) const;

    QPointer<Store> m_store;
    Query m_query;
    std::vector<PromptId> m_ids;
    bool m_complete = true;
    int m_generation = 0;
};

} // namespace touchstone
