// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "panelinks.h"

#include "responsepane.h"

#include <widgets/reading/alignedscroll.h>
#include <widgets/reading/alignmentgutter.h>
#include <widgets/reading/documenttext.h>
#include <widgets/reading/linkedscroll.h>
#include <widgets/reading/tracecomparison.h>
#include <widgets/reading/tracestack.h>
#include <widgets/reading/traceview.h>

#include <QAbstractTextDocumentLayout>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace touchstone {
namespace {

/// The formula that is set where the byte is shown: in it, no letter has a place of its own.
const Expression *
setFormulaAt(const TraceView &view, const TraceComparison::Side &side, std::size_t byte)
{
    const SourcePiece place = side.text.spanOf({byte, byte + 1});
    const int position = view.sourceMap().positionOf(place.part, place.begin);
    QTextCursor cursor(view.document());
    cursor.setPosition(std::max(0, position) + 1);
    if (position < 0 || cursor.charFormat().intProperty(FormulaNumberProperty) == 0)
        return nullptr;
    // It begins before the numbers in it.
    const auto &all = side.expressions;
    auto after =
        std::upper_bound(all.begin(), all.end(), byte,
                         [](std::size_t at, const Expression &each) { return at < each.begin; });
    const Expression *outermost = nullptr;
    while (after != all.begin()) {
        const Expression &before = *--after;
        if (byte < before.end)
            outermost = &before;
        if (before.kind == ExpressionKind::Formula
            || (outermost != nullptr && before.end <= outermost->begin))
            break;
    }
    return outermost;
}

/// What the view shows at a place of its viewport.
const Expression *
expressionUnder(const TraceView &view, const TraceComparison::Side &side, const QPointF &place)
{
    const QPointF scrolled(view.horizontalScrollBar()->value(), view.verticalScrollBar()->value());
    const int position = view.document()->documentLayout()->hitTest(place + scrolled, Qt::ExactHit);
    if (position < 0)
        return nullptr;
    const auto byte = side.text.byteOf(view.sourceMap().sourceOf(position));
    if (!byte)
        return nullptr;
    const Expression *formula = setFormulaAt(view, side, *byte);
    return formula != nullptr ? formula : expressionAt(side.expressions, *byte);
}

} // namespace

PaneLinks::PaneLinks(std::vector<ResponsePane *> panes,
                     std::vector<AlignmentGutter *> gutters,
                     LinkedScroll *scrolling,
                     QObject *parent)
    : QObject(parent)
    , m_panes(std::move(panes))
    , m_gutters(std::move(gutters))
    , m_scrolling(scrolling)
    , m_comparison(new TraceComparison(this))
    , m_ways(m_gutters.size())
{
    connect(m_comparison, &TraceComparison::changed, this, &PaneLinks::takeFindings);
    for (const ResponsePane *pane : m_panes) {
        for (TraceView *each : pane->stack()->views()) {
            each->viewport()->installEventFilter(this);
            connect(each, &TraceView::currentStepChanged, this, [this, each](int step) {
                if (const int shown = paneOf(each); shown >= 0)
                    followStep(shown, step);
            });
        }
    }
    for (int i = 0; i < static_cast<int>(m_gutters.size()); ++i) {
        const AlignmentGutter *gutter = m_gutters[static_cast<std::size_t>(i)];
        connect(gutter, &AlignmentGutter::bandActivated, this,
                [this, i](int left, int right) { activate(i, left, right); });
        connect(gutter, &AlignmentGutter::pinRequested, this,
                [this, i](int left, int right) { pin(i, left, right, true); });
        connect(gutter, &AlignmentGutter::unpinRequested, this,
                [this, i](int left, int right) { pin(i, left, right, false); });
    }
    m_scrolling->setMap([this](const QObject *leader, const QObject *follower) {
        return scrollPlace(leader, follower);
    });
}

PaneLinks::~PaneLinks()
{
    if (m_scrolling)
        m_scrolling->setMap({});
}

TraceView *PaneLinks::view(int pane) const
{
    return m_panes.at(static_cast<std::size_t>(pane))->view();
}

int PaneLinks::paneOf(const QObject *view) const
{
    for (int i = 0; i < m_shown; ++i) {
        if (this->view(i) == view)
            return i;
    }
    return -1;
}

void PaneLinks::setShown(int shown)
{
    m_shown = shown;
    light({});
    std::vector<TraceView *> views;
    for (int i = 0; i < shown; ++i)
        views.push_back(view(i));
    for (int i = 0; i < static_cast<int>(m_gutters.size()); ++i) {
        const bool between = i + 1 < shown;
        m_gutters[static_cast<std::size_t>(i)]->setViews(between ? view(i) : nullptr,
                                                         between ? view(i + 1) : nullptr);
    }
    m_comparison->setViews(views);
    for (int i = 0; i + 1 < shown; ++i) {
        std::vector<StepPin> pins;
        for (const Pin &each : pinsOf(i))
            pins.push_back({each.one.byte, each.other.byte});
        m_comparison->setPins(static_cast<std::size_t>(i), pins);
    }
}

std::vector<Pin> PaneLinks::pinsOf(int pair) const
{
    const TraceView &left = *view(pair);
    const TraceView &right = *view(pair + 1);
    std::vector<Pin> pins = pinsBetween(m_marks, left.response().id, right.response().id);
    std::erase_if(pins, [&](const Pin &each) {
        return each.one.part != left.steppedPart() || each.other.part != right.steppedPart();
    });
    return pins;
}

void PaneLinks::takeFindings()
{
    const TraceComparison::Findings &found = m_comparison->findings();
    for (std::size_t i = 0; i < m_gutters.size(); ++i) {
        const bool known = i < found.pairs.size();
        m_gutters[i]->setAligned(known ? found.pairs[i].aligned : std::vector<AlignedSteps>());
        m_ways[i] = known ? inOrder(found.pairs[i].aligned) : std::vector<AlignedSteps>();
    }
    markDifferences();
    m_lightNext = 0;
    light({});
    if (!found.pairs.empty() && m_comparison->areDifferencesWanted() && m_wantedMove != 0)
        moveDifference(std::exchange(m_wantedMove, 0));
}

int PaneLinks::differencePair() const
{
    return std::clamp(m_current - 1, 0, std::max(0, m_shown - 2));
}

const std::vector<Difference> &PaneLinks::differences() const
{
    static const std::vector<Difference> none;
    const auto &pairs = m_comparison->findings().pairs;
    const auto pair = static_cast<std::size_t>(differencePair());
    return pair < pairs.size() ? pairs[pair].differences : none;
}

void PaneLinks::setCurrent(int pane)
{
    const int before = differencePair();
    m_current = pane;
    if (differencePair() != before)
        markDifferences();
}

void PaneLinks::markDifferences()
{
    const auto left = static_cast<std::size_t>(differencePair());
    const auto &sides = m_comparison->findings().sides;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_shown); ++i) {
        std::vector<SourcePiece> marked;
        if (i == left || i == left + 1) {
            for (const Difference &each : differences())
                marked.push_back(sides[i].text.spanOf(i == left ? each.left : each.right));
        }
        view(static_cast<int>(i))->setDifferences(std::move(marked));
    }
    m_difference = -1;
}

bool PaneLinks::areDifferencesShown() const
{
    return m_comparison->areDifferencesWanted();
}

void PaneLinks::setDifferencesShown(bool shown)
{
    if (shown == areDifferencesShown())
        return;
    m_wantedMove = 0;
    m_comparison->setDifferencesWanted(shown);
    emit differencesShown(shown);
}

void PaneLinks::moveDifference(int by)
{
    if (!areDifferencesShown()) {
        setDifferencesShown(true);
        m_wantedMove = by;
        return;
    }
    const auto &pairs = m_comparison->findings().pairs;
    if (pairs.empty() && m_shown > 1) {
        m_wantedMove = by;
        emit said(tr("The words are compared as soon as both texts are there to their ends."));
        return;
    }
    const int count = pairs.empty() ? 0 : static_cast<int>(pairs.front().differences.size());
    if (count == 0) {
        emit said(tr("No word differs."));
        return;
    }
    const int begin = by > 0 ? -1 : count;
    showDifference(((m_difference < 0 ? begin : m_difference) + by + count) % count);
    const QString words = tr("Difference %1 of %2").arg(m_difference + 1).arg(count);
    const int pair = differencePair();
    emit said(m_shown < 3 ? words
                          : tr("%1, panes %2 and %3").arg(words).arg(pair + 1).arg(pair + 2));
}

void PaneLinks::showDifference(int index)
{
    m_difference = index;
    const bool linked = m_scrolling->isLinked();
    m_scrolling->setLinked(false);
    const int left = differencePair();
    for (int i = left; i < std::min(m_shown, left + 2); ++i)
        view(i)->showDifference(index);
    m_scrolling->setLinked(linked);
}

void PaneLinks::setPinning(bool possible)
{
    for (AlignmentGutter *gutter : m_gutters)
        gutter->setPinning(possible);
}

void PaneLinks::togglePin(int pane)
{
    if (m_shown < 2)
        return;
    const int pair = std::min(pane, m_shown - 2);
    const int left = view(pair)->currentStep();
    const int right = view(pair + 1)->currentStep();
    if (left < 0 || right < 0) {
        emit said(tr("Choose a step on both sides first, with J, K and F6; scrolling together off, "
                     "with L, leaves the other side where it is."));
        return;
    }
    pin(pair, left, right, pinned(pair, left, right).empty());
}

/// The pins of these two steps; there may be several where steps were joined.
std::vector<Pin> PaneLinks::pinned(int pair, int left, int right) const
{
    const auto holds = [](const TraceView &view, int step, std::size_t byte) {
        const ReasoningStep &own = view.steps().at(static_cast<std::size_t>(step)).step;
        return byte >= own.begin && byte < own.end;
    };
    std::vector<Pin> pins = pinsOf(pair);
    std::erase_if(pins, [&](const Pin &each) {
        return !holds(*view(pair), left, each.one.byte)
               || !holds(*view(pair + 1), right, each.other.byte);
    });
    return pins;
}

void PaneLinks::pin(int pair, int left, int right, bool present)
{
    std::vector<Pin> pins = pinned(pair, left, right);
    if (present == !pins.empty())
        return;
    if (present) {
        const auto place = [](const TraceView &view, int step) {
            return TextPlace{view.response().id, view.steppedPart(),
                             view.steps().at(static_cast<std::size_t>(step)).step.begin};
        };
        pins.push_back({place(*view(pair), left), place(*view(pair + 1), right)});
    }
    for (const Pin &each : pins)
        emit pinRequested(each, present);
    emit said((present ? tr("Step %1 at the left and step %2 at the right are pinned together.")
                       : tr("Step %1 at the left and step %2 at the right are no longer pinned."))
                  .arg(left + 1)
                  .arg(right + 1));
}

/// The current step's counterpart is the current one of the other side.
void PaneLinks::followStep(int pane, int step)
{
    if (m_following || step < 0 || !m_scrolling->isLinked())
        return;
    const QScopedValueRollback guard(m_following, true);
    m_scrolling->setLinked(false);
    const auto at = static_cast<std::size_t>(step);
    const auto &pairs = m_comparison->findings().pairs;
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        for (const AlignedSteps &each : pairs[pair].aligned) {
            const int left = static_cast<int>(pair);
            if (pane == left && at >= each.leftBegin && at < each.leftEnd)
                view(left + 1)->setCurrentStep(static_cast<int>(each.rightBegin));
            else if (pane == left + 1 && at >= each.rightBegin && at < each.rightEnd)
                view(left)->setCurrentStep(static_cast<int>(each.leftBegin));
        }
    }
    m_scrolling->setLinked(true);
}

void PaneLinks::activate(int pair, int left, int right)
{
    const QScopedValueRollback guard(m_following, true);
    const bool linked = m_scrolling->isLinked();
    m_scrolling->setLinked(false);
    view(pair)->setCurrentStep(left);
    view(pair + 1)->setCurrentStep(right);
    m_scrolling->setLinked(linked);
}

std::optional<int> PaneLinks::scrollPlace(const QObject *leader, const QObject *follower) const
{
    const int from = paneOf(leader);
    const int to = paneOf(follower);
    if (from < 0 || to < 0 || std::abs(from - to) != 1)
        return std::nullopt;
    const std::vector<AlignedSteps> &way = m_ways[static_cast<std::size_t>(std::min(from, to))];
    return alignedScroll(*view(from), *view(to), from < to ? way : mirrored(way));
}

bool PaneLinks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::Leave) {
        const int pane = paneOf(watched->parent());
        const auto *mouse =
            event->type() == QEvent::Leave ? nullptr : static_cast<QMouseEvent *>(event);
        if (mouse == nullptr || mouse->buttons() != Qt::NoButton)
            light({});
        else if (pane >= 0)
            lightAt(pane, mouse->position());
    }
    return QObject::eventFilter(watched, event);
}

void PaneLinks::lightAt(int pane, const QPointF &place)
{
    const auto &sides = m_comparison->findings().sides;
    if (static_cast<std::size_t>(pane) >= sides.size())
        return;
    const Expression *found =
        expressionUnder(*view(pane), sides[static_cast<std::size_t>(pane)], place);
    light(found != nullptr ? found->normal : std::string());
}

void PaneLinks::lightNext(int pane)
{
    const auto &sides = m_comparison->findings().sides;
    TraceView *reading = view(pane);
    if (static_cast<std::size_t>(pane) >= sides.size() || reading->steps().empty())
        return;
    if (reading->currentStep() < 0)
        reading->setCurrentStep(reading->seenSteps().first);
    const ReasoningStep &step =
        reading->steps()[static_cast<std::size_t>(reading->currentStep())].step;
    const auto &all = sides[static_cast<std::size_t>(pane)].expressions;
    const bool goesOn = !m_lit.empty() && m_lightNext > step.begin && m_lightNext < step.end;
    const std::size_t from = goesOn ? m_lightNext : step.begin;
    const auto next = std::find_if(all.begin(), all.end(), [&](const Expression &each) {
        return each.begin >= from && each.normal != m_lit;
    });
    const bool there = next != all.end() && next->begin < step.end;
    light(there ? next->normal : std::string());
    m_lightNext = there ? next->begin + 1 : 0;
}

void PaneLinks::light(const std::string &normal)
{
    if (normal == m_lit)
        return;
    m_lit = normal;
    const auto &sides = m_comparison->findings().sides;
    for (int i = 0; i < m_shown; ++i) {
        std::vector<SourcePiece> spans;
        if (!normal.empty() && static_cast<std::size_t>(i) < sides.size()) {
            const TraceComparison::Side &side = sides[static_cast<std::size_t>(i)];
            for (const Expression &each : side.expressions) {
                if (each.normal != normal)
                    continue;
                const Expression *formula = setFormulaAt(*view(i), side, each.begin);
                const Expression &whole = formula != nullptr ? *formula : each;
                spans.push_back(side.text.spanOf({whole.begin, whole.end}));
            }
        }
        view(i)->setLit(std::move(spans));
    }
}

} // namespace touchstone
