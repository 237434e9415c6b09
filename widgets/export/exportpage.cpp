// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportpage.h"

#include "exportform.h"
#include "exportsummary.h"
#include "rowpreview.h"

#include <base/text.h>
#include <pipeline/exportjob.h>
#include <pipeline/jobrunner.h>
#include <store/store.h>
#include <widgets/common/ask.h>
#include <widgets/common/format.h>
#include <widgets/common/formcolumn.h>
#include <widgets/common/keybutton.h>
#include <widgets/common/thinprogress.h>

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

namespace touchstone {

namespace {

constexpr auto SettingName = "export";
constexpr int LeftWidth = 448;

QFrame *rule()
{
    auto *line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

} // namespace

ExportPage::ExportPage(Ask &ask, QWidget *parent)
    : Page(parent)
    , m_ask(ask)
    , m_form(new ExportForm)
    , m_summary(new ExportSummary)
    , m_rows(new RowPreview)
    , m_study(new KeyButton(tr("The study’s three targets…"), {}))
    , m_export(new KeyButton(tr("Export…"), {}))
    , m_cancel(new KeyButton(tr("Cancel the export"), {}))
    , m_progress(new ThinProgress)
    , m_wait(new QTimer(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *splitter = new QSplitter;
    splitter->setObjectName(QStringLiteral("export.splitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildLeft());
    splitter->addWidget(m_rows);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({LeftWidth, LeftWidth * 2});
    layout->addWidget(splitter);
    m_wait->setSingleShot(true);
    m_wait->setInterval(200);
    connect(m_wait, &QTimer::timeout, this, &ExportPage::startPreview);
    connect(m_form, &ExportForm::changed, this, &ExportPage::settingsChanged);
    connect(m_summary, &ExportSummary::browseRequested, this, &ExportPage::browseRequested);
    connect(m_export, &QPushButton::clicked, this, [this] { exportNow(false); });
    connect(m_study, &QPushButton::clicked, this, [this] { exportNow(true); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_jobs)
            m_jobs->cancel(m_exportNumber);
    });
    setWriting(false);
}

ExportPage::~ExportPage() = default;

QWidget *ExportPage::buildLeft()
{
    QScrollArea *area = formColumn(tr("Export"), {m_form, rule(), m_summary}, 14);

    m_study->setObjectName(QStringLiteral("export.study"));
    m_study->setToolTip(tr("Answer only, human reasoning and teacher’s reasoning, over the prompts "
                           "that have both sides: three files and a manifest in one folder"));
    m_export->setObjectName(QStringLiteral("export.write"));
    m_export->setPrimary(true);
    m_cancel->setObjectName(QStringLiteral("export.cancel"));
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 8, 16, 16);
    buttons->addWidget(m_study);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_export);
    buttons->addWidget(m_cancel);
    auto *left = new QWidget;
    left->setMinimumWidth(LeftWidth);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(area, 1);
    layout->addLayout(buttons);
    return left;
}

void ExportPage::setProject(Store *store, JobRunner *jobs)
{
    if (m_store)
        m_store->disconnect(this);
    if (m_jobs)
        m_jobs->disconnect(this);
    m_counting.reset();
    m_store = store;
    m_jobs = jobs;
    m_previewNumber = m_exportNumber = 0;
    m_wait->stop();
    setWriting(false);
    m_form->setProject(store);
    m_summary->say({});
    m_rows->setPreview({});
    if (!store)
        return;
    m_counting = std::make_unique<JobRunner>(*store);
    if (const auto kept = store->setting(SettingName))
        m_form->setSettings(*kept);
    connect(m_counting.get(), &JobRunner::finished, this, &ExportPage::previewFinished);
    connect(jobs, &JobRunner::finished, this, &ExportPage::exportFinished);
    connect(jobs, &JobRunner::progressed, this,
            [this](int number, const QString &, qint64 done, qint64 total) {
                if (number == m_exportNumber && total > 0)
                    m_progress->setShare(static_cast<double>(done) / static_cast<double>(total));
            });
    connect(store, &Store::changed, this, [this](const Changes &changes) {
        if (!isVisible() || changes.kinds == Changes::Search)
            return;
        if (changes.kinds & (Changes::Prompts | Changes::Responses)) {
            const std::string chosen = m_form->settings(); // its sources are listed anew
            m_form->setProject(m_store);
            m_form->setSettings(chosen);
        }
        m_wait->start();
    });
}

void ExportPage::activate()
{
    if (m_store) {
        const std::string chosen = m_form->settings();
        m_form->setProject(m_store);
        m_form->setSettings(chosen);
    }
    settingsChanged();
    m_form->setFocus();
}

bool ExportPage::leave()
{
    remember();
    return true;
}

void ExportPage::remember()
{
    // Only a convenience: a project that cannot be written to says so elsewhere.
    if (m_store && !m_store->isReadOnly()) [[maybe_unused]]
        const auto kept = m_store->setSetting(SettingName, m_form->settings());
}

void ExportPage::setQueryText(const QString &text)
{
    m_form->setQueryText(text);
}

void ExportPage::settingsChanged()
{
    // Nobody has to wait for the count.
    m_export->setText(tr("Export…"));
    m_export->setEnabled(m_form->plan().has_value());
    m_wait->start();
}

void ExportPage::startPreview()
{
    if (!m_counting)
        return;
    if (m_previewNumber)
        m_counting->cancel(m_previewNumber);
    m_previewNumber = 0;
    const bool single = m_form->format().shape() == ExportFormat::Shape::Single;
    m_study->setEnabled(single);
    auto plan = m_form->plan();
    if (!plan) {
        m_summary->say(plan.error().message, true);
        m_export->setText(tr("Export…"));
        m_export->setEnabled(false);
        m_study->setEnabled(false);
        return;
    }
    const QString extension = toQString(m_form->format().extension());
    plan->out = QStringLiteral("export.") + extension;
    m_summary->say(tr("Counting…"));
    m_previewed = std::make_unique<ExportPlan>(std::move(*plan));
    m_preview = std::make_shared<ExportPreviewJob>(*m_previewed);
    m_previewNumber = m_counting->start(m_preview);
}

void ExportPage::previewFinished(int number, const Result<> &result)
{
    if (number != m_previewNumber)
        return; // of settings that were changed meanwhile
    m_previewNumber = 0;
    if (!result) {
        m_summary->say(result.error().message, true);
        return;
    }
    const ExportPreview &preview = m_preview->preview();
    m_summary->setPreview(preview, *m_previewed);
    m_rows->setPreview(preview);
    qint64 rows = 0;
    for (const auto &[name, count] : preview.files)
        rows += count;
    const bool pairs = m_form->format().shape() == ExportFormat::Shape::Pair;
    m_export->setText(
        (pairs ? tr("Export %1 pairs…") : tr("Export %1 rows…")).arg(touchstone::number(rows)));
    m_export->updateGeometry();
    m_export->setEnabled(rows > 0);
}

QString ExportPage::askWhere(const ExportPlan &plan, bool study)
{
    if (study)
        return m_ask.folder(this, tr("Folder for the study’s three targets"));
    if (!plan.split.empty())
        return m_ask.folder(this, tr("Folder for the parts"));
    const QString extension = toQString(m_form->format().extension());
    const QFileInfo project(m_store->path());
    const QString name = project.completeBaseName() + QLatin1Char('-') + toQString(plan.format)
                         + QLatin1Char('.') + extension;
    return m_ask.saveFile(this, tr("Export to"), project.dir().filePath(name),
                          QStringLiteral("*.") + extension);
}

void ExportPage::exportNow(bool study)
{
    auto plan = m_form->plan();
    if (!m_jobs || !plan)
        return;
    if (study)
        plan->split.clear();
    plan->out = askWhere(*plan, study);
    if (plan->out.isEmpty())
        return;
    remember();
    if (study) {
        auto job = std::make_shared<StudyExportJob>(*plan);
        m_report = [job]() -> const ExportReport & { return job->report(); };
        m_exportNumber = m_jobs->start(job);
    } else {
        auto job = std::make_shared<ExportJob>(*plan);
        m_report = [job]() -> const ExportReport & { return job->report(); };
        m_exportNumber = m_jobs->start(job);
    }
    m_progress->setShare(0);
    setWriting(true);
}

void ExportPage::exportFinished(int number, const Result<> &result)
{
    if (number != m_exportNumber)
        return;
    m_exportNumber = 0;
    setWriting(false);
    if (result) {
        const ExportReport &report = m_report();
        qint64 rows = 0;
        for (const ExportedFile &file : report.files)
            rows += file.rows;
        const QString where = report.files.size() == 1 ? report.files.front().path
                                                       : QFileInfo(report.manifest).absolutePath();
        emit said(tr("%1 rows are in %2, the manifest beside them")
                      .arg(touchstone::number(rows), QDir::toNativeSeparators(where)));
    } else if (result.error().code == Error::Code::Cancelled) {
        emit said(tr("The export was cancelled; nothing was written"));
    } else {
        emit failed(result.error().message, result.error().detail);
    }
    m_report = {};
}

void ExportPage::setWriting(bool writing)
{
    m_export->setVisible(!writing);
    m_study->setVisible(!writing);
    m_cancel->setVisible(writing);
    m_progress->setVisible(writing);
}

} // namespace touchstone
