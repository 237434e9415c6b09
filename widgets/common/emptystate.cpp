// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "emptystate.h"

#include "keybutton.h"

#include <QLabel>
#include <QVBoxLayout>

namespace touchstone {

namespace {

constexpr int WordsWidth = 440;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_words(new QLabel)
    , m_act(new KeyButton({}, {}))
{
    QFont large = m_title->font();
    large.setPixelSize(16);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setFixedWidth(WordsWidth);
    m_act->setObjectName(QStringLiteral("empty.act"));
    m_act->setPrimary(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_title);
    layout->addWidget(m_words, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(m_act, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_act, &QPushButton::clicked, this, &EmptyState::actRequested);
    setFocusProxy(m_act);
}

void EmptyState::setWords(const QString &title, const QString &words, const QString &act)
{
    m_title->setText(title);
    m_words->setText(words);
    // Beside a stretch a layout does not ask for the height that the width leads to.
    m_words->setFixedHeight(m_words->heightForWidth(WordsWidth));
    m_act->setText(act);
    m_act->setVisible(!act.isEmpty());
}

} // namespace touchstone
