// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "teacherkeys.h"

#include <widgets/common/aside.h>

#include <QObject>

#include <functional>

class QWidget;

namespace touchstone {

class GenerateForm;

/// What the form cannot do by itself: finds the chosen teacher's key, asks people for it, tries the
/// connection, and gets the teacher's own list of models.
class KeyDesk final : public QObject
{
    Q_OBJECT

public:
    /// Dialogs open over `page`, its parent. All outlive it.
    KeyDesk(TeacherKeys &keys, GenerateForm &form, QWidget *page);

    /// Looks for the key of the chosen teacher, and says in the form where it comes from.
    void findKey();
    /// Gives `then` a teacher's key, which a person may be asked for first.
    void withKey(const TeacherProfile &teacher, std::function<void(const Secret &)> then);

signals:
    void failed(const QString &message, const QString &detail);

private:
    void testConnection();
    void listOffered();
    void refused(const QString &message);

    TeacherKeys &m_keys;
    GenerateForm &m_form;
    QWidget *m_page;
    Aside m_aside;
};

} // namespace touchstone
