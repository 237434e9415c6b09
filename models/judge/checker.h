// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "judge.h"

#include <process/lineprocess.h>

namespace touchstone {

/// touchstone-check as it was built or installed with this program.
Program checkProgram();

/// A Judge that nothing hangs, ends or fills the memory of: what does not surely end within some
/// milliseconds is compared by a process of its own, which is started when it is first needed. The
/// checks are those of a Judge alone, but for what the process does not end within its deadline or
/// a gigabyte: of that it cannot be told, and the reason says why. One object per thread.
class Checker final
{
public:
    /// `deadline` is for a comparison in the other process.
    explicit Checker(const Profile &profile = {},
                     std::optional<AnswerExpression> expression = {},
                     const Program &program = checkProgram(),
                     std::chrono::milliseconds deadline = std::chrono::seconds(1));

    [[nodiscard]] const Profile &profile() const { return m_judge.profile(); }

    /// As Judge::check and Judge::compare.
    [[nodiscard]] AnswerCheck check(std::string_view gold,
                                    std::string_view response,
                                    bool truncated = false,
                                    const AnswerOptions &options = {});
    [[nodiscard]] AnswerCheck compare(std::string_view gold, std::string_view answer);

    /// Why the process cannot be started, for people; empty where it could be or was not needed.
    /// It is not tried again.
    [[nodiscard]] const QString &trouble() const { return m_trouble; }

private:
    Result<AnswerCheck> checkHard(const CheckQuestion &question);
    bool isReady();

    LineProcess m_process;
    std::chrono::milliseconds m_deadline;
    QString m_trouble;
    std::int64_t m_asked = 0;
    Judge m_judge;
};

} // namespace touchstone
