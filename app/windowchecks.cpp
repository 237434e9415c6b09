// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// What the window does about verdicts: has responses checked, and the best of them chosen.
#include "mainwindow.h"
#include "projectjobs.h"
#include "session.h"

#include <base/hash.h>
#include <base/text.h>
#include <items/standingwords.h>
#include <pipeline/choosejob.h>
#include <pipeline/responsechecker.h>
#include <pipeline/verifyjob.h>
#include <widgets/browse/browsepage.h>
#include <widgets/check/checkdialog.h>
#include <widgets/check/choosedialog.h>
#include <widgets/common/format.h>
#include <widgets/common/statusline.h>
#include <widgets/review/reviewpage.h>

#include <QSettings>

namespace touchstone {

namespace {

const QString TrustedSetting = QStringLiteral("trusted-rules");

/// By what is run, not by the project that brings it.
QString markOf(const CheckRules &rules)
{
    const Sha256Digest digest = sha256(textOf(rules));
    return toQString(toHex(digest.data(), digest.size()));
}

} // namespace

/// The scripts and programs that were run here with the person's word.
QStringList MainWindow::trusted() const
{
    return m_session.settings().value(TrustedSetting).toStringList();
}

void MainWindow::checkAnswers()
{
    Store *store = m_session.store();
    const CheckRules rules = store->checkRules().value_or({});
    const bool reviewing = currentPage() == ReviewIndex;
    CheckDialog::Setting setting{m_browse->query(), m_browse->found(),
                                 reviewing ? m_review->current() : m_browse->current(),
                                 trusted().contains(markOf(rules))};
    auto *dialog = new CheckDialog(*store, *m_session.jobs(), std::move(setting), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { startCheck(dialog->plan()); });
    dialog->open();
}

/// What was asked for becomes the project's rules, so that the next look at it checks alike.
void MainWindow::startCheck(const VerifyPlan &plan)
{
    Store *store = m_session.store();
    if (store == nullptr)
        return;
    if (plan.rules != store->checkRules().value_or(plan.rules)) {
        if (const auto kept = store->perform({{SetCheckRules{plan.rules}}}); !kept) {
            fail(kept.error().message, kept.error().detail);
            return;
        }
    }
    if (plan.rules.by != CheckRules::By::Profile && !trusted().contains(markOf(plan.rules)))
        m_session.settings().setValue(TrustedSetting, trusted() << markOf(plan.rules));
    m_jobs->start(std::make_shared<VerifyJob>(plan));
}

void MainWindow::chooseBest()
{
    auto *dialog = new ChooseDialog(*m_session.jobs(), m_browse->query(), m_browse->found(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (m_session.store() != nullptr)
            m_jobs->start(std::make_shared<ChooseJob>(ChooseJob::Way::Choose, dialog->plan()));
    });
    dialog->open();
}

void MainWindow::checkFinished(const std::shared_ptr<Job> &job)
{
    if (const auto *choice = dynamic_cast<const ChooseJob *>(job.get())) {
        m_status->say(tr("%1 responses of %2 prompts are chosen; Undo takes the choice back")
                          .arg(number(choice->report().kept), number(choice->report().prompts)));
        return;
    }
    const auto *verify = dynamic_cast<const VerifyJob *>(job.get());
    if (verify == nullptr)
        return;
    const VerifyJob::Report &report = verify->report();
    if (report.failed > 0)
        fail(tr("%1 responses got no verdict and are tried again next time. The first: %2")
                 .arg(number(report.failed), report.failure));
    else if (!report.trouble.isEmpty())
        fail(tr("What is hard was not compared. %1").arg(report.trouble));
    Standings all;
    for (const auto &[source, standings] : report.sources) {
        for (const Standing standing : AllStandings)
            all.add(standing, standings.of(standing));
    }
    QStringList counts;
    for (const Standing standing : AllStandings) {
        if (all.of(standing) > 0)
            counts << QStringLiteral("%1 %2").arg(number(all.of(standing)), wordsOf(standing));
    }
    m_status->say(tr("%1 responses checked; of all: %2")
                      .arg(number(report.checked), counts.join(QStringLiteral(", "))));
}

} // namespace touchstone
