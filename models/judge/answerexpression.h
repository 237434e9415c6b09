// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "extract.h"

#include <base/result.h>

#include <QRegularExpression>

#include <optional>

namespace touchstone {

/// A person's own rule of where the final answer stands: a regular expression of PCRE2, which no
/// text can keep busy. May be used by many threads at once.
class AnswerExpression final
{
public:
    /// BadInput where `pattern` is empty, too long (500 characters) or none; the message says
    /// why and at which character. Options stand in the pattern: (?i), (?m), (?s).
    static Result<AnswerExpression> compile(std::string_view pattern);

    [[nodiscard]] const std::string &pattern() const { return m_pattern; }

    /// The last match: of it the group named "answer", else the first group, else the whole; empty
    /// matches are passed over. Nothing: it matches nowhere. Without a text: "expression, empty",
    /// "expression, gave up" (too many ways to match, or no match in the last 8,192 UTF-16 units
    /// of a longer text, which alone are searched), "expression, not UTF-8". What it does is
    /// counted and not timed, so that the same text gets the same answer everywhere.
    [[nodiscard]] std::optional<FinalAnswer> find(std::string_view text) const;

    bool operator==(const AnswerExpression &other) const { return m_pattern == other.m_pattern; }

private:
    AnswerExpression(std::string pattern, QRegularExpression expression);

    std::string m_pattern;
    QRegularExpression m_expression;
    int m_group = 0;
};

} // namespace touchstone
