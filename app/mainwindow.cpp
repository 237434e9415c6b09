// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "mainwindow.h"

#include "projectjobs.h"
#include "session.h"

#include <base/text.h>
#include <pipeline/editjob.h>
#include <pipeline/importjob.h>
#include <pipeline/indexjob.h>
#include <store/backup.h>
#include <widgets/browse/browsepage.h>
#include <widgets/browse/preview.h>
#include <widgets/common/ask.h>
#include <widgets/common/format.h>
#include <widgets/common/navrail.h>
#include <widgets/common/noticebar.h>
#include <widgets/common/statusline.h>
#include <widgets/common/theme.h>
#include <widgets/export/exportpage.h>
#include <widgets/generate/generatepage.h>
#include <widgets/import/importsheet.h>
#include <widgets/review/reviewpage.h>
#include <widgets/start/startpage.h>

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace touchstone {

namespace {

const QString ProjectFilter = QStringLiteral("Touchstone (*.touchstone)");
const QString DataFilter =
    QStringLiteral("JSONL, JSON, CSV, TSV (*.jsonl *.json *.csv *.tsv *.gz);;* (*)");

// A decision is painted first, and counted then.
constexpr int CountingDelay = 30;

} // namespace

MainWindow::MainWindow(Session &session, Ask &ask)
    : m_session(session)
    , m_ask(ask)
    , m_rail(new NavRail)
    , m_notice(new NoticeBar)
    , m_stack(new QStackedWidget)
    , m_status(new StatusLine)
    , m_start(new StartPage)
    , m_browse(new BrowsePage)
    , m_review(new ReviewPage(ask))
    , m_generate(new GeneratePage(ask, session.keys()))
    , m_export(new ExportPage(ask))
    , m_pages{m_start, m_browse, m_review, m_generate, m_export}
    , m_jobs(new ProjectJobs(this))
    , m_counting(new QTimer(this))
{
    setObjectName(QStringLiteral("mainwindow"));
    m_review->setFormulas(&session.formulas());
    setAcceptDrops(true);
    m_rail->addPage(QStringLiteral("start"), tr("Start"), QStringLiteral("Ctrl+1"));
    m_rail->addPage(QStringLiteral("browse"), tr("Browse"), QStringLiteral("Ctrl+2"));
    m_rail->addPage(QStringLiteral("review"), tr("Review"), QStringLiteral("Ctrl+3"));
    m_rail->addPage(QStringLiteral("generate"), tr("Generate"), QStringLiteral("Ctrl+4"));
    m_rail->addPage(QStringLiteral("export"), tr("Export"), QStringLiteral("Ctrl+5"));
    QAbstractButton *jobs = m_rail->addFoot(QStringLiteral("jobs"), tr("Jobs"));
    connect(jobs, &QAbstractButton::clicked, this, [this, jobs] {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_jobs->fill(menu);
        menu->popup(jobs->mapToGlobal(QPoint(jobs->width(), 0)));
    });
    for (Page *page : m_pages)
        m_stack->addWidget(page);

    auto *body = new QWidget;
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_notice);
    right->addWidget(m_stack, 1);
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_rail);
    columns->addLayout(right, 1);
    auto *rows = new QVBoxLayout(body);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(columns, 1);
    rows->addWidget(m_status);
    setCentralWidget(body);

    buildMenus();
    connectPages();
    connectGenerate();
    m_counting->setSingleShot(true);
    m_counting->setInterval(CountingDelay);
    connect(m_counting, &QTimer::timeout, this, &MainWindow::refreshStatus);
    m_review->setViewState(m_session.settings().value(QStringLiteral("reading")).toMap());
    connect(&m_session, &Session::projectChanged, this, &MainWindow::projectChanged);
    resize(1440, 900);
    restoreGeometry(m_session.settings().value(QStringLiteral("geometry")).toByteArray());
    for (QSplitter *splitter : splitters())
        splitter->restoreState(m_session.settings().value(splitter->objectName()).toByteArray());
    projectChanged();
    showPage(StartIndex);
}

MainWindow::~MainWindow()
{
    for (Page *page : m_pages)
        page->setProject(nullptr, nullptr);
}

void MainWindow::connectPages()
{
    connect(m_rail, &NavRail::pageRequested, this, &MainWindow::showPage);
    connect(m_start, &StartPage::newRequested, this, &MainWindow::newProject);
    connect(m_start, &StartPage::openRequested,
            findChild<QAction *>(QStringLiteral("command.open")), &QAction::trigger);
    connect(m_start, &StartPage::sampleRequested, this, &MainWindow::openSample);
    connect(m_start, &StartPage::projectRequested, this, &MainWindow::openProject);
    connect(m_start, &StartPage::findRequested, this, [this](const QString &path) {
        const QString found =
            m_ask.openFile(this, tr("Where is %1").arg(QFileInfo(path).fileName()), ProjectFilter);
        if (found.isEmpty())
            return;
        m_session.forget(path);
        openProject(found);
    });
    connect(m_browse, &BrowsePage::importRequested,
            findChild<QAction *>(QStringLiteral("command.import")), &QAction::trigger);
    connect(m_browse, &BrowsePage::exportRequested, this, [this](const Query &query) {
        // Files are written in the order of the project, whichever column a table is sorted by.
        m_export->setQueryText(toQString(toText(query)));
        showPage(ExportIndex);
    });
    connect(m_browse, &BrowsePage::verifyRequested, this, &MainWindow::checkAnswers);
    connect(m_browse, &BrowsePage::chooseRequested, this, &MainWindow::chooseBest);
    connect(m_browse, &BrowsePage::reviewRequested, this,
            [this](const Query &query, PromptId first) {
                m_review->start(query, first);
                showPage(ReviewIndex);
            });
    connect(m_review, &ReviewPage::importToFlip, this, &MainWindow::flipStep);
    connect(m_review, &ReviewPage::importRequested,
            findChild<QAction *>(QStringLiteral("command.import")), &QAction::trigger);
    connect(m_jobs, &ProjectJobs::countChanged, m_rail, &NavRail::setFootCount);
    connect(m_jobs, &ProjectJobs::said, m_status, &StatusLine::showWork);
    connect(m_jobs, &ProjectJobs::finished, this, &MainWindow::jobFinished);
    const auto browse = [this](const QString &text) {
        if (m_session.store() && showPage(BrowseIndex))
            m_browse->setQueryText(text);
    };
    connect(m_export, &ExportPage::browseRequested, this, browse);
    connect(m_status, &StatusLine::queryRequested, this, browse);
    for (Page *page : m_pages) {
        connect(page, &Page::said, m_status, &StatusLine::say);
        connect(page, &Page::failed, this, &MainWindow::fail);
    }
}

void MainWindow::projectChanged()
{
    Store *store = m_session.store();
    m_jobs->setRunner(m_session.jobs());
    m_reviewWhenRead = false;
    for (Page *page : m_pages)
        page->setProject(store, m_session.jobs());
    for (QAction *action : m_needProject)
        action->setEnabled(store);
    m_undo->setEnabled(store && !store->isReadOnly());
    m_redo->setEnabled(m_undo->isEnabled());
    for (int i = BrowseIndex; i <= ExportIndex; ++i)
        m_rail->setPageEnabled(i, store);
    m_start->setRecent(m_session.recent());
    m_status->setAnnotator(m_session.annotator());
    setWindowTitle(store
                       ? QStringLiteral("%1 — Touchstone").arg(QFileInfo(store->path()).fileName())
                       : tr("Touchstone"));
    if (!store) {
        m_status->clear();
        return;
    }
    connect(store, &Store::changed, m_counting, qOverload<>(&QTimer::start));
    m_notice->hide();
    if (store->isReadOnly())
        fail(store->readOnlyReason());
    refreshStatus();
}

void MainWindow::refreshStatus()
{
    const Store *store = m_session.store();
    if (!store)
        return;
    if (const auto sum = store->accounting())
        m_status->setAccounting(*sum);
    m_status->setKept(store->lastKeptUs(), store->isReadOnly());
}

bool MainWindow::showPage(int index)
{
    const int before = m_stack->currentIndex();
    if (index != StartIndex && !m_session.store())
        return false;
    if (before != index && !m_pages[static_cast<std::size_t>(before)]->leave()) {
        m_rail->setCurrent(before);
        return false;
    }
    m_stack->setCurrentIndex(index);
    m_rail->setCurrent(index);
    if (index == StartIndex) {
        m_session.remember();
        m_start->setRecent(m_session.recent());
    }
    m_pages[static_cast<std::size_t>(index)]->activate();
    return true;
}

int MainWindow::currentPage() const
{
    return m_stack->currentIndex();
}

void MainWindow::fail(const QString &message, const QString &detail)
{
    m_notice->showMessage(message, detail);
}

void MainWindow::openProject(const QString &path)
{
    if (!m_pages[static_cast<std::size_t>(m_stack->currentIndex())]->leave() || !mayEndRun())
        return;
    const auto opened = m_session.open(path);
    if (!opened) {
        fail(opened.error().message, opened.error().detail);
        return;
    }
    showPage(BrowseIndex);
}

void MainWindow::newProject()
{
    QString path =
        m_ask.saveFile(this, tr("New project"), QStringLiteral("study.touchstone"), ProjectFilter);
    if (path.isEmpty() || !mayEndRun())
        return;
    if (!path.endsWith(QLatin1String(".touchstone")))
        path += QLatin1String(".touchstone");
    const auto made = m_session.create(path);
    if (!made) {
        fail(made.error().message, made.error().detail);
        return;
    }
    showPage(BrowseIndex);
}

void MainWindow::openSample()
{
    const QDir folder(m_session.dataFolder());
    folder.mkpath(QStringLiteral("."));
    const QString path = folder.filePath(QStringLiteral("orchard.touchstone"));
    if (QFileInfo::exists(path)) {
        openProject(path);
        if (m_session.store() && m_session.store()->path() == path)
            showPage(ReviewIndex);
        return;
    }
    const auto made = m_session.create(path);
    if (!made) {
        fail(made.error().message, made.error().detail);
        return;
    }
    for (const char *name : {"human", "teacher"}) {
        const QString file =
            folder.filePath(QStringLiteral("sample-%1.jsonl").arg(QLatin1String(name)));
        QFile::remove(file);
        QFile::copy(QStringLiteral(":/sample/%1.jsonl").arg(QLatin1String(name)), file);
        ImportPlan plan;
        plan.path = file;
        const bool human = name[0] == 'h';
        plan.options.kind = human ? SourceKind::Human : SourceKind::Teacher;
        plan.options.source = human ? "human label" : "teacher-r1";
        startImport(plan);
    }
    m_reviewWhenRead = true;
    showPage(BrowseIndex);
}

void MainWindow::importFiles(const QStringList &paths)
{
    if (!m_session.store())
        return;
    m_toImport = paths;
    askForNextImport();
}

/// One sheet at a time; whoever leaves one leaves the rest.
void MainWindow::askForNextImport()
{
    if (m_toImport.isEmpty() || !m_session.store())
        return;
    auto *sheet = new ImportSheet(*m_session.store(), m_toImport.takeFirst(), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &ImportSheet::failed, this, [this](const Error &error) {
        m_toImport.clear();
        fail(error.message, error.detail);
    });
    connect(sheet, &QDialog::accepted, this, [this, sheet] {
        startImport(sheet->plan());
        askForNextImport();
    });
    sheet->load();
    sheet->open();
}

void MainWindow::startImport(const ImportPlan &plan)
{
    auto job = std::make_shared<ImportJob>(plan);
    m_jobs->start(job);
}

void MainWindow::jobFinished(const std::shared_ptr<Job> &job, const Result<> &result)
{
    if (result) {
        importFinished(job);
        checkFinished(job);
        batchFinished(job);
        if (const auto *edit = dynamic_cast<const EditJob *>(job.get()))
            sayFlipped(edit->way() == EditJob::Way::Redo, edit->title());
    }
    const bool told = generateFinished(job);
    if (!result && result.error().code != Error::Code::Cancelled && !told)
        fail(result.error().message, result.error().detail);
    const bool importing = dynamic_cast<const ImportJob *>(job.get()) != nullptr;
    if (!m_reviewWhenRead || !importing)
        return;
    // Both halves of the sample are there, and the person still waits for them.
    m_reviewWhenRead = m_jobs->imports() > 0;
    if (!m_reviewWhenRead && currentPage() == BrowseIndex)
        showPage(ReviewIndex);
}

void MainWindow::importFinished(const std::shared_ptr<Job> &job)
{
    const auto *import = dynamic_cast<const ImportJob *>(job.get());
    if (!import)
        return;
    const ImportReport &report = import->report();
    m_status->say(tr("%1: %2 prompts and %3 responses are new, %4 rows were there already")
                      .arg(import->title(), number(report.counts.promptsNew),
                           number(report.counts.responsesNew), number(report.counts.alreadyThere)));
    if (report.counts.refused > 0) {
        fail(tr("%1 rows were refused, the first in line %2: %3 All of them are listed under Data, "
                "Imports.")
                 .arg(number(report.counts.refused))
                 .arg(report.refused.empty() ? 0 : report.refused.front().line)
                 .arg(report.refused.empty() ? QString{}
                                             : toQString(report.refused.front().reason)));
    }
    m_jobs->start(std::make_shared<IndexJob>());
}

void MainWindow::saveCopy()
{
    const QString name = QFileInfo(m_session.store()->path()).completeBaseName()
                         + QStringLiteral("-copy.touchstone");
    const QString path = m_ask.saveFile(this, tr("Save a copy"), name, ProjectFilter);
    if (path.isEmpty())
        return;
    const auto saved = m_session.store()->saveCopy(path);
    if (saved)
        m_status->say(tr("A copy is in %1").arg(QDir::toNativeSeparators(path)));
    else
        fail(saved.error().message, saved.error().detail);
}

/// Puts a backup in the project's place.
void MainWindow::restore(const Backup &backup)
{
    const QString path = m_session.store()->path();
    m_session.close();
    const auto restored = restoreBackup(backup, path, m_session.backupFolder(), systemClock());
    openProject(path);
    if (!restored)
        fail(restored.error().message, restored.error().detail);
}

void MainWindow::setTheme(const QString &name)
{
    m_session.settings().setValue(QStringLiteral("theme"), name);
    applyTheme(*qApp, themeFromName(name));
    refreshStatus();
}

/// Those whose places are remembered; the review page remembers its own.
QList<QSplitter *> MainWindow::splitters() const
{
    QList<QSplitter *> found;
    for (const Page *page : m_pages) {
        if (page != m_review)
            found << page->findChildren<QSplitter *>();
    }
    return found;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_pages[static_cast<std::size_t>(m_stack->currentIndex())]->leave() || !mayEndRun()) {
        event->ignore();
        return;
    }
    m_session.settings().setValue(QStringLiteral("geometry"), saveGeometry());
    for (const QSplitter *splitter : splitters())
        m_session.settings().setValue(splitter->objectName(), splitter->saveState());
    m_session.settings().setValue(QStringLiteral("reading"), m_review->viewState());
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    dropped(paths);
}

void MainWindow::dropped(const QStringList &paths)
{
    for (const QString &path : paths) {
        if (path.endsWith(QLatin1String(".touchstone"))) {
            openProject(path);
            return;
        }
    }
    if (!paths.isEmpty() && !m_session.store())
        newProject();
    importFiles(paths);
}

} // namespace touchstone
