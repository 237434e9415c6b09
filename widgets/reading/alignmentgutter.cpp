// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "alignmentgutter.h"

#include "stepplaces.h"
#include "traceview.h"

#include <widgets/common/colors.h>
#include <widgets/common/format.h>

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QSplitter>
#include <QToolTip>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int EdgeWidth = 14;      ///< where a pin is dragged from and to
constexpr double GroundMargin = 4; ///< as the ground of a step reaches beyond it
constexpr double PinRadius = 5;
constexpr float PlainOpacity = 0.10F;
constexpr float CurrentOpacity = 0.26F;

QString words(std::size_t begin, std::size_t end)
{
    return end - begin == 1 ? AlignmentGutter::tr("step %1").arg(begin + 1)
                            : AlignmentGutter::tr("steps %1–%2").arg(begin + 1).arg(end);
}

} // namespace

AlignmentGutter::AlignmentGutter(QSplitter *splitter)
    : QSplitterHandle(Qt::Horizontal, splitter)
{
    setMouseTracking(true);
    setAccessibleName(tr("Alignment"));
    describe();
}

void AlignmentGutter::setViews(TraceView *left, TraceView *right)
{
    if (left == m_left && right == m_right)
        return;
    for (const QPointer<TraceView> &before : {m_left, m_right}) {
        if (before) {
            before->disconnect(this);
            before->verticalScrollBar()->disconnect(this);
        }
    }
    m_left = left;
    m_right = right;
    for (TraceView *view : {left, right}) {
        if (view != nullptr)
            follow(view);
    }
    setAligned({});
}

void AlignmentGutter::follow(TraceView *view)
{
    const auto repaint = qOverload<>(&QWidget::update);
    connect(view, &TraceView::stepsChanged, this, repaint);
    connect(view, &TraceView::currentStepChanged, this, repaint);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, repaint);
}

void AlignmentGutter::setAligned(std::vector<AlignedSteps> aligned)
{
    m_aligned = std::move(aligned);
    m_hovered = m_pressed = -1;
    m_drag.reset();
    describe();
    update();
}

void AlignmentGutter::describe()
{
    setAccessibleDescription(
        m_aligned.empty() ? tr("No steps are aligned")
                          : tr("Aligned: %1").arg(stepCount(static_cast<int>(m_aligned.size()))));
}

bool AlignmentGutter::isThere(const AlignedSteps &steps) const
{
    return m_left && m_right && steps.leftEnd <= m_left->steps().size()
           && steps.rightEnd <= m_right->steps().size();
}

bool AlignmentGutter::isCurrent(const AlignedSteps &steps) const
{
    const auto holds = [](int step, std::size_t begin, std::size_t end) {
        return step >= static_cast<int>(begin) && step < static_cast<int>(end);
    };
    return holds(m_left->currentStep(), steps.leftBegin, steps.leftEnd)
           && holds(m_right->currentStep(), steps.rightBegin, steps.rightEnd);
}

double AlignmentGutter::topOf(const TraceView &view) const
{
    return mapFromGlobal(view.viewport()->mapToGlobal(QPoint(0, 0))).y();
}

QPainterPath AlignmentGutter::bandOf(std::size_t index) const
{
    const AlignedSteps &steps = m_aligned.at(index);
    return isThere(steps) ? shapeOf(steps, SeenSteps(*m_left), SeenSteps(*m_right))
                          : QPainterPath();
}

std::vector<AlignmentGutter::Band> AlignmentGutter::bands() const
{
    std::vector<Band> seen;
    if (m_aligned.empty() || !m_left || !m_right)
        return seen;
    const SeenSteps seenLeft(*m_left);
    const SeenSteps seenRight(*m_right);
    for (std::size_t i = 0; i < m_aligned.size(); ++i) {
        const QPainterPath shape =
            isThere(m_aligned[i]) ? shapeOf(m_aligned[i], seenLeft, seenRight) : QPainterPath();
        if (!shape.isEmpty())
            seen.push_back({i, shape});
    }
    return seen;
}

QPainterPath AlignmentGutter::shapeOf(const AlignedSteps &steps,
                                      const SeenSteps &seenLeft,
                                      const SeenSteps &seenRight) const
{
    const auto isOut = [](const SeenSteps &seen, std::size_t begin, std::size_t end) {
        const int first = seen.sideOf(static_cast<int>(begin));
        return first != 0 && first == seen.sideOf(static_cast<int>(end) - 1);
    };
    if (isOut(seenLeft, steps.leftBegin, steps.leftEnd)
        && isOut(seenRight, steps.rightBegin, steps.rightEnd))
        return {};
    const auto reach = [](const SeenSteps &seen, std::size_t begin, std::size_t end) {
        return StepPlace{seen.placeOf(static_cast<int>(begin)).top - GroundMargin,
                         seen.placeOf(static_cast<int>(end) - 1).bottom + GroundMargin};
    };
    const StepPlace left = reach(seenLeft, steps.leftBegin, steps.leftEnd);
    const StepPlace right = reach(seenRight, steps.rightBegin, steps.rightEnd);
    const double leftTop = topOf(*m_left);
    const double rightTop = topOf(*m_right);
    const double middle = width() / 2.0;
    QPainterPath band(QPointF(0, leftTop + left.top));
    band.cubicTo(middle, leftTop + left.top, middle, rightTop + right.top, width(),
                 rightTop + right.top);
    band.lineTo(width(), rightTop + right.bottom);
    band.cubicTo(middle, rightTop + right.bottom, middle, leftTop + left.bottom, 0,
                 leftTop + left.bottom);
    band.closeSubpath();
    return band;
}

void AlignmentGutter::paintEvent(QPaintEvent *)
{
    if (!m_left || !m_right)
        return;
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double top = topOf(*m_left);
    painter.setClipRect(QRectF(0, top, width(), m_left->viewport()->height()));
    for (const auto &[index, band] : bands()) {
        const bool current = isCurrent(m_aligned[index]) || static_cast<int>(index) == m_hovered;
        QColor ground = colors.accent;
        ground.setAlphaF(current ? CurrentOpacity : PlainOpacity);
        painter.fillPath(band, ground);
        if (colors.highContrast)
            painter.strokePath(band, QPen(colors.text));
        if (m_aligned[index].isPinned) {
            painter.setPen(QPen(colors.window, 2));
            painter.setBrush(colors.accent);
            painter.drawEllipse(band.boundingRect().center(), PinRadius, PinRadius);
        }
    }
    if (m_drag) {
        painter.setPen(QPen(colors.accent, 2));
        painter.drawLine(m_drag->begin, m_drag->end);
        painter.setBrush(colors.accent);
        painter.drawEllipse(m_drag->begin, PinRadius / 2, PinRadius / 2);
        painter.drawEllipse(m_drag->end, PinRadius / 2, PinRadius / 2);
    }
}

int AlignmentGutter::bandAt(const QPointF &place) const
{
    for (const auto &[index, band] : bands()) {
        if (band.contains(place))
            return static_cast<int>(index);
    }
    return -1;
}

int AlignmentGutter::edgeAt(const QPointF &place) const
{
    if (!m_pinning || !m_left || !m_right || m_left->steps().empty() || m_right->steps().empty())
        return 0;
    return place.x() < EdgeWidth ? -1 : place.x() >= width() - EdgeWidth ? 1 : 0;
}

int AlignmentGutter::stepAt(const TraceView &view, double y) const
{
    return SeenSteps(view).stepAt(y - topOf(view));
}

void AlignmentGutter::setHovered(int band)
{
    if (m_hovered == band)
        return;
    m_hovered = band;
    update();
}

void AlignmentGutter::mousePressEvent(QMouseEvent *event)
{
    const QPointF place = event->position();
    m_pressed = bandAt(place);
    const int edge = event->button() == Qt::LeftButton ? edgeAt(place) : 0;
    if (edge != 0) {
        const int step = stepAt(edge < 0 ? *m_left : *m_right, place.y());
        m_drag = Drag{edge < 0, step, QPointF(edge < 0 ? 0 : width(), place.y()), place};
    } else if (m_pressed < 0) {
        QSplitterHandle::mousePressEvent(event);
    }
}

void AlignmentGutter::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF place = event->position();
    if (m_drag) {
        m_drag->end = place;
        update();
        return;
    }
    if (event->buttons() != Qt::NoButton) {
        if (m_pressed < 0)
            QSplitterHandle::mouseMoveEvent(event);
        return;
    }
    setHovered(bandAt(place));
    setCursor(m_hovered >= 0       ? Qt::PointingHandCursor
              : edgeAt(place) != 0 ? Qt::CrossCursor
                                   : Qt::SplitHCursor);
}

void AlignmentGutter::mouseReleaseEvent(QMouseEvent *event)
{
    const QPointF place = event->position();
    const int pressed = std::exchange(m_pressed, -1);
    if (m_drag && std::abs(place.x() - m_drag->begin.x()) >= width() - 2 * EdgeWidth) {
        m_drag->end = place;
        finishDrag();
        return;
    }
    const bool dragged = m_drag.has_value();
    m_drag.reset();
    update();
    if (pressed >= 0 && event->button() == Qt::LeftButton && bandAt(place) == pressed) {
        const AlignedSteps &steps = m_aligned[static_cast<std::size_t>(pressed)];
        emit bandActivated(static_cast<int>(steps.leftBegin), static_cast<int>(steps.rightBegin));
    } else if (!dragged) {
        QSplitterHandle::mouseReleaseEvent(event);
    }
}

void AlignmentGutter::finishDrag()
{
    const Drag drag = *m_drag;
    m_drag.reset();
    update();
    const int other = stepAt(drag.fromLeft ? *m_right : *m_left, drag.end.y());
    emit pinRequested(drag.fromLeft ? drag.step : other, drag.fromLeft ? other : drag.step);
}

void AlignmentGutter::leaveEvent(QEvent *event)
{
    QSplitterHandle::leaveEvent(event);
    setHovered(-1);
}

void AlignmentGutter::contextMenuEvent(QContextMenuEvent *event)
{
    const int band = bandAt(event->pos());
    if (band < 0 || !m_pinning)
        return;
    const AlignedSteps steps = m_aligned[static_cast<std::size_t>(band)];
    const int left = static_cast<int>(steps.leftBegin);
    const int right = static_cast<int>(steps.rightBegin);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (steps.isPinned)
        menu->addAction(tr("&Unpin the steps"), this,
                        [this, left, right] { emit unpinRequested(left, right); });
    else
        menu->addAction(tr("&Pin the steps together"), this,
                        [this, left, right] { emit pinRequested(left, right); });
    menu->popup(event->globalPos());
}

bool AlignmentGutter::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QSplitterHandle::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int band = bandAt(help->pos());
    if (band < 0) {
        QToolTip::hideText();
        return true;
    }
    const AlignedSteps &steps = m_aligned[static_cast<std::size_t>(band)];
    //: "step 2 · step 5", of the left and the right response
    QString text =
        tr("Left %1 · right %2")
            .arg(words(steps.leftBegin, steps.leftEnd), words(steps.rightBegin, steps.rightEnd));
    if (steps.isPinned)
        text += QStringLiteral(" · ") + tr("pinned");
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace touchstone
