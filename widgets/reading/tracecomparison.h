// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "comparedtext.h"

#include <reasoning/alignment.h>
#include <reasoning/differences.h>
#include <reasoning/expressions.h>

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace touchstone {

class TraceView;

/// Compares the texts that views show side by side, each with its neighbour: steps that say the
/// same, words that differ; and finds the numbers and formulas of each. This takes up to some
/// hundred milliseconds, so it is done on another thread, and only some time after the views have
/// what they show, so that nobody waits for it.
class TraceComparison final : public QObject
{
    Q_OBJECT

public:
    /// The views are left to right; a pair is two neighbours.
    static constexpr std::size_t MostPairs = 2;

    struct Side
    {
        ComparedText text;
        std::vector<Expression> expressions; ///< of text
    };
    struct Pair
    {
        std::vector<AlignedSteps> aligned; ///< by their places in TraceView::steps()
        /// Where wanted: of steps that say the same with each other, of what is between them
        /// likewise.
        std::vector<Difference> differences;
    };
    struct Findings
    {
        std::vector<Side> sides; ///< one for each view; none until they are found
        std::vector<Pair> pairs;
    };

    explicit TraceComparison(QObject *parent = nullptr);
    ~TraceComparison() override;

    /// Views of responses that are read side by side.
    void setViews(const std::vector<TraceView *> &views);
    /// Steps of a pair that a person put together.
    void setPins(std::size_t pair, const std::vector<StepPin> &pins);
    [[nodiscard]] const std::vector<StepPin> &pins(std::size_t pair) const
    {
        return m_pins.at(pair);
    }
    void setDifferencesWanted(bool wanted);
    [[nodiscard]] bool areDifferencesWanted() const { return m_differencesWanted; }

    [[nodiscard]] const Findings &findings() const { return *m_findings; }

signals:
    /// Other findings are there, or none for the moment.
    void changed();

private:
    /// What is compared, so that nothing is done twice.
    struct Task
    {
        std::vector<ComparedText> texts;
        std::vector<std::vector<ReasoningStep>> steps;
        std::array<std::vector<StepPin>, MostPairs> pins;
        bool differencesWanted = false;

        bool operator==(const Task &) const;
    };

    static std::shared_ptr<const Findings> compare(const Task &task);
    /// Null: of a very long text the rest is not there yet.
    [[nodiscard]] std::shared_ptr<const Task> wanted() const;
    void followSteps();
    void forget();
    void begin();
    void take(const std::shared_ptr<const Findings> &findings, int generation);

    std::vector<QPointer<TraceView>> m_views;
    std::array<std::vector<StepPin>, MostPairs> m_pins;
    bool m_differencesWanted = false;
    std::shared_ptr<const Task> m_task; ///< the last one that was begun
    std::shared_ptr<const Findings> m_findings;
    int m_generation = 0;
    QTimer m_delay;
    QThreadPool m_pool; ///< last, so that it ends before what it writes to
};

} // namespace touchstone
