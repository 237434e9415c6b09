// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QFrame>

namespace touchstone {

/// A sheet of the base colour with a thin line around it, radius 8; a coloured top line names a
/// side.
class Card final : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);
    /// A 3 px line along the top; an invalid colour: none.
    void setTopLine(const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_topLine;
};

} // namespace touchstone
