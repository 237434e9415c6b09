// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sourcemap.h"

#include <QString>

#include <string_view>
#include <utility>
#include <vector>

class QPainter;
class QTextDocument;
class QTextEdit;

namespace touchstone {

/// The texts that a document shows, and where; they live as long as the document is searched.
struct SearchedSource
{
    const SourceMap *map = nullptr; ///< null: there are none
    std::vector<std::pair<TextPart, std::string_view>> texts;
};

/// The places of a document that have certain words, whatever their case: as they are shown, or as
/// they stand in its source, Markdown's signs among them; signs alone, which show nothing, are not
/// found. In formulas their TeX is searched; they are hit as a whole.
class SearchHits final
{
public:
    static constexpr std::size_t Most = 5'000;

    /// Empty `words`: none.
    void collect(const QTextDocument &document, const SearchedSource &source, const QString &words);
    [[nodiscard]] const std::vector<DocumentSpan> &places() const { return m_places; }
    [[nodiscard]] int count() const { return static_cast<int>(m_places.size()); }
    /// The one to be marked more strongly; -1: none.
    void setShown(int index) { m_shown = index; }
    /// Below the text of the view that shows the document.
    void paint(QPainter &painter, const QTextEdit &view) const;

private:
    void collectShown(const QTextDocument &document, const QString &words);
    void addFromSource(const SearchedSource &source, const QString &words);

    std::vector<DocumentSpan> m_places; ///< in order, none in another
    int m_shown = -1;
};

} // namespace touchstone
