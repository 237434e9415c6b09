// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "itemclock.h"
#include "judgement.h"
#include "reviewqueue.h"

#include <record/changes.h>

#include <QObject>
#include <QPointer>

#include <optional>
#include <unordered_map>

namespace touchstone {

class Store;

/// One person going through a queue: the item that is looked at, what was entered on it, and the
/// way from both to the store. What was entered is kept before another item comes; where it cannot
/// be kept, the item stays. Knows no widget.
class ReviewSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReviewSession)

public:
    explicit ReviewSession(QObject *parent = nullptr);
    ~ReviewSession() override;

    /// Null: none. Remembers the place in the project that is left.
    void setStore(Store *store);
    [[nodiscard]] Store *store() const { return m_store; }

    /// Null `first`: the first that is open.
    Result<> start(const Query &query, PromptId first);
    /// The queue and the place of last time; the whole project where there was none.
    Result<> resume();
    void rememberPlace();
    [[nodiscard]] bool hasStarted() const { return m_started; }

    [[nodiscard]] const ReviewQueue &queue() const { return *m_queue; }
    [[nodiscard]] int index() const { return m_index; } ///< -1: an item outside of the queue
    [[nodiscard]] const Item *item() const { return m_item ? &*m_item : nullptr; }
    [[nodiscard]] const Rubric &rubric() const { return m_rubric; }
    [[nodiscard]] const Judgement &judgement() const { return m_judgement; }
    [[nodiscard]] ItemClock &clock() { return m_clock; }
    /// How an item that is not shown yet will begin.
    [[nodiscard]] Judgement beginningOf(const Item &item) const;
    /// Something was entered that the store does not have.
    [[nodiscard]] bool isDirty() const;

    void setJudgement(const Judgement &judgement);
    /// Shows another response at a side; remembered for the next items by its source.
    void setSide(bool left, ResponseId response);
    void swap();

    /// Gives the store what was entered. Without an outcome it becomes a draft.
    Result<> keep();
    /// keep(), then the next open item. Fails without an outcome.
    Result<> submit();
    /// keep(), then the item at this index of the queue.
    Result<> go(int index);
    Result<> goTo(PromptId id);
    /// What was entered and not kept counts as the newest step. Goes to the item concerned.
    Result<> undo();
    Result<> redo();
    Result<> setFlagged(bool flagged);
    Result<> setTag(const QString &tag, bool present);
    Result<> setRubric(const Rubric &rubric);
    Result<> setErrorTypes(const ErrorTypes &types);
    /// Keeps marks in the item's responses, and what was entered so far before them.
    Result<> mark(const std::vector<Edit> &edits);
    /// A new response made from another, which stays as it is. It takes the other's side.
    Result<> addEdited(ResponseId origin, const QString &reasoning, const QString &answer);

    /// An item that will be wanted soon, from memory; reads it where it is not there.
    const Item *prefetch(PromptId id);

signals:
    /// Another item is there.
    void itemShown();
    /// The item that is there changed: its decision, tags, responses or sides.
    void itemChanged();
    void rubricChanged();
    void queueChanged();
    void said(const QString &message);
    /// The step to be flipped concerns an import, which the window has done by a job.
    void importToFlip(bool redo);

private:
    Result<> show(PromptId id, int index);
    Result<> reload(bool keepEntered);
    Result<> perform(const Step &step);
    Result<> moveInTime(bool undo);
    void onChanged(const Changes &changes);

    QPointer<Store> m_store;
    ReviewQueue *m_queue;
    Rubric m_rubric;
    std::optional<Item> m_item;
    Judgement m_judgement;
    SidePreference m_preference;
    ItemClock m_clock;
    std::unordered_map<PromptId, Item> m_ahead;
    std::vector<PromptId> m_concerned; ///< by our own last step
    int m_index = -1;
    bool m_started = false;
};

} // namespace touchstone
