// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "noticebar.h"

#include "colors.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace touchstone {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_message(new QLabel(this))
    , m_close(new QPushButton(tr("Close"), this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 6);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setObjectName(QStringLiteral("notice.message"));
    m_close->setObjectName(QStringLiteral("notice.close"));
    m_close->setAccessibleName(tr("Close the message"));
    layout->addWidget(m_message, 1);
    layout->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeBar::showMessage(const QString &message, const QString &detail)
{
    m_message->setText(message);
    m_message->setToolTip(detail);
    m_message->setAccessibleName(message);
    show();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), colors.unsureGround);
    painter.setPen(colors.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace touchstone
