// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracecomparison.h"

#include "alignedscroll.h"
#include "traceview.h"

namespace touchstone {
namespace {

// A key that is held down comes again before this, and what it passes by is not compared.
constexpr int DelayMs = 8;

/// Differences between two places of a text and two of another.
void appendDifferences(std::vector<Difference> &all,
                       const std::string &left,
                       const ByteRange &leftPart,
                       const std::string &right,
                       const ByteRange &rightPart)
{
    const auto part = [](const std::string &text, const ByteRange &range) {
        return std::string_view(text).substr(range.begin, range.size());
    };
    const auto moved = [](const ByteRange &range, std::size_t by) {
        return ByteRange{range.begin + by, range.end + by};
    };
    for (const Difference &each :
         findDifferences(part(left, leftPart), part(right, rightPart)).list)
        all.push_back(
            {moved(each.left, leftPart.begin), moved(each.right, rightPart.begin), each.kind});
}

/// A word is not the same as one in another place that says something else, so that the texts are
/// compared step by step. The steps are those of the beginning of each text.
std::vector<Difference> differencesOf(const std::string &left,
                                      const std::vector<ReasoningStep> &leftSteps,
                                      const std::string &right,
                                      const std::vector<ReasoningStep> &rightSteps,
                                      const std::vector<AlignedSteps> &aligned)
{
    std::vector<Difference> all;
    std::size_t leftAt = 0;
    std::size_t rightAt = 0;
    const auto compareUpTo = [&](std::size_t leftEnd, std::size_t rightEnd) {
        appendDifferences(all, left, {leftAt, leftEnd}, right, {rightAt, rightEnd});
        leftAt = leftEnd;
        rightAt = rightEnd;
    };
    for (const AlignedSteps &each : inOrder(aligned)) {
        compareUpTo(leftSteps[each.leftBegin].begin, rightSteps[each.rightBegin].begin);
        compareUpTo(leftSteps[each.leftEnd - 1].end, rightSteps[each.rightEnd - 1].end);
    }
    compareUpTo(left.size(), right.size());
    return all;
}

} // namespace

TraceComparison::TraceComparison(QObject *parent)
    : QObject(parent)
    , m_findings(std::make_shared<Findings>())
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(DelayMs);
    connect(&m_delay, &QTimer::timeout, this, &TraceComparison::begin);
    m_pool.setMaxThreadCount(1);
}

TraceComparison::~TraceComparison()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void TraceComparison::setViews(const std::vector<TraceView *> &views)
{
    if (std::equal(views.begin(), views.end(), m_views.begin(), m_views.end()))
        return;
    for (const QPointer<TraceView> &before : m_views) {
        if (before)
            before->disconnect(this);
    }
    m_views.assign(views.begin(), views.end());
    for (TraceView *view : views)
        connect(view, &TraceView::stepsChanged, this, &TraceComparison::followSteps);
    forget();
}

void TraceComparison::followSteps()
{
    // The same steps stand elsewhere after folding and zooming; others are of another text.
    const auto task = wanted();
    if (!task || !m_task || *task != *m_task)
        forget();
}

void TraceComparison::forget()
{
    ++m_generation;
    m_pool.clear();
    m_task.reset();
    m_findings = std::make_shared<Findings>();
    m_delay.start();
    emit changed();
}

void TraceComparison::setPins(std::size_t pair, const std::vector<StepPin> &pins)
{
    m_pins.at(pair) = pins;
    m_delay.start();
}

void TraceComparison::setDifferencesWanted(bool wanted)
{
    m_differencesWanted = wanted;
    m_delay.start();
}

std::shared_ptr<const TraceComparison::Task> TraceComparison::wanted() const
{
    auto task = std::make_shared<Task>();
    for (const QPointer<TraceView> &view : m_views) {
        if (!view || !view->isWhole())
            return nullptr;
        task->texts.emplace_back(view->response(), view->isRaw());
        std::vector<ReasoningStep> &steps = task->steps.emplace_back();
        steps.reserve(view->steps().size());
        for (const ShownStep &each : view->steps())
            steps.push_back(each.step);
    }
    task->pins = m_pins;
    task->differencesWanted = m_differencesWanted;
    return task;
}

void TraceComparison::begin()
{
    const auto task = wanted();
    if (!task || (m_task && *task == *m_task))
        return;
    m_task = task;
    ++m_generation;
    m_pool.clear();
    m_pool.start([this, task, generation = m_generation] {
        const auto found = compare(*task);
        QMetaObject::invokeMethod(
            this, [this, found, generation] { take(found, generation); }, Qt::QueuedConnection);
    });
}

std::shared_ptr<const TraceComparison::Findings> TraceComparison::compare(const Task &task)
{
    auto found = std::make_shared<Findings>();
    for (const ComparedText &each : task.texts)
        found->sides.push_back({each, expressionsOf(each.text())});
    for (std::size_t i = 0; i + 1 < task.texts.size(); ++i) {
        const ComparedText &left = task.texts[i];
        const ComparedText &right = task.texts[i + 1];
        Pair &pair = found->pairs.emplace_back();
        pair.aligned = alignSteps({left.steppedText(), task.steps[i]},
                                  {right.steppedText(), task.steps[i + 1]}, task.pins.at(i));
        if (task.differencesWanted)
            pair.differences = differencesOf(left.text(), task.steps[i], right.text(),
                                             task.steps[i + 1], pair.aligned);
    }
    return found;
}

void TraceComparison::take(const std::shared_ptr<const Findings> &findings, int generation)
{
    if (generation != m_generation)
        return;
    m_findings = findings;
    emit changed();
}

bool TraceComparison::Task::operator==(const Task &) const = default;

} // namespace touchstone
