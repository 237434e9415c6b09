// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QWidget>

namespace touchstone {

/// A line of 4 px that fills.
class ThinProgress final : public QWidget
{
    Q_OBJECT

public:
    explicit ThinProgress(QWidget *parent = nullptr);
    /// 0 to 1; whole is drawn in the colour of what is right.
    void setShare(double share);
    [[nodiscard]] QSize sizeHint() const override { return {150, 4}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_share = 0;
};

} // namespace touchstone
