// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "project.h"

#include <string>

namespace touchstone {

/// A real project of a thousand like problems: prompts "p1", "p2"… with the texts
/// "Problem 1 of pears"…, for tests of views.
class TestProject final
{
public:
    [[nodiscard]] Store &store() { return *m_project; }
    [[nodiscard]] QString path() const { return m_project.path(); }
    [[nodiscard]] QString folder() const { return m_project.folder(); }
    /// Imports `prompts` of them, each with a human response that grows from prompt to prompt and,
    /// where wanted, a teacher's that shrinks. Those that are there already get the responses only.
    void add(int prompts, bool human = true, bool teacher = true);
    /// Decides a prompt; the human is left, the teacher right.
    void decide(PromptId prompt, Outcome outcome);
    [[nodiscard]] PromptId prompt(const std::string &key);

private:
    test::Project m_project;
};

} // namespace touchstone
