// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QWidget>

class QLabel;

namespace touchstone {

class KeyButton;

/// What stands where nothing is: what belongs here, and the act that brings it.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// `act`: the button's words; empty: no button.
    void setWords(const QString &title, const QString &words, const QString &act);

signals:
    void actRequested();

private:
    QLabel *m_title;
    QLabel *m_words;
    KeyButton *m_act;
};

} // namespace touchstone
