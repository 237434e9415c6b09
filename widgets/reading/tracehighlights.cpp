// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracehighlights.h"

#include "textplaces.h"

#include <widgets/common/colors.h>

#include <QPainter>
#include <QTextEdit>

namespace touchstone {
namespace {

constexpr DocumentSpan Nowhere{-1, -1};
constexpr float LineOpacity = 0.8F;
constexpr double LineWidth = 2;
constexpr double CaretSize = 4;
constexpr double Radius = 3;

std::vector<DocumentSpan> placesOf(const SourceMap &map, const std::vector<SourcePiece> &spans)
{
    std::vector<DocumentSpan> places;
    places.reserve(spans.size());
    for (const SourcePiece &span : spans)
        places.push_back(map.spanOf(span).value_or(Nowhere));
    return places;
}

} // namespace

void TraceHighlights::setDifferences(std::vector<SourcePiece> differences)
{
    m_differences = std::move(differences);
    m_shown = -1;
    if (m_map != nullptr)
        m_differencePlaces = placesOf(*m_map, m_differences);
}

void TraceHighlights::setLit(std::vector<SourcePiece> lit)
{
    m_lit = std::move(lit);
    if (m_map == nullptr)
        return;
    m_litPlaces = placesOf(*m_map, m_lit);
    std::erase(m_litPlaces, Nowhere);
}

void TraceHighlights::setAnswer(std::optional<SourcePiece> answer)
{
    m_answer = answer;
    m_answerPlace =
        m_answer && m_map != nullptr ? m_map->spanOf(*m_answer).value_or(Nowhere) : Nowhere;
}

void TraceHighlights::clear()
{
    setAnswer({});
    setDifferences({});
    setLit({});
}

void TraceHighlights::place(const SourceMap &map)
{
    const int shown = m_shown;
    m_map = &map;
    setDifferences(std::move(m_differences));
    setLit(std::move(m_lit));
    setAnswer(m_answer);
    m_shown = shown;
}

DocumentSpan TraceHighlights::placeOfDifference(int index) const
{
    const auto place = static_cast<std::size_t>(index);
    return index >= 0 && place < m_differencePlaces.size() ? m_differencePlaces[place] : Nowhere;
}

void TraceHighlights::paint(QPainter &painter, const QTextEdit &view) const
{
    if (m_differences.empty() && m_litPlaces.empty() && m_answerPlace == Nowhere)
        return;
    const Colors &colors = colorsOf(&view);
    const SeenText seen(view);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    paintAnswer(painter, seen, colors);
    paintDifferences(painter, seen, colors);
    paintLit(painter, seen, colors);
    painter.restore();
}

void TraceHighlights::paintDifferences(QPainter &painter,
                                       const SeenText &seen,
                                       const Colors &colors) const
{
    QColor line = colors.secondary;
    line.setAlphaF(LineOpacity);
    for (std::size_t i = 0; i < m_differencePlaces.size(); ++i) {
        const DocumentSpan &span = m_differencePlaces[i];
        if (span.begin >= seen.end())
            break;
        if (span.begin < 0 || span.end < seen.begin())
            continue;
        const bool shown = static_cast<int>(i) == m_shown;
        if (span.begin == span.end) {
            // A wedge from below, as one marks in print that something is missing.
            const QPointF foot = seen.caret(span.begin).bottomLeft();
            if (foot.isNull())
                continue;
            painter.setBrush(shown ? colors.accent : line);
            painter.drawPolygon(QPolygonF{{foot.x(), foot.y() - CaretSize},
                                          {foot.x() + CaretSize, foot.y() + CaretSize / 2},
                                          {foot.x() - CaretSize, foot.y() + CaretSize / 2}});
            continue;
        }
        for (const QRectF &place : seen.places(span)) {
            if (shown)
                painter.fillRect(place, colors.accentGround);
            painter.fillRect(QRectF(place.left(), place.bottom(), place.width(), LineWidth),
                             shown ? colors.accent : line);
        }
    }
}

void TraceHighlights::paintAnswer(QPainter &painter,
                                  const SeenText &seen,
                                  const Colors &colors) const
{
    if (m_answerPlace.begin >= seen.end() || m_answerPlace.end <= seen.begin())
        return;
    painter.save();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.accent, 1));
    for (const QRectF &place : seen.places(m_answerPlace))
        painter.drawRoundedRect(place.adjusted(-2.5, -0.5, 2.5, 0.5), Radius, Radius);
    painter.restore();
}

void TraceHighlights::paintLit(QPainter &painter, const SeenText &seen, const Colors &colors) const
{
    painter.setBrush(colors.mark);
    if (colors.highContrast)
        painter.setPen(colors.text);
    for (auto span = seen.firstIn(m_litPlaces);
         span != m_litPlaces.end() && span->begin < seen.end(); ++span) {
        for (const QRectF &place : seen.places(*span))
            painter.drawRoundedRect(place.adjusted(-2, 0, 2, 0), Radius, Radius);
    }
}

} // namespace touchstone
