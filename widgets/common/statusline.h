// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QWidget>

class QLabel;

namespace touchstone {

struct Accounting;

/// The foot of the window: the accounting, each part a link to that filter; the last kept decision
/// and the annotator.
class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void clear();
    void setAccounting(const Accounting &sum);
    /// Microseconds UTC; 0: nothing decided yet.
    void setKept(qint64 atUs, bool readOnly);
    void setAnnotator(const QString &name);
    /// One sentence that stands in front of the last kept decision until the next.
    void say(const QString &message);
    /// What is at work, which stands before that sentence while it is; empty: nothing any more.
    void showWork(const QString &words);

signals:
    /// A part of the accounting was clicked: the filter that shows it.
    void queryRequested(const QString &query);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showMessage();

    QString m_said;
    QString m_work;
    QLabel *m_accounting;
    QLabel *m_message;
    QLabel *m_kept;
    QLabel *m_annotator;
};

} // namespace touchstone
