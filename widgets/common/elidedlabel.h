// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QLabel>

namespace touchstone {

/// One line of plain text that ends in an ellipsis where there is no room for it; text() is whole
/// all the same. Words that may wrap are shown as any label shows them.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace touchstone
