// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "job.h"

#include <record/edit.h>

namespace touchstone {

/// A person's step that touches more rows than one should wait for at the window, done, undone or
/// redone. Whole or not at all; it cannot be cancelled once it has begun.
class EditJob final : public Job
{
public:
    enum class Way { Perform, Undo, Redo };

    /// `words`: what the step is, for people. To undo or redo, `step` is what Store::undoable() or
    /// Store::redoable() gave; where another one has come before it, that is an error.
    EditJob(Way way, Step step, QString words);

    [[nodiscard]] QString title() const override { return m_words; }
    [[nodiscard]] bool isAwaited() const override { return true; }
    [[nodiscard]] Way way() const { return m_way; }
    Result<> run(Store &store, Progress &progress) override;

private:
    Way m_way;
    Step m_step;
    QString m_words;
};

} // namespace touchstone
