// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// What TraceView does with the marks of a person: shows them, and says where one would stand.
#include "markplaces.h"
#include "traceview.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace touchstone {
namespace {

const std::string &textOf(const Response &response, TextPart part)
{
    return part == TextPart::Answer ? response.answer : response.reasoning;
}

/// Without the white space at its ends.
SourcePiece trimmed(SourcePiece piece, std::string_view text)
{
    piece.end = std::min(piece.end, text.size());
    while (piece.begin < piece.end && isAsciiSpace(text[piece.begin]))
        ++piece.begin;
    while (piece.end > piece.begin && isAsciiSpace(text[piece.end - 1]))
        --piece.end;
    return piece;
}

/// The beginning of the word that `byte` is in, for a step never begins within one.
std::size_t beginOfWord(std::string_view text, std::size_t byte)
{
    const auto joins = [text](std::size_t at) {
        const char32_t letter = at < text.size() ? codePointAt(text, at).value : U' ';
        return isWordLetter(letter) && !isWordByItself(letter);
    };
    while (byte > 0 && joins(byte)) {
        std::size_t before = byte - 1;
        while (before > 0 && isContinuationByte(text[before]))
            --before;
        if (!joins(before))
            break;
        byte = before;
    }
    return byte;
}

} // namespace

TextPart TraceView::steppedPart() const
{
    return m_response.reasoning.empty() ? TextPart::Answer : TextPart::Reasoning;
}

std::size_t TraceView::steppedSize() const
{
    return textOf(m_response, steppedPart()).size();
}

void TraceView::takeMarks(const ReadingMarks &marks)
{
    m_marks.set(marks, {m_response.id, steppedPart()});
}

void TraceView::setMarks(const ReadingMarks &marks)
{
    const ReadingMarks before = m_marks.all();
    const StepCuts cutsBefore = m_marks.cuts();
    takeMarks(marks);
    if (m_marks.all() == before)
        return;
    if (m_marks.cuts() != cutsBefore && !m_raw) {
        recut();
        return;
    }
    m_marks.place(m_current);
    viewport()->update();
    emit marksChanged();
}

/// The steps are other ones; those that are folded apart and the one that keys act on stay.
void TraceView::recut()
{
    const std::vector<ReasoningStep> steps =
        cutIntoSteps(textOf(m_response, steppedPart()), m_marks.cuts());
    const auto again = [this, &steps](std::size_t step) {
        return step < m_current.steps.size() ? stepAt(steps, m_current.steps[step].step.begin)
                                             : step;
    };
    for (std::size_t &step : m_apart)
        step = again(step);
    std::sort(m_apart.begin(), m_apart.end());
    m_apart.erase(std::unique(m_apart.begin(), m_apart.end()), m_apart.end());
    const int current = m_step < 0 ? -1 : static_cast<int>(again(static_cast<std::size_t>(m_step)));
    m_step = current;
    rebuild(true);
    emit marksChanged();
}

std::optional<SourcePiece> TraceView::chosenPiece() const
{
    const QTextCursor cursor = textCursor();
    if (m_raw || !cursor.hasSelection())
        return {};
    const auto piece =
        pieceShown(m_current.map, m_response, cursor.selectionStart(), cursor.selectionEnd());
    if (!piece)
        return {};
    const SourcePiece exact = trimmed(*piece, textOf(m_response, piece->part));
    return exact.begin < exact.end ? std::optional(exact) : std::nullopt;
}

SourcePiece TraceView::pieceOf(const ReasoningStep &step) const
{
    return trimmed({steppedPart(), step.begin, step.end}, textOf(m_response, steppedPart()));
}

std::optional<std::size_t> TraceView::splitPlace() const
{
    const QTextCursor cursor = textCursor();
    const std::string &text = textOf(m_response, steppedPart());
    for (const int position : {cursor.selectionStart(), cursor.selectionEnd()}) {
        const int step = m_raw ? -1 : stepOf(position);
        // Where nothing is selected the cursor may stand where somebody was before.
        if (step < 0 || (step != m_step && !cursor.hasSelection()))
            continue;
        const ShownStep &shown = steps()[static_cast<std::size_t>(step)];
        const auto letter = shown.folded
                                ? std::nullopt
                                : pieceShown(m_current.map, m_response, position, shown.end);
        if (!letter || letter->part != steppedPart())
            continue;
        const std::size_t word = trimmed({letter->part, letter->begin, shown.step.end}, text).begin;
        const std::size_t byte = allowedCut(text, beginOfWord(text, word));
        if (byte > shown.step.begin && byte < shown.step.end)
            return byte;
    }
    return {};
}

void TraceView::moveCursor(int position)
{
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(position, 0, std::max(0, document()->characterCount() - 1)));
    const int place = verticalScrollBar()->value();
    setTextCursor(cursor);
    verticalScrollBar()->setValue(place);
}

QRect TraceView::placeOfSpan(int begin, int end) const
{
    QTextCursor cursor(document());
    cursor.setPosition(end);
    QRect place = cursorRect(cursor);
    cursor.setPosition(begin);
    place.setLeft(std::min(place.left(), cursorRect(cursor).left()));
    return {viewport()->mapToGlobal(place.topLeft()), place.size()};
}

/// What is under the pointer says what is wrong with it.
bool TraceView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int span = m_marks.spanAt(cursorForPosition(help->pos()).position());
        if (span >= 0) {
            const ErrorSpan &error = m_marks.spans()[static_cast<std::size_t>(span)];
            QString words = toQString(error.type);
            if (!error.note.empty())
                words += QStringLiteral(": ") + toQString(error.note);
            // Not to be taken for markup.
            QToolTip::showText(help->globalPos(), words.toHtmlEscaped(), viewport());
            return true;
        }
    }
    return ReadingBrowser::viewportEvent(event);
}

void TraceView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const int position = cursorForPosition(event->pos()).position();
        const QTextCursor cursor = textCursor();
        const bool within = cursor.hasSelection() && position >= cursor.selectionStart()
                            && position <= cursor.selectionEnd();
        if (!within) {
            moveCursor(position);
            setCurrentStep(stepOf(position));
        }
    } else if (m_step >= 0) {
        const int begin = steps()[static_cast<std::size_t>(m_step)].begin;
        place = placeOfSpan(begin, begin).bottomLeft();
    }
    emit menuRequested(place);
}

} // namespace touchstone
