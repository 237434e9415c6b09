// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "answercheck.h"
#include "answerexpression.h"
#include "options.h"
#include "profile.h"

#include <base/result.h>

#include <functional>
#include <memory>
#include <optional>

namespace touchstone {

/// What a Judge is asked.
struct CheckQuestion
{
    std::string_view gold;
    std::string_view answer;
    bool isResponse = false; ///< Judge::check is meant, and `answer` is the response
    bool truncated = false;
    const AnswerOptions *options = nullptr; ///< nullptr: none
};

/// Answers with all effort what a Judge leaves; the error's message is why it cannot be told.
using HardStage = std::function<Result<AnswerCheck>(const CheckQuestion &question)>;

/// Checks answers by one profile. One object per thread: it keeps working memory between checks
/// and shares none of it. The same pair gets the same check in every process.
class Judge final
{
public:
    /// `expression` is where Touchstone's own profile looks first; the references are defined
    /// without one. With `hard`, what does not surely end within some milliseconds is left to it.
    explicit Judge(const Profile &profile = {},
                   std::optional<AnswerExpression> expression = {},
                   HardStage hard = {});
    ~Judge();
    Judge(const Judge &) = delete;
    Judge &operator=(const Judge &) = delete;

    [[nodiscard]] const Profile &profile() const { return m_profile; }
    [[nodiscard]] const std::optional<AnswerExpression> &expression() const { return m_expression; }

    /// `gold` is the reference, also as a whole solution with its "#### 72" or box; `response` the
    /// answer part without the reasoning, or, where the profile readsWholeResponse(), all of it.
    /// `truncated`: the response was cut off, so an answer that its end touches is none. `options`:
    /// those that the prompt lists (findOptions); then the letter and the text of one are the same
    /// answer, by the proof by which the text is, the text of another is different, and a letter
    /// that is not among them is none (optionscheck.h). The references know no options.
    [[nodiscard]] AnswerCheck check(std::string_view gold,
                                    std::string_view response,
                                    bool truncated = false,
                                    const AnswerOptions &options = {});

    /// Compares two answers as they are, without looking for them in a text.
    [[nodiscard]] AnswerCheck compare(std::string_view gold, std::string_view answer);

private:
    struct Private;
    AnswerCheck checkMeaning(std::string_view gold,
                             std::string_view response,
                             bool truncated,
                             const AnswerOptions &options);
    AnswerCheck orLastNumber(AnswerCheck check, std::string_view gold, std::string_view response);
    AnswerCheck whole(AnswerCheck check, const CheckQuestion &question);

    Profile m_profile;
    std::optional<AnswerExpression> m_expression;
    std::unique_ptr<Private> d;
};

} // namespace touchstone
