// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulacache.h"
#include "formulapainter.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <vector>

class QThread;

namespace touchstone {

/// Sets formulas on a thread of its own and keeps what it set. Every function but painter() may be
/// called from any thread. Lives longer than the documents that show its formulas.
class FormulaService final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormulaService)

public:
    /// A number of formulas asked for together; 0: there was none to be set.
    using Batch = quint64;
    enum class Urgency {
        Now,  ///< somebody looks at them: before everything that was asked earlier
        Later ///< they will be wanted
    };

    /// `fallback`: the font of the text around. Nothing is loaded before the first request.
    explicit FormulaService(const QFont &fallback, QObject *parent = nullptr);
    ~FormulaService() override;

    /// False: the program was built without KaTeX, and nothing is ever found.
    [[nodiscard]] static bool isAvailable();
    [[nodiscard]] std::optional<FormulaResult> find(const FormulaKey &key) const;
    /// Has those set that are not there yet.
    Batch request(const std::vector<FormulaKey> &formulas, Urgency urgency);
    [[nodiscard]] bool isDone(Batch batch) const;
    /// How many of the batch are still to be set; each takes about a millisecond.
    [[nodiscard]] std::size_t waiting(Batch batch) const;
    /// Nothing waits to be set.
    [[nodiscard]] bool isIdle() const;
    /// Waits until the batch is done, at most so long. True: it is.
    bool wait(Batch batch, std::chrono::milliseconds most) const;
    /// Somebody looks at them now.
    void hurry(Batch batch);
    /// Nobody wants them any more: what is not set yet of them is not set, and the batch is not
    /// said to be done.
    void drop(Batch batch);
    /// Loads KaTeX, so that the first formula does not wait for it.
    void warmUp();
    /// On the thread that draws.
    [[nodiscard]] FormulaPainter &painter() { return m_painter; }

signals:
    /// From the service's own thread.
    void batchDone(quint64 batch);

private:
    class Queue;

    std::unique_ptr<FormulaCache> m_cache;
    std::unique_ptr<Queue> m_queue;
    std::unique_ptr<QThread> m_thread;
    FormulaPainter m_painter;
};

} // namespace touchstone
