// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QAbstractButton>

namespace touchstone {

/// The foot of a pane, 36 px: the final answer and the rule that found it; a click says more.
class PaneFoot final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PaneFoot(QWidget *parent = nullptr);

    /// Empty `answer`: none was found.
    void setAnswer(const QString &answer, const QString &rule);
    void clear();
    [[nodiscard]] QString answer() const { return m_answer; }
    [[nodiscard]] QSize sizeHint() const override { return {200, 36}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_answer;
    QString m_rule;
    bool m_any = false;
};

} // namespace touchstone
