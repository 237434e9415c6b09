// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracemarks.h"

#include "textplaces.h"

#include <base/text.h>
#include <widgets/common/colors.h>

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextEdit>

#include <algorithm>

namespace touchstone {
namespace {

constexpr double Wave = 2.5; ///< half a wave's length
constexpr double WaveHeight = 1.5;
constexpr double WaveWidth = 1.3;
constexpr double TagGap = 8;
constexpr double TagPadding = 5;
constexpr double TagRadius = 4;

QPainterPath wavyLine(double left, double right, double y)
{
    QPainterPath path(QPointF(left, y));
    double side = 1;
    for (double x = left; x < right; x += Wave, side = -side)
        path.quadTo(x + Wave / 2, y + side * 2 * WaveHeight, std::min(x + Wave, right), y);
    return path;
}

/// Of the lines of a span's last paragraph, from the span's last line on, the room behind the first
/// that has as much.
QRectF roomBehind(const QTextEdit &view, int end, double wanted)
{
    const QTextBlock block = view.document()->findBlock(end);
    if (!block.isValid() || block.layout() == nullptr)
        return {};
    const QPointF scrolled(view.horizontalScrollBar()->value(), view.verticalScrollBar()->value());
    const QPointF origin =
        view.document()->documentLayout()->blockBoundingRect(block).topLeft() - scrolled;
    const QTextLayout &layout = *block.layout();
    const QTextLine first = layout.lineForTextPosition(end - block.position());
    for (int i = first.isValid() ? first.lineNumber() : 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        const QRectF text = line.naturalTextRect().translated(origin);
        const double room = view.viewport()->width() - text.right() - TagGap;
        if (room >= wanted)
            return {text.right() + TagGap, text.top(), wanted, line.ascent() + line.descent()};
    }
    return {};
}

} // namespace

void TraceMarks::set(const ReadingMarks &marks, const MarkedText &stepped)
{
    m_stepped = stepped;
    const auto foreign = [&stepped](const auto &each) {
        return each.place.response != stepped.response;
    };
    m_marks = marks;
    std::erase_if(m_marks.cuts, foreign);
    std::erase_if(m_marks.steps, foreign);
    std::erase_if(m_marks.spans, foreign);
    std::erase_if(m_marks.firstErrors, [&stepped](const TextPlace &place) {
        return place.response != stepped.response;
    });
    std::erase_if(m_marks.pins, [&stepped](const Pin &pin) {
        return pin.one.response != stepped.response && pin.other.response != stepped.response;
    });
}

void TraceMarks::place(const TraceDocument &shown)
{
    m_labels.clear();
    m_places.clear();
    if (m_marks.isEmpty())
        return;
    std::vector<ReasoningStep> steps;
    steps.reserve(shown.steps.size());
    for (const ShownStep &each : shown.steps)
        steps.push_back(each.step);
    m_labels = labelsOf(steps, m_marks, m_stepped);
    for (const ErrorSpan &span : m_marks.spans)
        m_places.push_back(shown.map.spanOf({span.place.part, span.place.byte, span.end})
                               .value_or(DocumentSpan{}));
}

StepLabel TraceMarks::label(int step) const
{
    const auto index = static_cast<std::size_t>(step);
    return step >= 0 && index < m_labels.size() ? m_labels[index] : StepLabel{};
}

int TraceMarks::spanAt(int position) const
{
    int found = -1;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const auto [begin, end] = m_places[i];
        if (position >= begin && position < end
            && (found < 0 || begin >= m_places[static_cast<std::size_t>(found)].begin))
            found = static_cast<int>(i);
    }
    return found;
}

std::vector<std::size_t> TraceMarks::spansIn(const ReasoningStep &step) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < m_marks.spans.size(); ++i) {
        const TextPlace &place = m_marks.spans[i].place;
        if (place.part == m_stepped.part && place.byte >= step.begin && place.byte < step.end)
            found.push_back(i);
    }
    return found;
}

void TraceMarks::paint(QPainter &painter, const QTextEdit &view, const QFont &small) const
{
    if (m_places.empty())
        return;
    const Colors colors = colorsOf(&view);
    const SeenText seen(view);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(small);
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const auto [begin, end] = m_places[i];
        if (begin == end)
            continue;
        const std::vector<QRectF> lines = seen.places(m_places[i]);
        for (const QRectF &line : lines) {
            painter.fillRect(line, colors.differsGround);
            painter.strokePath(wavyLine(line.left(), line.right(), line.bottom()),
                               QPen(colors.differs, WaveWidth));
        }
        if (!lines.empty())
            paintType(painter, view, i);
    }
    painter.restore();
}

/// Letters are never painted over: where no line has room behind it, only the line says it.
void TraceMarks::paintType(QPainter &painter, const QTextEdit &view, std::size_t span) const
{
    const Colors colors = colorsOf(&view);
    const QString words = toQString(m_marks.spans[span].type)
                          + (m_marks.spans[span].note.empty() ? QString{} : QStringLiteral(" …"));
    const double width = painter.fontMetrics().horizontalAdvance(words) + 2 * TagPadding;
    const QRectF room = roomBehind(view, m_places[span].end - 1, width);
    if (room.isNull())
        return;
    const double height = painter.fontMetrics().height();
    const QRectF tag(room.left(), room.center().y() - height / 2, width, height);
    painter.setPen(QPen(colors.differs, 1));
    painter.setBrush(colors.base);
    painter.drawRoundedRect(tag, TagRadius, TagRadius);
    painter.drawText(tag, Qt::AlignCenter, words);
}

} // namespace touchstone
