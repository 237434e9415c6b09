// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "comparisonview.h"

#include "judgement.h"
#include "panehead.h"
#include "panelinks.h"
#include "responsepane.h"

#include <widgets/reading/alignmentgutter.h>
#include <widgets/reading/linkedscroll.h>
#include <widgets/reading/tracestack.h>
#include <widgets/reading/traceview.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QSplitter>

#include <algorithm>

namespace touchstone {
namespace {

// Wide where two responses stand side by side, whether their steps are aligned or not: that shows
// only after the item was painted, and then nothing may jump.
constexpr int WideGutter = 56;
constexpr int MiddleGutter = 32;
constexpr int NarrowGutter = 12;
constexpr int WidthForWide = 1'100;
// A longer text is not laid out in idle moments, where it would hold up a key.
constexpr std::size_t LongestPrepared = 60'000;

class PaneSplitter final : public QSplitter
{
protected:
    QSplitterHandle *createHandle() override { return new AlignmentGutter(this); }
};

} // namespace

ComparisonView::ComparisonView(QWidget *parent)
    : QWidget(parent)
    , m_splitter(new PaneSplitter)
    , m_scrolling(new LinkedScroll(this))
{
    const std::array<std::pair<QString, QString>, Panes> names = {
        std::pair{QStringLiteral("left"), tr("left")},
        std::pair{QStringLiteral("right"), tr("right")},
        std::pair{QStringLiteral("third"), tr("third")}};
    m_splitter->setHandleWidth(NarrowGutter);
    m_splitter->setChildrenCollapsible(false);
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        auto *pane = new ResponsePane(names.at(i).first, names.at(i).second);
        m_panes.at(i) = pane;
        m_splitter->addWidget(pane);
        m_splitter->setStretchFactor(static_cast<int>(i), 1);
        for (TraceView *view : pane->stack()->views()) {
            m_scrolling->add(view);
            view->installEventFilter(this);
            connect(view, &TraceView::hitsChanged, this, &ComparisonView::hitsChanged);
        }
        connect(pane->stack(), &TraceStack::foldRequested, this, &ComparisonView::setFolded);
        connect(pane->stack(), &TraceStack::zoomRequested, this, &ComparisonView::setZoom);
    }
    std::vector<AlignmentGutter *> gutters;
    for (int i = 1; i < Panes; ++i) {
        gutters.push_back(static_cast<AlignmentGutter *>(m_splitter->handle(i)));
        gutters.back()->setObjectName(QStringLiteral("alignment-%1").arg(i));
    }
    m_links = new PaneLinks({m_panes.begin(), m_panes.end()}, gutters, m_scrolling, this);
    m_panes.back()->hide();
    pane(0)->head()->setCurrent(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
}

void ComparisonView::setFormulas(FormulaService *formulas)
{
    for (ResponsePane *each : m_panes)
        each->setFormulas(formulas);
}

TraceView *ComparisonView::view(int index) const
{
    return pane(index)->view();
}

int ComparisonView::shownPanes() const
{
    return isThirdShown() ? 3 : 2;
}

/// Only what holds a response is compared with its neighbour.
void ComparisonView::link()
{
    int shown = 0;
    while (shown < shownPanes() && pane(shown)->response())
        ++shown;
    m_links->setShown(shown);
    const int gutter = shown < 2                ? NarrowGutter
                       : width() < WidthForWide ? MiddleGutter
                                                : WideGutter;
    // The splitter lays out its panes for it, changed or not.
    if (gutter != m_splitter->handleWidth())
        m_splitter->setHandleWidth(gutter);
}

void ComparisonView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    link();
}

void ComparisonView::show(const Item &item, const Sides &sides)
{
    std::map<ResponseId, int> places;
    const bool same = item.prompt.id == m_prompt;
    if (same) {
        for (const ResponsePane *each : m_panes)
            places[each->response()] = each->view()->verticalScrollBar()->value();
    }
    m_prompt = item.prompt.id;
    m_links->setMarks(item.marks);
    const bool linked = m_scrolling->isLinked();
    m_scrolling->setLinked(false);
    for (int i = 0; i < Panes; ++i) {
        const ResponseId id = sides.at(static_cast<std::size_t>(i));
        if (same && id && pane(i)->response() == id) {
            view(i)->setMarks(item.marks);
            pane(i)->tellAgain(item);
            continue;
        }
        const QString none = item.responses.empty()
                                 ? tr("No response yet.")
                                 : tr("Nothing stands against it: there is one response.");
        pane(i)->setResponse(item, id, none);
        if (const auto place = places.find(id); id && place != places.end())
            view(i)->verticalScrollBar()->setValue(place->second);
        if (!m_search.isEmpty())
            view(i)->setSearch(m_search);
    }
    link();
    m_scrolling->setLinked(linked);
}

void ComparisonView::clear(const QString &words)
{
    m_prompt = {};
    for (ResponsePane *each : m_panes)
        each->setResponse({}, {}, words);
    link();
}

void ComparisonView::prepare(const Item &item, const Sides &sides)
{
    for (int i = 0; i < shownPanes(); ++i) {
        const ResponseId id = sides.at(static_cast<std::size_t>(i));
        const Response *response = responseOf(item, id);
        if (response != nullptr
            && response->reasoning.size() + response->answer.size() <= LongestPrepared)
            pane(i)->prepare(item, id);
    }
}

void ComparisonView::setCurrent(int index)
{
    if (index == m_current || index < 0 || index >= shownPanes())
        return;
    pane(m_current)->head()->setCurrent(false);
    m_current = index;
    pane(m_current)->head()->setCurrent(true);
    if (m_alone)
        showPanes();
    m_links->setCurrent(index);
    emit currentChanged(index);
}

void ComparisonView::focusNext()
{
    setCurrent((m_current + 1) % shownPanes());
    view(m_current)->setFocus();
}

void ComparisonView::setThirdShown(bool shown)
{
    if (shown == m_third)
        return;
    m_third = shown;
    if (!shown && m_current == Panes - 1)
        focusNext();
    showPanes();
    m_splitter->setSizes(QList<int>(Panes, 10'000));
    link();
}

void ComparisonView::setAlone(bool alone)
{
    if (alone == m_alone)
        return;
    m_alone = alone;
    showPanes();
    emit aloneChanged(alone);
}

void ComparisonView::showPanes()
{
    // The one to be seen first, so that the focus has where to stay.
    pane(m_current)->show();
    for (int i = 0; i < Panes; ++i)
        pane(i)->setVisible(m_alone ? i == m_current : i < shownPanes());
}

int ComparisonView::editing() const
{
    for (int i = 0; i < Panes; ++i) {
        if (pane(i)->isEditing())
            return i;
    }
    return -1;
}

bool ComparisonView::isRaw() const
{
    return view(0)->isRaw();
}

void ComparisonView::setRaw(bool raw)
{
    for (ResponsePane *each : m_panes)
        each->stack()->setRaw(raw);
    emit readingChanged();
}

bool ComparisonView::isFlat() const
{
    return view(0)->isFlat();
}

void ComparisonView::setFlat(bool flat)
{
    for (ResponsePane *each : m_panes)
        each->stack()->setFlat(flat);
    emit readingChanged();
}

bool ComparisonView::isFolded() const
{
    return view(0)->isFolded();
}

void ComparisonView::setFolded(bool folded)
{
    for (ResponsePane *each : m_panes)
        each->stack()->setFolded(folded);
    emit readingChanged();
}

double ComparisonView::zoom() const
{
    return view(0)->zoom();
}

void ComparisonView::setZoom(double zoom)
{
    for (ResponsePane *each : m_panes)
        each->stack()->setZoom(zoom);
    emit readingChanged();
}

void ComparisonView::turnPage(int direction)
{
    m_scrolling->turnPage(direction, view(m_current));
}

void ComparisonView::moveStep(int by)
{
    TraceView *reading = view(m_current);
    const int count = static_cast<int>(reading->steps().size());
    const int current = reading->currentStep();
    if (count == 0)
        return;
    const int step =
        current < 0 ? reading->seenSteps().first : std::clamp(current + by, 0, count - 1);
    reading->setCurrentStep(step);
    // Shift and the arrows select from there.
    reading->moveCursor(reading->steps()[static_cast<std::size_t>(step)].begin);
}

void ComparisonView::toggleStep()
{
    view(m_current)->toggleStep(view(m_current)->currentStep());
}

void ComparisonView::setSearch(const QString &words)
{
    m_search = words;
    for (int i = 0; i < shownPanes(); ++i)
        view(i)->setSearch(words);
}

bool ComparisonView::isWhole() const
{
    for (int i = 0; i < shownPanes(); ++i) {
        if (!view(i)->isWhole())
            return false;
    }
    return true;
}

std::vector<int> ComparisonView::hitCounts() const
{
    std::vector<int> counts;
    for (int i = 0; i < shownPanes(); ++i)
        counts.push_back(view(i)->hitCount());
    return counts;
}

void ComparisonView::showHit(int index)
{
    const bool linked = m_scrolling->isLinked();
    m_scrolling->setLinked(false);
    for (int i = 0; i < shownPanes(); ++i) {
        const int here = view(i)->hitCount();
        const bool isHere = index >= 0 && index < here;
        if (isHere)
            setCurrent(i);
        view(i)->showHit(isHere ? index : -1);
        index -= here;
    }
    m_scrolling->setLinked(linked);
}

bool ComparisonView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        for (int i = 0; i < Panes; ++i) {
            if (watched == view(i))
                setCurrent(i);
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace touchstone
