// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sourcemap.h"

#include <QString>

#include <vector>

class QPainter;
class QTextDocument;
class QTextEdit;

namespace touchstone {

/// The places of a document that have certain words, whatever their case. In formulas their TeX is
/// searched; they are hit as a whole.
class SearchHits final
{
public:
    static constexpr std::size_t Most = 5'000;

    /// Empty `words`: none.
    void collect(const QTextDocument &document, const QString &words);
    [[nodiscard]] const std::vector<DocumentSpan> &places() const { return m_places; }
    [[nodiscard]] int count() const { return static_cast<int>(m_places.size()); }
    /// The one to be marked more strongly; -1: none.
    void setShown(int index) { m_shown = index; }
    /// Below the text of the view that shows the document.
    void paint(QPainter &painter, const QTextEdit &view) const;

private:
    std::vector<DocumentSpan> m_places;
    int m_shown = -1;
};

} // namespace touchstone
