// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <QFrame>

#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QMenu;

namespace touchstone {

/// What V opens: the reference and every response's final answer below each other, with the rule
/// that found it, the words around it, what the machine says of it and why; and a person's word in
/// its place. Goes away by V, Esc or a click elsewhere.
class AnswerDetail final : public QFrame
{
    Q_OBJECT

public:
    explicit AnswerDetail(QWidget *parent = nullptr);

    void setItem(const Item &item, const std::vector<ResponseId> &shown);
    /// Its lower edge in the middle of `place` (global).
    void open(const QPoint &place);

signals:
    /// Nothing: as the machine says.
    void overruleRequested(touchstone::ResponseId response,
                           const std::optional<touchstone::Overrule> &overrule);
    /// The reference is wrong.
    void referenceDoubted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *addText(const QString &text, int row, int column, bool quiet);
    int addRow(const QString &who, const QString &answer, const QStringList &lines);
    void addResponse(const Item &item, const Response &response);
    QMenu *overruleMenu(const Item &item, ResponseId response, QWidget *owner);

    QGridLayout *m_layout;
    int m_rows = 0; ///< that are filled; the layout's own number never shrinks
};

} // namespace touchstone
