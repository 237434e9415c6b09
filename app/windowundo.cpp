// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "mainwindow.h"
#include "projectjobs.h"
#include "session.h"

#include <pipeline/editjob.h>
#include <widgets/browse/preview.h>
#include <widgets/common/statusline.h>
#include <widgets/review/reviewpage.h>

#include <QAction>
#include <QStackedWidget>

namespace touchstone {

/// The words are made when the menu is about to show them, in the language of that moment; the
/// commands themselves stay enabled, because a key may come before the next look.
void MainWindow::refreshUndo()
{
    const Store *store = m_session.store();
    const auto undo = store ? store->undoable() : std::nullopt;
    const auto redo = store ? store->redoable() : std::nullopt;
    m_undo->setText(undo ? tr("Undo: %1").arg(describe(undo->edits)) : tr("Undo"));
    m_redo->setText(redo ? tr("Redo: %1").arg(describe(redo->edits)) : tr("Redo"));
}

void MainWindow::flip(bool redo)
{
    Store *store = m_session.store();
    if (!store)
        return;
    if (m_stack->currentWidget() == m_review)
        redo ? m_review->redo() : m_review->undo();
    else
        flipStep(redo);
}

void MainWindow::flipStep(bool redo)
{
    Store *store = m_session.store();
    const auto step = redo ? store->redoable() : store->undoable();
    if (!step) {
        m_status->say(redo ? tr("There is nothing to redo.") : tr("There is nothing to undo."));
        return;
    }
    if (concernsAnImport(*step)) {
        m_jobs->start(std::make_shared<EditJob>(redo ? EditJob::Way::Redo : EditJob::Way::Undo,
                                                *step, describe(step->edits)));
        return;
    }
    const auto flipped = redo ? store->redo() : store->undo();
    if (!flipped) {
        fail(flipped.error().message, flipped.error().detail);
        return;
    }
    sayFlipped(redo, describe(step->edits));
}

void MainWindow::sayFlipped(bool redo, const QString &words)
{
    m_status->say((redo ? tr("Redone: %1") : tr("Undone: %1")).arg(words));
}

} // namespace touchstone
