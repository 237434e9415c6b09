// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/choosejob.h>

#include <QDialog>

#include <memory>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QSpinBox;
class QTimer;
class QTreeWidget;

namespace touchstone {

class JobRunner;
class Store;

/// Asks for a rule of rejection sampling and shows, as soon as it changes, what it would keep and
/// why it would drop the rest.
class ChooseDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `query`: the filter of the moment, which `found` prompts match. `jobs` makes the previews
    /// and outlives the dialog.
    ChooseDialog(JobRunner &jobs, const Query &query, qint64 found, QWidget *parent = nullptr);
    ~ChooseDialog() override;

    [[nodiscard]] ChoosePlan plan() const;

private:
    void build(qint64 found);
    void ask();
    void take(const ChooseJob::Report &report);

    JobRunner &m_jobs;
    Query m_query;
    QComboBox *m_by;
    QSpinBox *m_count;
    QSpinBox *m_seed;
    QCheckBox *m_people;
    QButtonGroup *m_scope;
    QLabel *m_summary;
    QTreeWidget *m_examples;
    QDialogButtonBox *m_buttons;
    QTimer *m_typing;
    std::shared_ptr<ChooseJob> m_preview; ///< at work
    int m_number = 0;                     ///< its number; 0: none
};

} // namespace touchstone
