// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/decision.h>

#include <QFrame>

class QLineEdit;

namespace touchstone {

/// What X opens: why the item is rejected, by one more key, with a line for the reason. No dialog:
/// it goes away by itself when something else is wanted.
class RejectMenu final : public QFrame
{
    Q_OBJECT

public:
    explicit RejectMenu(QWidget *parent = nullptr);
    /// `reason`: what the note already says.
    void open(const QPoint &above, const QString &reason);

signals:
    void rejected(touchstone::Outcome outcome, const QString &reason);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void choose(Outcome outcome);
    void addChoice(const QString &words, const QString &key, Outcome outcome);

    QLineEdit *m_reason;
};

} // namespace touchstone
