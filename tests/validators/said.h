// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

#include <validators/validator.h>

namespace touchstone::test {

inline ValidatorItem someItem(std::string answer = "5", std::string reference = "5")
{
    ValidatorItem item;
    item.key = "p1";
    item.prompt = "2+3?";
    item.reference = std::move(reference);
    item.reasoning = "two and three";
    item.answer = std::move(answer);
    item.response = "<think>two and three</think>" + item.answer;
    item.source = "r1";
    item.sourceKind = "teacher";
    item.model = "deepseek-r1";
    item.sample = 3;
    return item;
}

/// "equal 0.5 (a note)", or the error's message.
inline QString wordsOf(const Result<ValidatorVerdict> &result)
{
    if (!result)
        return result.error().message;
    QString words = QString::fromStdString(std::string(nameOf(result->verdict)));
    if (result->score)
        words += QLatin1Char(' ') + QString::number(*result->score);
    if (!result->note.empty())
        words += QStringLiteral(" (%1)").arg(QString::fromStdString(result->note));
    return words;
}

} // namespace touchstone::test
