// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// What the window does about teachers: shows the page that asks them, and keeps their list.
#include "mainwindow.h"
#include "projectjobs.h"
#include "session.h"

#include <base/text.h>
#include <generate/teachershelf.h>
#include <pipeline/batchjobs.h>
#include <pipeline/generatejob.h>
#include <pipeline/indexjob.h>
#include <widgets/browse/browsepage.h>
#include <widgets/common/ask.h>
#include <widgets/common/format.h>
#include <widgets/common/statusline.h>
#include <widgets/generate/generatepage.h>
#include <widgets/generate/teachereditor.h>
#include <widgets/review/reviewpage.h>

namespace touchstone {

void MainWindow::connectGenerate()
{
    connect(m_generate, &GeneratePage::jobStarted, m_jobs, &ProjectJobs::adopt);
    connect(m_generate, &GeneratePage::teachersRequested, this, &MainWindow::editTeachers);
    connect(m_review, &ReviewPage::teacherRequested, m_generate, &GeneratePage::askAgain);
    showTeachers();
}

void MainWindow::showTeachers()
{
    TeacherShelf shelf = m_session.teachers();
    if (const auto loaded = shelf.load(); !loaded)
        fail(loaded.error().message, loaded.error().detail);
    else if (!shelf.complaints().empty())
        fail(shelf.complaints().front());
    m_generate->setTeachers(shelf.teachers());
}

/// For the prompts that the table shows, where people come from it.
void MainWindow::generate()
{
    if (currentPage() == BrowseIndex && !m_browse->query().isAll())
        m_generate->setQueryText(toQString(toText(m_browse->query())));
    showPage(GenerateIndex);
}

void MainWindow::editTeachers()
{
    auto *dialog = new TeacherEditor(m_session.teachers(), m_session.keys(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TeacherEditor::teachersChanged, this, &MainWindow::showTeachers);
    dialog->select(m_generate->teacher().name);
    dialog->open();
}

void MainWindow::readBatch()
{
    const QString path = m_ask.openFile(this, tr("Read batch results"),
                                        QStringLiteral("JSONL (*.jsonl *.json);;* (*)"));
    if (!path.isEmpty())
        m_jobs->start(std::make_shared<BatchReadJob>(path));
}

void MainWindow::batchFinished(const std::shared_ptr<Job> &job)
{
    if (const auto *written = dynamic_cast<const BatchWriteJob *>(job.get())) {
        const BatchWriteJob::Report &report = written->report();
        m_status->say(report.files.isEmpty() ? tr("Nothing is missing; no file was written")
                                             : tr("%1 requests are in %2")
                                                   .arg(number(report.requests),
                                                        report.files.join(QStringLiteral(", "))));
        return;
    }
    const auto *read = dynamic_cast<const BatchReadJob *>(job.get());
    if (read == nullptr)
        return;
    const BatchReadJob::Report &report = read->report();
    m_status->say(
        tr("%1 responses came, %2 requests failed, %3 were there already")
            .arg(number(report.settled), number(report.failed), number(report.alreadyThere)));
    if (report.refusedCount > 0)
        fail(tr("%1 lines are no results of requests of this project, the first is line %2: %3")
                 .arg(number(report.refusedCount))
                 .arg(report.refused.empty() ? 0 : report.refused.front().line)
                 .arg(report.refused.empty() ? QString{}
                                             : toQString(report.refused.front().reason)));
    if (report.settled > 0)
        m_jobs->start(std::make_shared<IndexJob>());
}

/// True: the page before people's eyes says itself how the run ended.
bool MainWindow::generateFinished(const std::shared_ptr<Job> &job)
{
    const auto *made = dynamic_cast<const GenerateJob *>(job.get());
    if (made == nullptr)
        return false;
    if (made->report().spending.settled > 0)
        m_jobs->start(std::make_shared<IndexJob>());
    return currentPage() == GenerateIndex;
}

/// Running streams may be charged: nobody ends them by closing the window unawares.
bool MainWindow::mayEndRun()
{
    return !m_generate->isRunning()
           || m_ask.confirm(this,
                            tr("A run is on its way. End it? What is settled is kept; running "
                               "streams may be charged."),
                            tr("End the run"));
}

} // namespace touchstone
