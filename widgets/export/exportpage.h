// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <widgets/page.h>

#include <QPointer>

#include <functional>
#include <memory>

class QTimer;

namespace touchstone {

class Ask;
class ExportForm;
class ExportPreviewJob;
class ExportSummary;
class KeyButton;
class RowPreview;
class ThinProgress;
struct ExportPlan;
struct ExportReport;

/// The policy in words at the left, with what becomes of every prompt; the true first rows and the
/// manifest at the right. Counted at once, written only by the button.
class ExportPage final : public Page
{
    Q_OBJECT

public:
    explicit ExportPage(Ask &ask, QWidget *parent = nullptr);
    ~ExportPage() override;

    void setProject(Store *store, JobRunner *jobs) override;
    void activate() override;
    bool leave() override;
    void setQueryText(const QString &text);

signals:
    /// Shows the prompts of a reason.
    void browseRequested(const QString &queryText);

private:
    QWidget *buildLeft();
    void settingsChanged();
    void startPreview();
    void previewFinished(int number, const Result<> &result);
    void exportNow(bool study);
    [[nodiscard]] QString askWhere(const ExportPlan &plan, bool study);
    void exportFinished(int number, const Result<> &result);
    void setWriting(bool writing);
    void remember();

    Ask &m_ask;
    QPointer<Store> m_store;
    QPointer<JobRunner> m_jobs;
    std::unique_ptr<JobRunner> m_counting; ///< its own, so that counting never waits for an import
    ExportForm *m_form;
    ExportSummary *m_summary;
    RowPreview *m_rows;
    KeyButton *m_study;
    KeyButton *m_export;
    KeyButton *m_cancel;
    ThinProgress *m_progress;
    QTimer *m_wait;
    int m_previewNumber = 0;
    std::unique_ptr<ExportPlan> m_previewed;
    std::shared_ptr<ExportPreviewJob> m_preview;
    int m_exportNumber = 0;
    std::function<const ExportReport &()> m_report;
};

} // namespace touchstone
