// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "steprail.h"

#include "stepsign.h"
#include "traceview.h"

#include <base/text.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int Width = 16;
constexpr double BlockWidth = 8;
constexpr int Margin = 8; ///< above and below
constexpr double Gap = 2;
constexpr double LeastBlock = 2;
constexpr double LeastDifference = 1.5;
constexpr float PlainOpacity = 0.35F;

} // namespace

StepRail::StepRail(const QString &side, QWidget *parent)
    : QWidget(parent)
    , m_side(side)
{
    setFixedWidth(Width);
    setCursor(Qt::PointingHandCursor);
}

void StepRail::setView(TraceView *view)
{
    if (m_view == view)
        return;
    if (m_view) {
        m_view->disconnect(this);
        m_view->verticalScrollBar()->disconnect(this);
    }
    m_view = view;
    connect(view, &TraceView::stepsChanged, this, &StepRail::refresh);
    connect(view, &TraceView::currentStepChanged, this, &StepRail::refresh);
    connect(view, &TraceView::marksChanged, this, &StepRail::refresh);
    connect(view, &TraceView::highlightsChanged, this, qOverload<>(&QWidget::update));
    connect(view, &TraceView::hitsChanged, this, qOverload<>(&QWidget::update));
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this,
            qOverload<>(&QWidget::update));
    refresh();
}

void StepRail::refresh()
{
    const int count = m_view ? static_cast<int>(m_view->steps().size()) : 0;
    const int current = m_view ? m_view->currentStep() : -1;
    setAccessibleName(tr("Steps, %1").arg(m_side));
    QString words =
        current < 0 ? stepCount(count) : tr("Step %1 of %2").arg(current + 1).arg(count);
    for (const QString &each : current < 0 ? QStringList{} : marksOf(current))
        words += QStringLiteral(", ") + each;
    setAccessibleDescription(words);
    update();
}

QStringList StepRail::marksOf(int step) const
{
    QStringList words;
    const QString mark = wordsFor(m_view->marks().label(step));
    if (!mark.isEmpty())
        words << mark;
    const ReasoningStep &own = m_view->steps()[static_cast<std::size_t>(step)].step;
    for (const std::size_t span : m_view->marks().spansIn(own))
        words << tr("error: %1").arg(toQString(m_view->marks().spans()[span].type));
    return words;
}

double StepRail::placeOf(std::size_t byte) const
{
    const double total = static_cast<double>(m_view->steppedSize());
    return Margin + (height() - 2 * Margin) * static_cast<double>(byte) / std::max(1.0, total);
}

QRectF StepRail::blockOf(int step) const
{
    const ReasoningStep &own = m_view->steps()[static_cast<std::size_t>(step)].step;
    const double top = placeOf(own.begin);
    return {(Width - BlockWidth) / 2, top, BlockWidth,
            std::max(LeastBlock, placeOf(own.end) - top - Gap)};
}

int StepRail::stepUnder(double y) const
{
    if (!m_view || m_view->steps().empty())
        return -1;
    const auto &steps = m_view->steps();
    const auto next =
        std::upper_bound(steps.begin(), steps.end(), y, [this](double at, const ShownStep &step) {
            return at < placeOf(step.step.begin);
        });
    return std::max(0, static_cast<int>(next - steps.begin()) - 1);
}

void StepRail::mousePressEvent(QMouseEvent *event)
{
    if (const int step = stepUnder(event->position().y()); step >= 0)
        m_view->setCurrentStep(step);
}

bool StepRail::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const int step = stepUnder(help->pos().y()); step >= 0) {
        const ShownStep &shown = m_view->steps()[static_cast<std::size_t>(step)];
        QString words =
            tr("Step %1").arg(step + 1) + QStringLiteral(" · ") + wordCount(shown.words);
        if (shown.step.turns)
            words += QStringLiteral(" · ") + tr("turns back");
        for (const QString &each : marksOf(step))
            words += QStringLiteral(" · ") + each;
        QToolTip::showText(help->globalPos(), words, this);
    }
    return true;
}

/// A wrong step is a broad block, a right one a narrow one, a neutral one hollow; in the first
/// error there is an arrow. Around the current one there is a frame.
bool StepRail::paintMark(QPainter &painter, int step, const Colors &colors) const
{
    const StepLabel label = m_view->marks().label(step);
    const QColor color = colorOf(label, colors);
    if (!color.isValid())
        return false;
    QRectF block = blockOf(step);
    const bool wrong = label.mark.value_or(-1) < 0;
    const bool hollow = label.mark == 0;
    const double side = wrong ? -2 : hollow ? 0.5 : 2;
    block.adjust(side, hollow ? 0.5 : 0, -side, hollow ? -0.5 : 0);
    if (step == m_view->currentStep()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.accent, 1.5));
        painter.drawRoundedRect(block.adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3);
    }
    painter.setPen(hollow ? QPen(color, 1) : QPen(Qt::NoPen));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(color));
    painter.drawRoundedRect(block, 1, 1);
    painter.setPen(Qt::NoPen);
    if (label.isFirstError) {
        painter.setBrush(colors.base);
        const double middle = block.center().y();
        const double half = std::clamp(block.height() / 2 - 1, 2.0, 4.0);
        painter.drawPolygon(
            QPolygonF({QPointF(block.left() + 3, middle - half), QPointF(block.right() - 3, middle),
                       QPointF(block.left() + 3, middle + half)}));
    }
    return true;
}

/// Error spans, as notches at both edges.
void StepRail::paintSpans(QPainter &painter, const Colors &colors) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.differs);
    for (const ErrorSpan &span : m_view->marks().spans()) {
        if (span.place.part != m_view->steppedPart())
            continue;
        const double y = placeOf(span.place.byte);
        painter.drawRect(QRectF(0, y, 3, 2));
        painter.drawRect(QRectF(Width - 3, y, 3, 2));
    }
}

void StepRail::paintEvent(QPaintEvent *)
{
    if (!m_view || m_view->steps().empty())
        return;
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor plain = colors.secondary;
    plain.setAlphaF(PlainOpacity);
    const auto &steps = m_view->steps();
    for (int i = 0; i < static_cast<int>(steps.size()); ++i) {
        const bool turns = steps[static_cast<std::size_t>(i)].step.turns;
        painter.setBrush(i == m_view->currentStep() ? colors.accent
                         : turns                    ? colors.unsure
                                                    : plain);
        if (!paintMark(painter, i, colors))
            painter.drawRoundedRect(blockOf(i), 2, 2);
    }
    paintSpans(painter, colors);
    // What is in sight needs no sign where all is.
    const auto [first, last] = m_view->seenSteps();
    if (last - first + 1 < static_cast<int>(steps.size())) {
        const double top = blockOf(first).top();
        painter.setBrush(colors.secondary);
        painter.drawRoundedRect(QRectF(0, top, 2, blockOf(last).bottom() - top), 1, 1);
    }
    paintDifferences(painter, colors);
    painter.setPen(colors.text);
    painter.setBrush(colors.mark);
    for (const std::size_t hit : m_view->hitsInSteps())
        painter.drawRect(QRectF(1.5, placeOf(hit) - 1.5, Width - 3, 3));
}

/// At the side of the blocks, so that many of them leave the blocks to be seen.
void StepRail::paintDifferences(QPainter &painter, const Colors &colors) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.secondary);
    double drawn = 0;
    for (const SourcePiece &span : m_view->differencesInSteps()) {
        const double top = placeOf(span.begin);
        const double bottom = std::max(placeOf(span.end), top + LeastDifference);
        if (bottom > drawn)
            painter.drawRect(
                QRectF(Width - 3, std::max(top, drawn), 3, bottom - std::max(top, drawn)));
        drawn = std::max(drawn, bottom);
    }
}

} // namespace touchstone
