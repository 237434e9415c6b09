// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generatepage.h"

#include "forecaster.h"
#include "generateform.h"
#include "generatelive.h"
#include "keydesk.h"
#include "unknowndialog.h"

#include <base/text.h>
#include <generate/teachers.h>
#include <pipeline/askagain.h>
#include <pipeline/batchjobs.h>
#include <pipeline/generatejob.h>
#include <pipeline/jobrunner.h>
#include <pipeline/unknownrequests.h>
#include <store/store.h>
#include <widgets/common/ask.h>
#include <widgets/common/card.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>
#include <widgets/common/formcolumn.h>
#include <widgets/common/keybutton.h>

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTimer>

#include <algorithm>
#include <map>

namespace touchstone {

namespace {

constexpr auto SettingName = "generate";
constexpr int LeftWidth = 376;
constexpr int WaitMs = 250;

QString endWords(const GenerateJob::Report &report, const Result<> &result)
{
    using End = GenerateJob::End;
    if (!result && result.error().code != Error::Code::Cancelled)
        return result.error().message;
    if (report.end == End::Budget)
        return GeneratePage::tr("The next request might have passed the budget. Raise it and start "
                                "again: what is settled is not asked again.");
    if (report.end == End::Cancelled)
        return GeneratePage::tr("Cancelled. What was settled is kept, and the text of streams that "
                                "were cut as far as it came.");
    QStringList words;
    if (report.promptsRefused > 0)
        words << GeneratePage::tr("%1 prompts were not asked: %2")
                     .arg(number(report.promptsRefused), report.firstRefusal);
    if (!report.firstFailure.isEmpty())
        words << GeneratePage::tr("The first that failed: %1").arg(report.firstFailure);
    return words.join(QLatin1Char(' '));
}

} // namespace

GeneratePage::GeneratePage(Ask &ask, TeacherKeys &keys, QWidget *parent)
    : Page(parent)
    , m_ask(ask)
    , m_form(new GenerateForm)
    , m_desk(new KeyDesk(keys, *m_form, this))
    , m_estimate(new QLabel)
    , m_batch(new KeyButton(tr("Write batch file…"), {}))
    , m_start(new KeyButton(tr("Start"), {}))
    , m_live(new GenerateLive)
    , m_forecaster(new Forecaster(this))
    , m_wait(new QTimer(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *splitter = new QSplitter;
    splitter->setObjectName(QStringLiteral("generate.splitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildLeft());
    splitter->addWidget(m_live);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({LeftWidth, 3 * LeftWidth});
    layout->addWidget(splitter);
    m_live->setEmptyWords(
        tr("No run yet"),
        tr("Choose a teacher and the prompts it is to answer. Before the start stands what it will "
           "cost; while it runs, its streams, its figures and what needs your word are here."));
    m_wait->setSingleShot(true);
    m_wait->setInterval(WaitMs);
    connectParts();
}

GeneratePage::~GeneratePage() = default;

QWidget *GeneratePage::buildLeft()
{
    m_estimate->setObjectName(QStringLiteral("generate.estimate"));
    m_estimate->setWordWrap(true);
    auto *card = new Card;
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(9, 8, 9, 8);
    inner->addWidget(m_estimate);
    QScrollArea *area = formColumn(tr("Generate with a teacher"), {m_form}, 12);
    m_batch->setObjectName(QStringLiteral("generate.batch"));
    m_batch->setToolTip(
        tr("For a provider’s batches, vLLM or Ray, which ask by themselves; Data, Read "
           "batch results takes what they answer"));
    m_start->setObjectName(QStringLiteral("generate.start"));
    m_start->setPrimary(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 8, 16, 16);
    buttons->addWidget(m_batch);
    buttons->addStretch();
    buttons->addWidget(m_start);
    auto *left = new QWidget;
    left->setMinimumWidth(LeftWidth);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(area, 1);
    // What it will cost is seen beside the button that begins it, however low the window is.
    auto *estimate = new QHBoxLayout;
    estimate->setContentsMargins(16, 4, 16, 0);
    estimate->addWidget(card);
    layout->addLayout(estimate);
    layout->addLayout(buttons);
    return left;
}

void GeneratePage::connectParts()
{
    connect(m_wait, &QTimer::timeout, this, &GeneratePage::forecast);
    connect(m_forecaster, &Forecaster::ready, this, &GeneratePage::showForecast);
    connect(m_form, &GenerateForm::changed, this, &GeneratePage::settingsChanged);
    connect(m_form, &GenerateForm::teachersRequested, this, &GeneratePage::teachersRequested);
    connect(m_desk, &KeyDesk::failed, this, &GeneratePage::failed);
    connect(m_start, &QPushButton::clicked, this, &GeneratePage::start);
    connect(m_batch, &QPushButton::clicked, this, &GeneratePage::writeBatch);
    connect(m_live, &GenerateLive::pauseRequested, this, [this](bool pause) {
        if (m_job)
            m_job->setPaused(pause);
        m_live->refresh();
    });
    connect(m_live, &GenerateLive::cancelRequested, this, &GeneratePage::cancelRun);
    connect(m_live, &GenerateLive::retryRequested, this, &GeneratePage::retry);
    connect(m_live, &GenerateLive::decideRequested, this, &GeneratePage::decide);
}

void GeneratePage::setTeachers(const std::vector<TeacherProfile> &teachers)
{
    m_form->setTeachers(teachers);
}

const TeacherProfile &GeneratePage::teacher() const
{
    return m_form->teacher();
}

void GeneratePage::setQueryText(const QString &text)
{
    m_form->setQueryText(text);
}

void GeneratePage::setProject(Store *store, JobRunner *jobs)
{
    if (m_store)
        m_store->disconnect(this);
    if (m_jobs)
        m_jobs->disconnect(this);
    m_wait->stop();
    m_store = store;
    m_jobs = jobs;
    m_number = 0;
    m_job.reset();
    m_plan.reset();
    m_ended = {};
    m_forecaster->setStore(store);
    m_form->setProject(store);
    m_live->setSource({});
    m_estimate->clear();
    if (store == nullptr)
        return;
    if (const auto kept = store->setting(SettingName); kept && !kept->empty()) {
        if (const auto settings = generationSettingsFromText(*kept))
            m_form->setSettings(*settings);
    }
    connect(jobs, &JobRunner::finished, this, &GeneratePage::jobFinished);
    connect(store, &Store::changed, this, [this](const Changes &changes) {
        if (isVisible() && (changes.kinds & (Changes::Prompts | Changes::Responses)))
            m_wait->start();
    });
}

void GeneratePage::activate()
{
    m_form->setProject(m_store);
    m_desk->findKey();
    settingsChanged();
    showLedger();
    m_live->refresh();
    m_form->setFocus();
}

bool GeneratePage::leave()
{
    remember();
    return true;
}

void GeneratePage::remember()
{
    // Only a convenience: a project that cannot be written to says so elsewhere.
    const auto settings = m_form->settings();
    if (m_store && !m_store->isReadOnly() && settings) [[maybe_unused]]
        const auto kept = m_store->setSetting(SettingName, textOf(*settings));
}

void GeneratePage::settingsChanged()
{
    const bool ready = m_form->settings() && m_store && !m_store->isReadOnly();
    m_start->setEnabled(ready && m_number == 0);
    m_batch->setEnabled(ready);
    m_wait->start();
}

void GeneratePage::forecast()
{
    const auto settings = m_form->settings();
    if (settings) {
        m_forecaster->ask(*settings);
        return;
    }
    m_form->setFound(-1);
    sayEstimate(settings.error().message, true);
}

void GeneratePage::sayEstimate(const QString &html, bool problem)
{
    m_estimate->setText(problem ? QStringLiteral("<span style='color:%1'>✕ %2</span>")
                                      .arg(colorsOf(this).differs.name(), html)
                                : html);
}

void GeneratePage::showForecast(const Forecast &forecast)
{
    m_form->setFound(forecast.found);
    m_form->setPreview(forecast.message, forecast.messageFails);
    if (forecast.found == 0)
        sayEstimate(tr("The filter finds no prompts."), false);
    else if (forecast.estimate)
        sayEstimate(forecastWords(*forecast.estimate), false);
    else if (forecast.estimate.error().code != Error::Code::Cancelled)
        sayEstimate(forecast.estimate.error().message.toHtmlEscaped(), true);
}

void GeneratePage::start()
{
    const auto settings = m_form->settings();
    if (!settings || !m_store || m_number != 0)
        return;
    remember();
    GeneratePlan plan;
    plan.settings = *settings;
    startPlan(plan);
}

void GeneratePage::askAgain(PromptId prompt, const QString &key)
{
    const auto settings = m_form->settings();
    if (!settings) {
        emit failed(tr("Nobody can be asked yet: %1").arg(settings.error().message), {});
        return;
    }
    const QString question =
        tr("Ask %1 · %2 for one more response to %3, by the settings of the "
           "Generate page?")
            .arg(toQString(settings->teacher.label), toQString(settings->model), key);
    if (!m_ask.confirm(this, question, tr("Ask")))
        return;
    GeneratePlan plan;
    plan.settings = *settings;
    plan.prompts = {prompt};
    plan.more = 1;
    startPlan(plan);
}

void GeneratePage::writeBatch()
{
    const auto settings = m_form->settings();
    if (!settings || !m_jobs || !m_store)
        return;
    const QFileInfo project(m_store->path());
    const QString suggestion =
        project.dir().filePath(project.completeBaseName() + QStringLiteral("-batch.jsonl"));
    const QString path =
        m_ask.saveFile(this, tr("Write batch file"), suggestion, QStringLiteral("*.jsonl"));
    if (path.isEmpty())
        return;
    remember();
    GeneratePlan plan;
    plan.settings = *settings;
    const auto job = std::make_shared<BatchWriteJob>(plan, path);
    emit jobStarted(m_jobs->start(job), job);
}

void GeneratePage::retry()
{
    if (!m_store || m_number != 0)
        return;
    const auto plan = retryPlan(*m_store, shownRun());
    if (!plan)
        emit failed(plan.error().message, plan.error().detail);
    else if (plan->exactly->empty())
        showLedger(); // it came in the meantime
    else
        startPlan(*plan);
}

/// The run whose figures stand here; null: none does, or nothing was missing.
GenerationId GeneratePage::shownRun() const
{
    return m_job && m_number == 0 ? m_job->report().generation : GenerationId{};
}

void GeneratePage::startPlan(const GeneratePlan &plan)
{
    m_desk->withKey(plan.settings.teacher, [this, plan](const Secret &key) {
        GeneratePlan whole = plan;
        whole.key = key;
        run(whole);
    });
}

void GeneratePage::run(const GeneratePlan &plan)
{
    if (!m_jobs)
        return;
    const auto job = std::make_shared<GenerateJob>(plan);
    const int number = m_jobs->start(job);
    emit jobStarted(number, job);
    if (m_number != 0)
        return; // one more response, asked for from the review page while a run goes on
    m_number = number;
    m_job = job;
    m_plan = std::make_unique<GeneratePlan>(plan);
    m_plan->key = {};
    m_ended = {};
    m_live->setSource([this] { return liveRun(); });
    settingsChanged();
}

void GeneratePage::cancelRun()
{
    const bool agreed = m_ask.confirm(
        this,
        tr("End the run? What is settled stays, and the text of running streams as far as it came; "
           "they may be charged."),
        tr("End the run"));
    if (agreed && m_jobs && m_number != 0)
        m_jobs->cancel(m_number);
}

LiveRun GeneratePage::liveRun() const
{
    LiveRun run = m_ended;
    if (!m_job)
        return {};
    run.live = m_job->live();
    run.title = m_job->title();
    run.budget = m_plan->settings.budget;
    run.tokenBudget = m_plan->settings.tokenBudget;
    return run;
}

void GeneratePage::jobFinished(int number, const Result<> &result)
{
    if (number != m_number) {
        showLedger(); // a batch's results, or one more response, may have changed it
        return;
    }
    m_number = 0;
    const GenerateJob::Report &report = m_job->report();
    m_ended.ended = true;
    m_ended.failed = !result && result.error().code != Error::Code::Cancelled;
    m_ended.reason = endWords(report, result);
    showLedger();
    m_live->refresh();
    settingsChanged();
    emit said(tr("%1 responses came, %2 requests failed, %3 are of unknown fate")
                  .arg(touchstone::number(report.spending.settled),
                       touchstone::number(report.spending.failed),
                       touchstone::number(report.spending.unknown)));
}

/// Requests of the run shown, or of the last one, that failed and can be asked again.
qint64 GeneratePage::retryable() const
{
    if (!m_store || m_store->isReadOnly() || m_number != 0)
        return 0;
    const auto plan = retryPlan(*m_store, shownRun());
    return plan ? static_cast<qint64>(plan->exactly->size()) : 0;
}

/// What the project has spent so far, and what in its ledger waits for a person's word.
void GeneratePage::showLedger()
{
    QStringList words;
    qint64 unknown = 0;
    const auto sources = m_store ? m_store->sources().value_or({}) : std::vector<Source>{};
    const auto spent = m_store ? m_store->spending().value_or({}) : std::vector<SourceSpending>{};
    std::map<std::string, Nano> sums;
    for (const SourceSpending &each : spent) {
        unknown += each.spending.unknown;
        const auto source =
            std::find_if(sources.begin(), sources.end(),
                         [&each](const Source &one) { return one.id == each.source; });
        if (source == sources.end() || each.spending.currency.empty())
            continue;
        sums[each.spending.currency] += each.spending.cost;
        words << QStringLiteral("%1 %2").arg(
            toQString(source->name), money(each.spending.cost, toQString(each.spending.currency)));
    }
    QStringList totals;
    for (const auto &[currency, sum] : sums)
        totals << money(sum, toQString(currency));
    m_live->setSpending(words.isEmpty() ? QString{}
                                        : tr("Spent in this project: %1 (%2)")
                                              .arg(totals.join(QStringLiteral(", ")),
                                                   words.join(QStringLiteral(" · "))));
    m_live->setOpen(unknown, retryable());
}

void GeneratePage::decide()
{
    const auto unknown = m_store ? m_store->unknownRequests() : std::vector<UnknownRequest>{};
    if (!unknown) {
        emit failed(unknown.error().message, unknown.error().detail);
        return;
    }
    auto *dialog = new UnknownDialog(*unknown, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        applyDecisions(dialog->chosen(UnknownDialog::Fate::Keep),
                       dialog->chosen(UnknownDialog::Fate::GiveUp),
                       dialog->chosen(UnknownDialog::Fate::AskAgain));
    });
    dialog->open();
}

void GeneratePage::applyDecisions(const std::vector<UnknownRequest> &keep,
                                  std::vector<UnknownRequest> giveUp,
                                  const std::vector<UnknownRequest> &again)
{
    if (!m_store)
        return;
    const auto kept = keepUnknown(*m_store, keep);
    // What is asked again is given up first: only then does its sample count as missing.
    giveUp.insert(giveUp.end(), again.begin(), again.end());
    const auto forgone = forgoUnknown(*m_store, giveUp);
    const Error *error = !kept ? &kept.error() : !forgone ? &forgone.error() : nullptr;
    if (error != nullptr)
        emit failed(error->message, error->detail);
    showLedger();
    m_wait->start();
    if (error != nullptr || again.empty())
        return;
    const auto plans = askAgainPlans(*m_store, again);
    if (!plans) {
        emit failed(plans.error().message, plans.error().detail);
        return;
    }
    for (const GeneratePlan &plan : *plans)
        startPlan(plan);
}

} // namespace touchstone
