// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QtGlobal>

#include <functional>
#include <memory>

class QObject;

namespace touchstone {

class Store;

/// Asks questions of a project on a thread and a read-only Store of its own, so that a view never
/// waits. Only the newest question counts: one that was replaced before its turn is not asked, and
/// a late answer to one that was replaced is dropped.
class StoreReader final
{
    Q_DISABLE_COPY_MOVE(StoreReader)

public:
    /// What is done with an answer, on the owner's thread.
    using Answer = std::function<void()>;
    /// Runs on the reader's thread; the error is that of opening the project.
    using Question = std::function<Answer(const Result<const Store *> &)>;

    /// Answers come on the thread of `owner`, which outlives the reader.
    explicit StoreReader(QObject &owner);
    /// Waits for the question that is being asked.
    ~StoreReader();

    /// The project of later questions; null: none. Forgets what was asked and lets go of the file
    /// before it returns.
    void setStore(const Store *store);
    void ask(Question question);

private:
    class Worker;
    QObject &m_owner;
    std::unique_ptr<Worker> m_worker;
};

} // namespace touchstone
