// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/trycheckjob.h>

#include <QDialog>

#include <memory>

class QPlainTextEdit;
class QPushButton;

namespace touchstone {

class JobRunner;

/// A user's script as it is written, and what it says of the responses to one prompt.
class ScriptDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `jobs` tries it out and outlives the dialog. Null `prompt`: there is none to try it on.
    ScriptDialog(JobRunner &jobs,
                 const std::string &script,
                 PromptId prompt,
                 QWidget *parent = nullptr);
    ~ScriptDialog() override;

    [[nodiscard]] std::string script() const;

private:
    void tryOut();
    void take(const Result<> &result);

    JobRunner &m_jobs;
    PromptId m_prompt;
    QPlainTextEdit *m_script;
    QPlainTextEdit *m_output;
    QPushButton *m_try;
    std::shared_ptr<TryCheckJob> m_trial; ///< at work
    int m_number = 0;                     ///< its number; 0: none
};

} // namespace touchstone
