// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "validator.h"

namespace touchstone {

/// touchstone-check as a process for scripts.
Program scriptProgram();

/// A user's JavaScript with a function validate(item). It returns true, false, a verdict's name or
/// {verdict, score, note}; `item` is an object with the members of itemLine. It runs in a process
/// of its own, without files, network or modules, with a deadline and a limit of memory. Items may
/// come in any order and to several processes, so what it keeps between them is worth nothing.
class ScriptValidator final : public Validator
{
public:
    explicit ScriptValidator(std::string source,
                             std::chrono::milliseconds deadline = std::chrono::seconds(2),
                             Program program = scriptProgram());

    /// Errors of the script name its line: "line 3: TypeError: …".
    Result<ValidatorVerdict> check(const ValidatorItem &item,
                                   const CancelQuestion &isCancelled = {}) override;

private:
    /// Starts the process and gives it the script, where it has not got it.
    Result<> prepare(const CancelQuestion &isCancelled);
    Result<std::string> ask(std::string_view line, const CancelQuestion &isCancelled);

    std::string m_source;
    std::chrono::milliseconds m_deadline;
    LineProcess m_process;
    std::int64_t m_asked = 0;
};

} // namespace touchstone
