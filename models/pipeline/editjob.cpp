// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "editjob.h"

#include <store/store.h>

#include <QCoreApplication>

namespace touchstone {

EditJob::EditJob(Way way, Step step, QString words)
    : m_way(way)
    , m_step(std::move(step))
    , m_words(std::move(words))
{}

Result<> EditJob::run(Store &store, Progress &progress)
{
    progress.setStage(m_words, 0);
    TRY(progress.advance(0));
    if (m_way == Way::Perform)
        return store.perform(m_step);
    const std::optional<Step> next = m_way == Way::Undo ? store.undoable() : store.redoable();
    if (!next || next->edits != m_step.edits)
        return Error{Error::Code::Conflict,
                     QCoreApplication::translate("touchstone::EditJob",
                                                 "Something else was done in the meantime; look "
                                                 "again at what is to be undone or redone.")};
    return m_way == Way::Undo ? store.undo() : store.redo();
}

} // namespace touchstone
