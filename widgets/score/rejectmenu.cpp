// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "rejectmenu.h"

#include <widgets/common/colors.h>
#include <widgets/common/keybutton.h>

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace touchstone {

RejectMenu::RejectMenu(QWidget *parent)
    : QFrame(parent, Qt::Popup)
{
    setObjectName(QStringLiteral("reject-menu"));
    setAccessibleName(tr("Reject"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(6);
    addChoice(tr("Bad problem"), QStringLiteral("B"), Outcome::BadProblem);
    addChoice(tr("Reference is wrong"), QStringLiteral("R"), Outcome::ReferenceWrong);
    addChoice(tr("Neither response"), QStringLiteral("N"), Outcome::Neither);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(QStringLiteral("reject-reason"));
    m_reason->setAccessibleName(tr("Reason, kept as the note"));
    m_reason->setPlaceholderText(tr("Reason, kept as the note"));
    m_reason->setMinimumWidth(260);
    layout->addWidget(m_reason);
}

void RejectMenu::addChoice(const QString &words, const QString &key, Outcome outcome)
{
    auto *button = new KeyButton(words, key, this);
    button->setObjectName(QStringLiteral("reject-%1").arg(key));
    layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, outcome] { choose(outcome); });
}

void RejectMenu::open(const QPoint &above, const QString &reason)
{
    m_reason->setText(reason);
    adjustSize();
    move(above - QPoint(0, height() + 4));
    show();
    setFocus();
}

void RejectMenu::choose(Outcome outcome)
{
    const QString reason = m_reason->text();
    close();
    emit rejected(outcome, reason);
}

void RejectMenu::keyPressEvent(QKeyEvent *event)
{
    const bool writing = m_reason->hasFocus();
    switch (event->key()) {
    case Qt::Key_Escape:
        close();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (auto *button = qobject_cast<QPushButton *>(focusWidget());
            button != nullptr && !writing)
            button->click();
        else
            setFocus(); // the reason is written; a letter chooses
        return;
    case Qt::Key_B:
        return choose(Outcome::BadProblem);
    case Qt::Key_R:
        return choose(Outcome::ReferenceWrong);
    case Qt::Key_N:
        return choose(Outcome::Neither);
    default:
        QFrame::keyPressEvent(event);
    }
}

void RejectMenu::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setPen(colors.line);
    painter.setBrush(colors.base);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace touchstone
