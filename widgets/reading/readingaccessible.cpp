// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readingaccessible.h"

#include <QTextCursor>
#include <QTextEdit>

namespace touchstone {
namespace {

QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1String("touchstone::ReadingBrowser"))
        return nullptr;
    auto *view = qobject_cast<QTextEdit *>(object);
    return view == nullptr ? nullptr : new ReadingAccessible(view);
}

} // namespace

ReadingAccessible::ReadingAccessible(QTextEdit *view)
    : QAccessibleWidget(view, QAccessible::EditableText)
{}

void ReadingAccessible::install()
{
    [[maybe_unused]] static const bool Once = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
}

void *ReadingAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QTextEdit &ReadingAccessible::view() const
{
    return *qobject_cast<QTextEdit *>(widget());
}

const DocumentText &ReadingAccessible::words() const
{
    QTextDocument *document = view().document();
    if (m_document != document || m_revision != document->revision()) {
        m_document = document;
        m_revision = document->revision();
        m_words = DocumentText(*document);
    }
    return m_words;
}

QAccessible::State ReadingAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    state.selectableText = true;
    return state;
}

QString ReadingAccessible::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Value ? words().text() : QAccessibleWidget::text(kind);
}

void ReadingAccessible::selection(int selection, int *begin, int *end) const
{
    const QTextCursor cursor = view().textCursor();
    const bool there = selection == 0 && cursor.hasSelection();
    *begin = there ? words().offsetOf(cursor.selectionStart()) : 0;
    *end = there ? words().offsetOf(cursor.selectionEnd()) : 0;
}

int ReadingAccessible::selectionCount() const
{
    return view().textCursor().hasSelection() ? 1 : 0;
}

void ReadingAccessible::addSelection(int begin, int end)
{
    setSelection(0, begin, end);
}

void ReadingAccessible::removeSelection(int selection)
{
    if (selection != 0)
        return;
    QTextCursor cursor = view().textCursor();
    cursor.clearSelection();
    view().setTextCursor(cursor);
}

void ReadingAccessible::setSelection(int selection, int begin, int end)
{
    if (selection != 0)
        return;
    QTextCursor cursor = view().textCursor();
    cursor.setPosition(words().positionOf(begin));
    cursor.setPosition(words().endOf(end), QTextCursor::KeepAnchor);
    view().setTextCursor(cursor);
}

int ReadingAccessible::cursorPosition() const
{
    return words().offsetOf(view().textCursor().position());
}

void ReadingAccessible::setCursorPosition(int offset)
{
    QTextCursor cursor = view().textCursor();
    cursor.setPosition(words().positionOf(offset));
    view().setTextCursor(cursor);
}

QString ReadingAccessible::text(int begin, int end) const
{
    return words().text().mid(begin, end - begin);
}

int ReadingAccessible::characterCount() const
{
    return static_cast<int>(words().text().size());
}

QRect ReadingAccessible::characterRect(int offset) const
{
    QTextCursor cursor(view().document());
    cursor.setPosition(words().positionOf(offset));
    const QRect begin = view().cursorRect(cursor);
    cursor.setPosition(words().endOf(offset + 1));
    const QRect end = view().cursorRect(cursor);
    const QRect seen = end.top() == begin.top() ? begin.united(end) : begin;
    return {view().viewport()->mapToGlobal(seen.topLeft()), seen.size()};
}

int ReadingAccessible::offsetAtPoint(const QPoint &point) const
{
    const QPoint here = view().viewport()->mapFromGlobal(point);
    return view().viewport()->rect().contains(here)
               ? words().offsetOf(view().cursorForPosition(here).position())
               : -1;
}

void ReadingAccessible::scrollToSubstring(int begin, int)
{
    setCursorPosition(begin);
    view().ensureCursorVisible();
}

QString ReadingAccessible::attributes(int, int *begin, int *end) const
{
    *begin = 0;
    *end = characterCount();
    return {};
}

} // namespace touchstone
