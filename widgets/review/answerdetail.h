// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <QFrame>

#include <vector>

class QGridLayout;

namespace touchstone {

/// What V opens: the reference and every response's final answer below each other, with the rule
/// that found it and the words around it. Goes away by V, Esc or a click elsewhere.
class AnswerDetail final : public QFrame
{
    Q_OBJECT

public:
    explicit AnswerDetail(QWidget *parent = nullptr);

    void setItem(const Item &item, const std::vector<ResponseId> &shown);
    /// Its lower edge in the middle of `place` (global).
    void open(const QPoint &place);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void
    addRow(const QString &who, const QString &answer, const QString &rule, const QString &near);

    QGridLayout *m_layout;
};

} // namespace touchstone
