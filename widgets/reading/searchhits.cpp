// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "searchhits.h"

#include "documenttext.h"
#include "textplaces.h"

#include <base/text.h>
#include <widgets/common/colors.h>

#include <QPainter>
#include <QTextEdit>

#include <algorithm>

namespace touchstone {

void SearchHits::collect(const QTextDocument &document,
                         const SearchedSource &source,
                         const QString &words)
{
    m_places.clear();
    if (words.isEmpty())
        return;
    collectShown(document, words);
    if (source.map != nullptr)
        addFromSource(source, words);
}

void SearchHits::collectShown(const QTextDocument &document, const QString &words)
{
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

/// Those that are not hit as they are shown.
void SearchHits::addFromSource(const SearchedSource &source, const QString &words)
{
    std::vector<DocumentSpan> found;
    for (const auto &[part, utf8] : source.texts) {
        const QString text = toQString(utf8);
        const auto bytes = [&text](qsizetype begin, qsizetype end) {
            return static_cast<std::size_t>(
                QStringView(text).mid(begin, end - begin).toUtf8().size());
        };
        std::size_t byte = 0;
        qsizetype before = 0;
        for (qsizetype at = 0;
             (at = text.indexOf(words, at, Qt::CaseInsensitive)) >= 0 && found.size() < Most;
             at += words.size()) {
            byte += bytes(before, at);
            before = at;
            if (const auto place =
                    source.map->spanOf({part, byte, byte + bytes(at, at + words.size())}))
                found.push_back(*place);
        }
    }
    const auto byPlace = [](const DocumentSpan &one, const DocumentSpan &other) {
        return one.begin < other.begin;
    };
    std::erase_if(found, [this, &byPlace](const DocumentSpan &each) {
        const auto next = std::upper_bound(m_places.begin(), m_places.end(), each, byPlace);
        return (next != m_places.end() && next->begin < each.end)
               || (next != m_places.begin() && std::prev(next)->end > each.begin);
    });
    m_places.insert(m_places.end(), found.begin(), found.end());
    std::sort(m_places.begin(), m_places.end(), byPlace);
    // One formula may have several.
    m_places.erase(std::unique(m_places.begin(), m_places.end()), m_places.end());
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
