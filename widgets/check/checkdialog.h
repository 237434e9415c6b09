// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/verifyjob.h>

#include <QDialog>

#include <utility>
#include <vector>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace touchstone {

class JobRunner;
class Store;

/// Asks which responses are to be checked, and by which rules; begins with those of the project. A
/// script or program that the project brought is run only after the person said that it may be.
class CheckDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What the dialog is opened on.
    struct Setting
    {
        Query query;            ///< the filter of the moment
        qint64 found = 0;       ///< the prompts that match it
        PromptId current;       ///< on which a script is tried out; null: none
        bool isTrusted = false; ///< what the project brings may be run here
    };
    /// `jobs` tries scripts out and outlives the dialog.
    CheckDialog(const Store &store, JobRunner &jobs, Setting setting, QWidget *parent = nullptr);

    [[nodiscard]] VerifyPlan plan() const;

private:
    void buildRules();
    void buildScope(const Store &store);
    void buildOwn();
    void showRelevant();
    void editScript();
    [[nodiscard]] CheckRules::By by() const;
    /// It came with the project and was not changed here.
    [[nodiscard]] bool isForeign() const;
    [[nodiscard]] QString problem() const;

    JobRunner &m_jobs;
    Setting m_setting;
    CheckRules m_rules;
    std::string m_script;
    QFormLayout *m_form = nullptr;
    QComboBox *m_profile;
    QLabel *m_explanation;
    QGroupBox *m_switches;
    std::vector<std::pair<std::string, QCheckBox *>> m_boxes; ///< by the switch's name
    QLineEdit *m_expression;
    QLabel *m_problem;
    QPushButton *m_edit;
    QLineEdit *m_command;
    QCheckBox *m_trust;
    QButtonGroup *m_scope;
    QComboBox *m_source;
    QCheckBox *m_again;
    QDialogButtonBox *m_buttons;
};

} // namespace touchstone
