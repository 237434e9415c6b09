// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "teacherkeys.h"

#include <generate/teachershelf.h>
#include <widgets/common/aside.h>

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace touchstone {

class TeacherForm;

/// The list of teachers: those that come with the program, to look at and to copy, and people's
/// own. Tries one out with a short question and shows what went over the line.
class TeacherEditor final : public QDialog
{
    Q_OBJECT

public:
    TeacherEditor(TeacherShelf shelf, TeacherKeys &keys, QWidget *parent = nullptr);
    ~TeacherEditor() override;

    void select(const std::string &name);

signals:
    /// The list is another one now.
    void teachersChanged();

protected:
    void done(int result) override;

private:
    QWidget *buildList();
    QWidget *buildTest();
    void connectParts();
    void fillList(const std::string &chosen);
    void showChosen();
    void check();
    void say(const QString &problem);
    bool save();
    void duplicate();
    void add(const TeacherProfile &profile);
    void remove();
    void test();
    void showExchange(const QString &text);
    [[nodiscard]] std::string freeName(const std::string &wish) const;
    [[nodiscard]] const TeacherProfile *chosen() const;
    [[nodiscard]] bool chosenIsOwn() const;

    TeacherShelf m_shelf;
    TeacherKeys &m_keys;
    QListWidget *m_list;
    QPushButton *m_new;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    TeacherForm *m_form;
    QLabel *m_wrong;
    QPushButton *m_save;
    QComboBox *m_model;
    QPushButton *m_test;
    QPlainTextEdit *m_exchange;
    bool m_changed = false; ///< the form holds what is not saved yet
    Aside m_aside;
};

} // namespace touchstone
