// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QObject>

namespace touchstone {

/// Installed on a text field, keeps the page's single keys away from it: letters, digits, arrows
/// and Enter are typed while the field has the focus. Keys with Ctrl or Alt, Escape, Tab and the
/// function keys stay the page's.
class TypingFilter final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace touchstone
