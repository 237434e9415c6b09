// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace touchstone {

/// A bar above the page: what happened, where, what is safe and what to do. Stays until it is
/// closed.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);
    void showMessage(const QString &message, const QString &detail = {});

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_message;
    QPushButton *m_close;
};

} // namespace touchstone
