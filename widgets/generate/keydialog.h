// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "teacherkeys.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace touchstone {

/// Asks for a teacher's key where neither the environment nor the key store has one.
class KeyDialog final : public QDialog
{
    Q_OBJECT

public:
    KeyDialog(const TeacherProfile &teacher,
              const TeacherKeys::Found &found,
              QWidget *parent = nullptr);
    ~KeyDialog() override;

    [[nodiscard]] Secret key() const;
    [[nodiscard]] bool keeps() const;

private:
    QLineEdit *m_key;
    QCheckBox *m_keep;
};

/// Gives `then` the teacher's key: found, or asked for in a dialog over `parent`. Where a person
/// leaves the dialog, `then` is never called. `trouble` gets why a key could not be kept.
void withKey(TeacherKeys &keys,
             const TeacherProfile &teacher,
             QWidget *parent,
             std::function<void(const Secret &)> then,
             std::function<void(const QString &)> trouble);

} // namespace touchstone
