// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sourcemap.h"

#include <QPointF>
#include <QRectF>

#include <algorithm>
#include <vector>

class QTextEdit;

namespace touchstone {

/// What is seen of a view's text just now. Made anew for each painting.
class SeenText final
{
public:
    explicit SeenText(const QTextEdit &view);

    /// The first position of the first block that is seen.
    [[nodiscard]] int begin() const { return m_begin; }
    /// Behind the last position that is seen.
    [[nodiscard]] int end() const { return m_end; }
    /// Of spans in order, the first that is not above what is seen.
    [[nodiscard]] std::vector<DocumentSpan>::const_iterator
    firstIn(const std::vector<DocumentSpan> &spans) const
    {
        return std::lower_bound(spans.begin(), spans.end(), m_begin,
                                [](const DocumentSpan &each, int at) { return each.end < at; });
    }
    /// Where the letters of a span are seen, a rectangle for each line, in the viewport's
    /// coordinates. Blocks outside of the viewport are left out.
    [[nodiscard]] std::vector<QRectF> places(const DocumentSpan &span) const;
    /// Where a letter would stand that is written at the position: no width, the line's height.
    /// Null: it is not seen.
    [[nodiscard]] QRectF caret(int position) const;

private:
    const QTextEdit &m_view;
    QPointF m_scrolled;
    int m_begin = 0; ///< of the first block
    int m_end = 0;
};

} // namespace touchstone
