// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// What TraceView knows of the steps it shows: where they are, which one keys act on, how they look,
// and what is marked in them.
#include "stepplaces.h"
#include "stepsign.h"
#include "traceview.h"

#include <widgets/common/colors.h>
#include <widgets/formulas/formulaobject.h>

#include <QAbstractTextDocumentLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int NumberRight = 18;     ///< where the numbers end, from the left
constexpr int LongNumberRight = 22; ///< of those with three digits
constexpr double SignGap = 3;
constexpr double SignSize = 8;
constexpr int GroundMargin = 4;
constexpr int LineWidth = 3;

} // namespace

void TraceView::forgetSteps()
{
    m_apart.clear();
    m_step = -1;
}

void TraceView::follow(const QUrl &link)
{
    const QString target = link.toString();
    if (target == foldLink()) {
        emit foldRequested(!m_folded);
    } else if (target.startsWith(stepLink())) {
        const int step = target.mid(stepLink().size()).toInt();
        setCurrentStep(step);
        toggleStep(step);
    } else {
        emit linkActivated(link);
    }
}

void TraceView::setCurrentStep(int step)
{
    const int known = step >= 0 && step < static_cast<int>(steps().size()) ? step : -1;
    if (known >= 0) {
        QTextCursor cursor(document());
        cursor.setPosition(steps()[static_cast<std::size_t>(known)].begin);
        const int top = cursorRect(cursor).top();
        const int bottom =
            top + static_cast<int>(placeOf(steps()[static_cast<std::size_t>(known)]).height());
        // A step longer than the view is shown from its beginning.
        if (top < 0 || bottom > viewport()->height())
            scrollTo(cursor.position(), viewport()->height() / 5);
    }
    if (m_step == known)
        return;
    m_step = known;
    viewport()->update();
    emit currentStepChanged(m_step);
}

void TraceView::toggleStep(int step)
{
    if (step < 0 || step >= static_cast<int>(steps().size()))
        return;
    const auto index = static_cast<std::size_t>(step);
    const auto known = std::find(m_apart.begin(), m_apart.end(), index);
    if (known == m_apart.end())
        m_apart.push_back(index);
    else
        m_apart.erase(known);
    rebuild(true);
}

int TraceView::stepOf(int position) const
{
    const auto next =
        std::upper_bound(steps().begin(), steps().end(), position,
                         [](int at, const ShownStep &step) { return at < step.begin; });
    if (next == steps().begin() || position > std::prev(next)->end)
        return -1;
    return static_cast<int>(next - steps().begin()) - 1;
}

std::pair<int, int> TraceView::seenSteps() const
{
    if (steps().empty())
        return {-1, -1};
    const int top = cursorForPosition({StepMargin, 0}).position();
    const int bottom = cursorForPosition({StepMargin, viewport()->height() - 1}).position();
    const auto place = [this](int position) {
        const auto next =
            std::upper_bound(steps().begin(), steps().end(), position,
                             [](int at, const ShownStep &step) { return at < step.begin; });
        return std::max(0, static_cast<int>(next - steps().begin()) - 1);
    };
    return {place(top), place(bottom)};
}

std::vector<std::size_t> TraceView::hitsInSteps() const
{
    std::vector<std::size_t> places;
    for (const DocumentSpan &hit : hits().places()) {
        const SourceMap::Place source = m_current.map.sourceOf(hit.begin);
        if (source.part == steppedPart())
            places.push_back(source.offset);
    }
    return places;
}

std::vector<SourcePiece> TraceView::differencesInSteps() const
{
    std::vector<SourcePiece> spans = m_highlights.differences();
    std::erase_if(spans, [this](const SourcePiece &each) { return each.part != steppedPart(); });
    return spans;
}

void TraceView::setDifferences(std::vector<SourcePiece> differences)
{
    m_highlights.setDifferences(std::move(differences));
    viewport()->update();
    emit highlightsChanged();
}

void TraceView::showDifference(int index)
{
    m_highlights.setShownDifference(index);
    if (const int position = m_highlights.placeOfDifference(index).begin; position >= 0)
        bringIntoSight(position);
    viewport()->update();
}

void TraceView::setAnswer(const std::optional<SourcePiece> &answer)
{
    m_highlights.setAnswer(answer);
    viewport()->update();
}

void TraceView::setLit(std::vector<SourcePiece> lit)
{
    if (lit == m_highlights.lit())
        return;
    m_highlights.setLit(std::move(lit));
    viewport()->update();
}

/// In the viewport, from margin to margin; only as far down as somebody sees.
QRectF TraceView::placeOf(const ShownStep &step) const
{
    const int lowest = cursorForPosition(viewport()->rect().bottomRight()).position();
    const StepPlace place = placeInDocument(*this, step, lowest);
    const double scrolled = verticalScrollBar()->value();
    return {0, place.top - scrolled, static_cast<double>(viewport()->width()),
            place.bottom - place.top};
}

void TraceView::paintSteps(QPainter &painter)
{
    if (steps().empty() || m_raw)
        return;
    const Colors &colors = colorsOf(this);
    const auto [first, last] = seenSteps();
    painter.setFont(m_style.small);
    for (int i = first; i <= last; ++i) {
        const ShownStep &step = steps()[static_cast<std::size_t>(i)];
        const QTextBlock block = document()->findBlock(step.begin);
        if (step.end <= step.begin || block.layout()->lineCount() == 0)
            continue;
        const QRectF place = placeOf(step);
        if (i == m_step) {
            const QRectF ground = place.adjusted(0, -GroundMargin, 0, GroundMargin);
            painter.fillRect(ground, colors.accentGround);
            painter.fillRect(QRectF(0, ground.top(), LineWidth, ground.height()), colors.accent);
        }
        const QTextLine line = block.layout()->lineAt(0);
        const QString number = QString::number(i + 1);
        const int width = painter.fontMetrics().horizontalAdvance(number);
        painter.setPen(step.step.turns ? colors.unsure : colors.secondary);
        const int right = number.size() > 2 ? LongNumberRight : NumberRight;
        const double baseline = place.top() + line.y() + line.ascent() - FormulaObject::rise(block);
        painter.drawText(QPointF(right - width, baseline), number);
        paintStepSign(painter, QRectF(right + SignGap, baseline - SignSize, SignSize, SignSize),
                      m_marks.label(i), colors);
    }
}

void TraceView::mouseReleaseEvent(QMouseEvent *event)
{
    ReadingBrowser::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection())
        return;
    const QPoint place = event->position().toPoint();
    const int step = stepOf(cursorForPosition(place).position());
    if (step < 0)
        return;
    setCurrentStep(step);
    if (place.x() < StepMargin)
        toggleStep(step);
}

} // namespace touchstone
