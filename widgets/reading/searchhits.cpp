// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "searchhits.h"

#include "documenttext.h"
#include "textplaces.h"

#include <widgets/common/colors.h>

#include <QPainter>
#include <QTextEdit>

namespace touchstone {

void SearchHits::collect(const QTextDocument &document, const QString &words)
{
    m_places.clear();
    if (words.isEmpty())
        return;
    const DocumentText shown(document);
    qsizetype at = 0;
    while ((at = shown.text().indexOf(words, at, Qt::CaseInsensitive)) >= 0
           && m_places.size() < Most) {
        const qsizetype end = at + words.size();
        m_places.push_back(
            {shown.positionOf(static_cast<int>(at)), shown.endOf(static_cast<int>(end))});
        at = end;
    }
}

void SearchHits::paint(QPainter &painter, const QTextEdit &view) const
{
    if (m_places.empty())
        return;
    const Colors &colors = colorsOf(&view);
    const SeenText seen(view);
    for (auto hit = seen.firstIn(m_places); hit != m_places.end() && hit->begin < seen.end();
         ++hit) {
        const bool shown = hit - m_places.begin() == m_shown;
        for (const QRectF &place : seen.places(*hit)) {
            painter.fillRect(place, colors.mark);
            if (shown) {
                painter.setPen(colors.accent);
                painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
            }
        }
    }
}

} // namespace touchstone
