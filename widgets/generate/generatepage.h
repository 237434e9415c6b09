// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "liverun.h"
#include "teacherkeys.h"

#include <base/ids.h>
#include <base/result.h>
#include <widgets/page.h>

#include <QPointer>

#include <memory>
#include <vector>

class QLabel;
class QTimer;

namespace touchstone {

class Ask;
class Forecaster;
class GenerateForm;
class GenerateJob;
class GenerateLive;
class Job;
class KeyButton;
class KeyDesk;
struct Forecast;
struct GeneratePlan;
struct GenerationSettings;
struct UnknownRequest;

/// What is asked of which teacher at the left, with what it would cost before it begins; at the
/// right how it goes.
class GeneratePage final : public Page
{
    Q_OBJECT

public:
    /// Both outlive the page.
    GeneratePage(Ask &ask, TeacherKeys &keys, QWidget *parent = nullptr);
    ~GeneratePage() override;

    void setProject(Store *store, JobRunner *jobs) override;
    void activate() override;
    bool leave() override;
    void setTeachers(const std::vector<TeacherProfile> &teachers);
    void setQueryText(const QString &text);
    /// Asks for one more response to one prompt, by the settings of the page, once a person agrees.
    void askAgain(PromptId prompt, const QString &key);
    /// The one that is chosen; without a name where there is none.
    [[nodiscard]] const TeacherProfile &teacher() const;
    [[nodiscard]] bool isRunning() const { return m_number != 0; }

signals:
    /// A run began on the project's runner.
    void jobStarted(int number, const std::shared_ptr<touchstone::Job> &job);
    void teachersRequested();

private:
    QWidget *buildLeft();
    void connectParts();
    void settingsChanged();
    void forecast();
    void showForecast(const Forecast &forecast);
    void sayEstimate(const QString &html, bool problem);
    void start();
    void startPlan(const GeneratePlan &plan);
    void run(const GeneratePlan &plan);
    void jobFinished(int number, const Result<> &result);
    void writeBatch();
    void retry();
    [[nodiscard]] GenerationId shownRun() const;
    void cancelRun();
    void showLedger();
    [[nodiscard]] qint64 retryable() const;
    void decide();
    void applyDecisions(const std::vector<UnknownRequest> &keep,
                        std::vector<UnknownRequest> giveUp,
                        const std::vector<UnknownRequest> &again);
    [[nodiscard]] LiveRun liveRun() const;
    void remember();

    Ask &m_ask;
    QPointer<Store> m_store;
    QPointer<JobRunner> m_jobs;
    GenerateForm *m_form;
    KeyDesk *m_desk;
    QLabel *m_estimate;
    KeyButton *m_batch;
    KeyButton *m_start;
    GenerateLive *m_live;
    Forecaster *m_forecaster;
    QTimer *m_wait;
    std::shared_ptr<GenerateJob> m_job;   ///< the newest run, also when it is over
    std::unique_ptr<GeneratePlan> m_plan; ///< what it was started with, without the key
    int m_number = 0;                     ///< of the run that is on its way
    LiveRun m_ended;                      ///< the newest run, where it is over
};

} // namespace touchstone
