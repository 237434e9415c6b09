// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "documenttext.h"

#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace touchstone {

DocumentText::DocumentText(const QTextDocument &document)
{
    read(document, 0, document.characterCount() - 1);
}

DocumentText::DocumentText(const QTextDocument &document, int begin, int end)
{
    read(document, begin, end);
}

void DocumentText::read(const QTextDocument &document, int begin, int end)
{
    int formula = 0;
    QTextBlock block = document.findBlock(begin);
    for (bool first = true; block.isValid() && block.position() < end; block = block.next()) {
        if (!first && !block.blockFormat().boolProperty(ContinuesProperty))
            add(QStringLiteral("\n"), block.position() - 1, 1, false);
        first = false;
        for (auto each = block.begin(); !each.atEnd(); ++each) {
            const QTextFragment fragment = each.fragment();
            const int from = std::max(begin, fragment.position());
            const int to = std::min(end, fragment.position() + fragment.length());
            if (from >= to)
                continue;
            const QTextCharFormat format = fragment.charFormat();
            const QString source = format.stringProperty(FormulaSourceProperty);
            const int number = format.intProperty(FormulaNumberProperty);
            if (number != 0 && number == formula) {
                m_pieces.back().positions = to - m_pieces.back().position;
                continue;
            }
            formula = number;
            // Shown as its source, a formula may be taken in part.
            const bool whole = number != 0 || (!source.isEmpty() && to - from == fragment.length());
            if (whole)
                add(source, from, to - from, true);
            else
                add(fragment.text().mid(from - fragment.position(), to - from), from, to - from,
                    false);
        }
    }
    m_text.replace(QChar::LineSeparator, u'\n');
}

void DocumentText::add(const QString &text, int position, int positions, bool whole)
{
    m_pieces.push_back({static_cast<int>(m_text.size()), static_cast<int>(text.size()), position,
                        positions, whole});
    m_text += text;
}

const DocumentText::Piece *DocumentText::pieceAt(int offset) const
{
    const auto next = std::upper_bound(m_pieces.begin(), m_pieces.end(), offset,
                                       [](int at, const Piece &each) { return at < each.offset; });
    return next == m_pieces.begin() ? nullptr : &*std::prev(next);
}

int DocumentText::positionOf(int offset) const
{
    const Piece *piece = pieceAt(offset);
    if (piece == nullptr)
        return 0;
    return piece->position
           + (piece->whole ? 0 : std::min(offset - piece->offset, piece->positions));
}

int DocumentText::endOf(int offset) const
{
    const Piece *piece = offset > 0 ? pieceAt(offset - 1) : nullptr;
    if (piece == nullptr)
        return 0;
    return piece->position
           + (piece->whole ? piece->positions : std::min(offset - piece->offset, piece->positions));
}

int DocumentText::offsetOf(int position) const
{
    const auto next =
        std::upper_bound(m_pieces.begin(), m_pieces.end(), position,
                         [](int at, const Piece &each) { return at < each.position; });
    if (next == m_pieces.begin())
        return 0;
    const Piece &piece = *std::prev(next);
    const int into = position - piece.position;
    return piece.offset
           + (piece.whole ? (into >= piece.positions ? piece.length : 0)
                          : std::min(into, piece.length));
}

} // namespace touchstone
