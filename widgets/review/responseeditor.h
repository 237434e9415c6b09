// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace touchstone {

class KeyButton;
struct Response;

/// Reasoning and answer of one response as plain text, to be changed. What is kept becomes a
/// response of its own; the one it began with stays.
class ResponseEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit ResponseEditor(const QString &side, QWidget *parent = nullptr);

    void begin(const Response &response);
    [[nodiscard]] bool isChanged() const;
    [[nodiscard]] QString reasoning() const;
    [[nodiscard]] QString answer() const;

signals:
    void keepRequested();
    void leaveRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPlainTextEdit *addField(const QString &name, const QString &label);

    QPlainTextEdit *m_reasoning;
    QPlainTextEdit *m_answer;
    KeyButton *m_keep;
    KeyButton *m_leave;
    QString m_reasoningBefore;
    QString m_answerBefore;
};

} // namespace touchstone
