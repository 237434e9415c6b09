// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QDialog>
#include <QVector>

namespace touchstone {

struct KeyLine
{
    QString group;
    QString key;
    QString words;
};

/// The cheatsheet: every key and what it does.
class KeysDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit KeysDialog(const QVector<KeyLine> &lines, QWidget *parent = nullptr);
};

} // namespace touchstone
