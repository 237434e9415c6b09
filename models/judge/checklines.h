// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "answercheck.h"
#include "judge.h"

#include <base/json.h>

#include <cstdint>

namespace touchstone {

// What a Checker and the process that compares for it write to each other, a line of JSON each way.

/// Asks whether the other side is there and is of the same version.
std::string readyLine();
bool isReady(std::string_view reply);

/// Asks what a Judge of that profile and expression says.
std::string questionLine(std::int64_t id,
                         const Profile &profile,
                         const std::optional<AnswerExpression> &expression,
                         const CheckQuestion &question);
/// The reply to the questionLine of that id; the error says what is wrong with it.
Result<AnswerCheck> checkOf(std::string_view reply, std::int64_t id);

/// The other side: answers either line.
class CheckAnswerer final
{
public:
    /// One line without its line feed; a line that is none of ours gets {"error"}.
    std::string answer(std::string_view line);

private:
    /// A Judge of the line's rules; nullptr where they are none.
    Judge *judgeOf(const Json &line);

    std::unique_ptr<Judge> m_judge; ///< by the rules of the last line
};

} // namespace touchstone
