// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "validator.h"

namespace touchstone {

/// A user's program that is kept running: one line of JSON in (itemLine), one line out, with the
/// same "id" (verdictOf).
class CommandValidator final : public Validator
{
public:
    /// `deadline` is for each item; the first one after a start has half a minute more, since many
    /// a program reads its libraries then.
    explicit CommandValidator(Program program,
                              std::chrono::milliseconds deadline = std::chrono::seconds(10));

    Result<ValidatorVerdict> check(const ValidatorItem &item,
                                   const CancelQuestion &isCancelled = {}) override;

private:
    QString m_name;
    LineProcess m_process;
    std::chrono::milliseconds m_deadline;
    std::int64_t m_asked = 0;
};

} // namespace touchstone
