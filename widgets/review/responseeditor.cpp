// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "responseeditor.h"

#include <base/text.h>
#include <record/response.h>
#include <widgets/common/card.h>
#include <widgets/common/keybutton.h>
#include <widgets/reading/readingstyle.h>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace touchstone {
namespace {

bool isReturn(const QKeyEvent &key)
{
    return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
}

bool keeps(const QKeyEvent &key)
{
    return isReturn(key) && (key.modifiers() & Qt::ControlModifier);
}

} // namespace

ResponseEditor::ResponseEditor(const QString &side, QWidget *parent)
    : QWidget(parent)
    , m_keep(new KeyButton(tr("Keep as a new response"), QStringLiteral("Ctrl ⏎")))
    , m_leave(new KeyButton(tr("Leave"), QStringLiteral("Esc")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(13, 8, 13, 10);
    layout->setSpacing(4);
    m_reasoning = addField(QStringLiteral("edit-reasoning-") + side, tr("Reasoning"));
    m_answer = addField(QStringLiteral("edit-answer-") + side, tr("Answer"));
    layout->setStretch(1, 3);
    layout->setStretch(3, 2);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addStretch();
    buttons->addWidget(m_keep);
    layout->addSpacing(4);
    layout->addLayout(buttons);
    m_keep->setPrimary(true);
    m_keep->setObjectName(QStringLiteral("edit-keep-") + side);
    m_leave->setObjectName(QStringLiteral("edit-leave-") + side);
    connect(m_keep, &QPushButton::clicked, this, &ResponseEditor::keepRequested);
    connect(m_leave, &QPushButton::clicked, this, &ResponseEditor::leaveRequested);
    for (QWidget *part : {static_cast<QWidget *>(m_reasoning), static_cast<QWidget *>(m_answer),
                          static_cast<QWidget *>(m_keep), static_cast<QWidget *>(m_leave)})
        part->installEventFilter(this);
}

QPlainTextEdit *ResponseEditor::addField(const QString &name, const QString &label)
{
    auto *words = new QLabel(label);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto *field = new QPlainTextEdit;
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setTabChangesFocus(true);
    field->setFrameShape(QFrame::NoFrame);
    field->setBackgroundVisible(false);
    field->setFont(ReadingStyle::make(palette(), font()).body);
    auto *frame = new Card;
    auto *inner = new QVBoxLayout(frame);
    inner->setContentsMargins(6, 4, 4, 4);
    inner->addWidget(field);
    layout()->addWidget(words);
    layout()->addWidget(frame);
    return field;
}

void ResponseEditor::begin(const Response &response)
{
    m_reasoning->setPlainText(toQString(response.reasoning));
    m_answer->setPlainText(toQString(response.answer));
    m_reasoningBefore = reasoning();
    m_answerBefore = answer();
    QPlainTextEdit *first = response.reasoning.empty() ? m_answer : m_reasoning;
    first->setFocus();
    first->moveCursor(QTextCursor::Start);
}

bool ResponseEditor::isChanged() const
{
    return reasoning() != m_reasoningBefore || answer() != m_answerBefore;
}

QString ResponseEditor::reasoning() const
{
    return m_reasoning->toPlainText();
}

QString ResponseEditor::answer() const
{
    return m_answer->toPlainText();
}

bool ResponseEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool leaves = key->key() == Qt::Key_Escape;
    if (!keeps(*key) && !leaves)
        return QWidget::eventFilter(watched, event);
    // The page has its own use for these keys.
    if (event->type() == QEvent::ShortcutOverride)
        event->accept();
    else if (leaves)
        emit leaveRequested();
    else
        emit keepRequested();
    return true;
}

} // namespace touchstone
