// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/page.h>

#include <QPointer>

#include <memory>
#include <string>
#include <vector>

class QButtonGroup;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QTimer;
class QVBoxLayout;

namespace touchstone {

class Ask;
class ExportPreviewJob;
class Job;
class KeyButton;
struct ExportPlan;
struct ExportPreview;

/// The policy in words at the left, with what becomes of every prompt; the true first rows and the
/// manifest at the right. Nothing is written before the button.
class ExportPage final : public Page
{
    Q_OBJECT

public:
    explicit ExportPage(Ask &ask, QWidget *parent = nullptr);

    void setProject(Store *store, JobRunner *jobs) override;
    void activate() override;
    void setQueryText(const QString &text);
    [[nodiscard]] ExportPlan plan() const;

signals:
    /// Shows the prompts of a reason.
    void browseRequested(const QString &queryText);

private:
    void buildForm(QFormLayout *form);
    QButtonGroup *addChoice(QFormLayout *form,
                            const QString &name,
                            const QString &title,
                            const QStringList &words);
    void settingsChanged();
    void startPreview();
    void showPreview(const ExportPreview &preview);
    void showRow(int row);
    void exportNow(bool study);
    void jobFinished(int number, bool ok, const QString &message, const QString &detail);
    void showRelevant();

    Ask &m_ask;
    QPointer<Store> m_store;
    QPointer<JobRunner> m_jobs;
    QComboBox *m_format;
    QLabel *m_readBy;
    QLineEdit *m_query;
    QComboBox *m_take;
    QButtonGroup *m_reasoning = nullptr;
    QButtonGroup *m_ties = nullptr;
    QButtonGroup *m_undecided = nullptr;
    QLineEdit *m_split;
    QLabel *m_summary;
    QVBoxLayout *m_reasons;
    QLabel *m_rowTitle;
    QPlainTextEdit *m_row;
    QPlainTextEdit *m_manifest;
    KeyButton *m_study;
    KeyButton *m_export;
    QFormLayout *m_form;
    QTimer *m_wait;
    std::vector<std::string> m_rows;
    int m_shownRow = 0;
    int m_previewNumber = 0;
    std::shared_ptr<ExportPreviewJob> m_preview;
    int m_exportNumber = 0;
    QString m_exportTo;
};

} // namespace touchstone
